"""Whom to tell: the people who hold a right for one region, municipality or body, or for the whole country."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Body, Municipality, Region, RegionMembership, RoleAssignment
from regions.models.people import NATIONAL_ROLES, REGIONAL_ROLES, Role
from regions.rights import ONLY_OWN_MUNICIPALITY, RIGHTS, Right, counting_on


def holders(
    right: Right,
    *,
    region: Region | None = None,
    municipality: Municipality | None = None,
    body: Body | None = None,
    on: date,
) -> list[User]:
    """The active people who hold a right on a date, by name, each once; without a scope those who hold it nationally.

    Of a region: through a role in the region or in one of its municipalities. Who holds a right for the whole country
    is not counted with any region. Of a municipality: its own officers. Of a body: its secretaries. At most two
    queries. Raises ValueError for more than one scope.
    """
    if sum(scope is not None for scope in (region, municipality, body)) > 1:
        raise ValueError("one scope at a time")
    if municipality is not None:
        held = _held(right, (Role.MUNICIPAL,)) & Q(municipality=municipality)
    elif body is not None:
        held = _held(right, (Role.SECRETARY,)) & Q(body=body)
    elif region is not None:
        held = _held(right, REGIONAL_ROLES) & Q(region=region) | _through_municipality(right, region, on)
    else:
        held = _held(right, NATIONAL_ROLES)
    assignments = counting_on(RoleAssignment.objects.filter(held).valid(on), on)
    found = User.objects.filter(is_active=True, pk__in=assignments.values("user"))
    return list(found.order_by("name", "pk"))


def holds_a_role(user: User) -> bool:
    """Whether somebody still holds any role today: who does not is told nothing by mail."""
    today = clock.today()
    return counting_on(RoleAssignment.objects.filter(user=user).valid(today), today).exists()


def _held(right: Right, roles: tuple[Role, ...]) -> Q:
    return Q(role__in=[role for role in roles if right in RIGHTS[role]])


def _through_municipality(right: Right, region: Region, on: date) -> Q:
    members = RegionMembership.objects.current(on).filter(target=region)
    own = Q(municipality__in=members.values("municipality"))
    return _held(right, () if right in ONLY_OWN_MUNICIPALITY else (Role.MUNICIPAL,)) & own
