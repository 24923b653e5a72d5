"""The network of a region in a half year: posts, meetings held, partners by kind."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ghnt import clock
from ghnt.periods import HalfYear
from programmes.models import Meeting, MeetingState
from regions.models import Body, Organisation, OrganisationKind, Post, Region
from regions.posts import A_DAY, posts_of
from reporting.content import BodyMet, NetworkTold, PartnersOfKind, PostHeld
from reporting.models import ReportRound
from reporting.spoken.network import progress_words

MOST = 30


def network_in(region: Region, half_year: HalfYear) -> NetworkTold:
    """Constant number of queries: posts with who steers them, bodies with their meetings, partners by kind."""
    return NetworkTold(
        posts=tuple(_told(post, half_year) for post in posts_in(region, half_year)),
        bodies=_bodies(region, half_year),
        partners=_partners(region),
    )


def posts_in(region: Region, half_year: HalfYear) -> list[Post]:
    """Those of any day of the half year, the first one first."""
    in_it = Q(valid_to__isnull=True) | Q(valid_to__gt=half_year.start)
    posts = posts_of(region).filter(in_it, valid_from__lte=half_year.end)
    return list(posts.order_by("valid_from", "pk")[:MOST])


def _told(post: Post, half_year: HalfYear) -> PostHeld:
    last: date | None = post.valid_to - A_DAY if post.valid_to else None
    return PostHeld(
        kind=post.get_kind_display(),
        person=post.person,
        hours_a_week=post.hours_a_week,
        steered_by=tuple(sorted(one.name for one in post.steering_municipalities.all())),
        since=post.valid_from.isoformat(),
        until=last.isoformat() if last and last <= half_year.end else None,
    )


def _bodies(region: Region, half_year: HalfYear) -> tuple[BodyMet, ...]:
    """Bodies that met or could have met, in the usual route; a meeting counts once its day is over."""
    held = Meeting.objects.filter(body=OuterRef("pk"), date__range=(half_year.start, half_year.end))
    held = held.filter(date__lte=clock.today()).exclude(state=MeetingState.CANCELLED).order_by()
    bodies = Body.objects.filter(region=region).active(half_year.start)
    counted = bodies.annotate(held=Coalesce(Subquery(held.values("body").annotate(n=Count("pk")).values("n")), 0))
    return tuple(BodyMet(one.name, one.get_kind_display(), one.rhythm, one.held) for one in counted[:MOST])


def _partners(region: Region) -> tuple[PartnersOfKind, ...]:
    """Organisations of the region by kind; municipalities are no partners but part of it."""
    own = Organisation.objects.filter(region=region).exclude(kind=OrganisationKind.MUNICIPALITY)
    numbers = dict(own.order_by().values_list("kind").annotate(number=Count("pk")))
    return tuple(PartnersOfKind(str(kind.label), numbers[kind]) for kind in OrganisationKind if numbers.get(kind))


def network_progress(region: Region, round: ReportRound) -> str:
    """What the chapter holds for the round, in words; "" for nothing."""
    return progress_words(network_in(region, round.half_year))
