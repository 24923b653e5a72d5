"""What is left to do when a post ends: whoever it was may still sit in bodies, be a contact, or hold a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from regions.contacts import contacts_in
from regions.models import Contact, Post, RoleAssignment, Seat

FEW = 20


@dataclass(frozen=True)
class Leaving:
    """Everything under the same name as the post's, at most twenty of a kind."""

    contacts: tuple[Contact, ...]
    seats: tuple[Seat, ...]
    roles: tuple[RoleAssignment, ...]
    successor: Post | None

    @property
    def is_settled(self) -> bool:
        return not (self.contacts or self.seats or self.roles)


def leaving(post: Post, *, on: date) -> Leaving:
    """Four queries at most."""
    if post.region is None:
        return Leaving((), (), _roles(post, Q(region__isnull=True), on), _successor(post))
    contacts = contacts_in(post.region).filter(name__iexact=post.person)
    same = Q(contact__name__iexact=post.person) | Q(substitute__name__iexact=post.person)
    seats = Seat.objects.filter(same, body__region=post.region).select_related("body", "organisation")
    return Leaving(
        tuple(contacts[:FEW]),
        tuple(seats[:FEW]),
        _roles(post, Q(region=post.region), on),
        _successor(post),
    )


def _roles(post: Post, where: Q, on: date) -> tuple[RoleAssignment, ...]:
    who = Q(user__name__iexact=post.person)
    if post.email:
        who |= Q(user__email__iexact=post.email)
    return tuple(RoleAssignment.objects.valid(on).filter(who, where).select_related("user")[:FEW])


def _successor(post: Post) -> Post | None:
    """Whoever took the post over from the day after its last one."""
    if post.valid_to is None:
        return None
    later = Post.objects.filter(region=post.region, kind=post.kind, valid_from__gte=post.valid_to)
    return later.order_by("valid_from", "pk").first()
