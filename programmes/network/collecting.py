"""The network of a region on a date, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from programmes.models import Meeting, MeetingState
from programmes.network.content import BodyLine, Network, Partner, PartnerGroup, Place, PostLine
from regions.models import (
    Body,
    CentreMunicipality,
    Municipality,
    OrganisationKind,
    Post,
    Region,
    Role,
    RoleAssignment,
    Seat,
)
from regions.models.bodies import BodyQuerySet
from regions.organisations import organisations_of
from regions.posts import A_DAY, leading, posts_of

MOST = 300  # partners; a longer list stands on pages of its own


def network_of(region: Region, *, on: date) -> Network:
    posts = list(posts_of(region).valid(on))  # type: ignore[attr-defined]
    leader = leading(posts)
    steering = {one.pk for one in leader.steering_municipalities.all()} if leader else set()
    return Network(
        region=region.name,
        slug=region.slug,
        on=on.isoformat(),
        posts=tuple(post_line(post, on=on, leads=post == leader) for post in posts),
        advisers=advisers_of(region, on),
        bodies=tuple(map(body_line, bodies_with_counts(Body.objects.filter(region=region), on=on))),
        groups=_groups(region),
        places=_places(region, steering, on),
    )


def post_line(post: Post, *, on: date, leads: bool = False) -> PostLine:
    """With its employer and its steering municipalities loaded."""
    return PostLine(
        pk=post.pk,
        kind=post.get_kind_display(),
        person=post.person,
        email=post.email,
        phone=post.phone,
        hours=post.hours_a_week,
        employer=str(post.employer or ""),
        steering=tuple(sorted(one.name for one in post.steering_municipalities.all())),
        since=post.valid_from.isoformat(),
        until=(post.valid_to - A_DAY).isoformat() if post.valid_to else None,
        is_current=post.is_valid(on),
        leads=leads,
    )


def bodies_with_counts(bodies: BodyQuerySet, *, on: date) -> BodyQuerySet:
    """Those that still meet, in the usual route, each with `number_of_seats` and `next_meeting`."""
    seats = Seat.objects.filter(body=OuterRef("pk")).order_by().values("body").annotate(n=Count("pk")).values("n")
    coming = Meeting.objects.filter(body=OuterRef("pk"), date__gte=on).exclude(state=MeetingState.CANCELLED)
    return bodies.active(on).annotate(
        number_of_seats=Coalesce(Subquery(seats), 0),
        next_meeting=Subquery(coming.order_by("date").values("date")[:1]),
    )


def body_line(body: Body) -> BodyLine:
    """Of a body of `bodies_with_counts`."""
    coming = body.next_meeting  # type: ignore[attr-defined]
    return BodyLine(
        body.pk,
        body.name,
        body.get_kind_display(),
        body.rhythm,
        body.number_of_seats,  # type: ignore[attr-defined]
        coming.isoformat() if coming else None,
    )


def advisers_of(region: Region, on: date) -> tuple[str, ...]:
    """Who holds the role of region adviser; its names."""
    return advisers_by_region([region.pk], on)[region.pk]


def advisers_by_region(regions: Iterable[int], on: date) -> defaultdict[int, tuple[str, ...]]:
    held = RoleAssignment.objects.valid(on).filter(role=Role.ADVISER, region__in=regions, user__is_active=True)
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for region, name in held.order_by("user__name").values_list("region", "user__name"):
        if region is not None:
            found[region] += (name,)
    return found


def _groups(region: Region) -> tuple[PartnerGroup, ...]:
    """The region's organisations by kind, in the order of the kinds; municipalities stand elsewhere."""
    partners = organisations_of(region).exclude(kind=OrganisationKind.MUNICIPALITY)[:MOST]
    by_kind: defaultdict[str, list[Partner]] = defaultdict(list)
    for one in partners:
        counts = one.number_of_contacts, one.number_of_seats  # type: ignore[attr-defined]
        by_kind[one.kind].append(Partner(one.pk, one.name, *counts))
    return tuple(PartnerGroup(str(kind.label), tuple(by_kind[kind])) for kind in OrganisationKind if by_kind[kind])


def _places(region: Region, steering: set[int], on: date) -> tuple[Place, ...]:
    """The region's municipalities; the centre municipalities first."""
    centres = set(CentreMunicipality.objects.valid(on).filter(region=region).values_list("municipality", flat=True))
    found = Municipality.objects.in_region(region, on=on)
    places = (Place(one.name, one.slug, one.pk in centres, one.pk in steering) for one in found)
    return tuple(sorted(places, key=lambda one: (not one.is_centre, one.name)))
