"""Posts: who leads a region, or sits in the national team, from which day to which; begun, corrected and ended here.

Posts of one region may overlap, as during leave; of the leader there is one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from ghnt.ui.dates import long_date
from regions.models import CentreMunicipality, Municipality, Post, PostKind, Region

A_DAY = timedelta(days=1)
# Who does the work on a date: a replacement goes before the leader on leave.
LEADING = (PostKind.REPLACEMENT, PostKind.LEADER, PostKind.STARTER)
REGIONAL_POSTS = (PostKind.LEADER, PostKind.STARTER, PostKind.REPLACEMENT)
TWICE = "Deze functie staat er al: {person} vanaf {day}. Wijzig die, of kies een andere begindatum."
OVERLAP = (
    "{person} is in deze periode al projectleider, {period}. "
    "Beëindig die functie eerst, of kies ‘Vervanger’ bij verlof."
)


def posts_of(region: Region | None) -> QuerySet[Post]:
    """Past and present, the newest first; without a region those of the national team."""
    rows = Post.objects.filter(region=region) if region else Post.objects.filter(region__isnull=True)
    return rows.select_related("employer").prefetch_related("steering_municipalities").order_by("-valid_from", "-pk")


def leading(posts: Iterable[Post]) -> Post | None:
    """Of posts that count on one date: whoever does the work; None when nobody leads."""
    found = {post.kind: post for post in posts}
    return next((found[kind] for kind in LEADING if kind in found), None)


def leader_of(region: Region, on: date) -> Post | None:
    """Whoever leads the region on the date. One query."""
    return leading(Post.objects.valid(on).filter(region=region))


def period_words(post: Post) -> str:
    """ "sinds 1 maart 2019", "van 1 maart 2019 tot en met 14 juni 2021"."""
    if post.valid_to is None:
        return f"sinds {long_date(post.valid_from)}"
    return f"van {long_date(post.valid_from)} tot en met {long_date(post.valid_to - A_DAY)}"


def may_steer(region: Region, since: date, until: date | None) -> QuerySet[Municipality]:
    """The region's centre municipalities on any day from the first to the second."""
    centres = CentreMunicipality.objects.filter(region=region).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=since))
    if until is not None:
        centres = centres.filter(valid_from__lt=until)
    return Municipality.objects.filter(pk__in=centres.values("municipality")).order_by("name")


@dataclass(frozen=True)
class Ended:
    """What is left when a post has ended; the next one begins on `next_day`."""

    post: Post
    next_day: date


@transaction.atomic
def start_post(*, post: Post, steering: Sequence[Municipality] = ()) -> Post:
    """Save a new post. Raises ValidationError when it stands there already or overlaps another leader's."""
    _take_turn(post)
    _refuse(post)
    _refuse_steering(post, steering)
    post.save()
    post.steering_municipalities.set(steering)
    return post


@transaction.atomic
def change_post(*, post: Post, seen: int, steering: Sequence[Municipality] = ()) -> Post:
    """Correct a post; what stood there stays in its history.

    Raises ValidationError as `start_post`; EditConflictError when it changed since version `seen`.
    """
    _take_turn(post)
    post.claim(seen)
    _refuse(post)
    _refuse_steering(post, steering)
    post.save()
    post.steering_municipalities.set(steering)
    return post


@transaction.atomic
def end_post(*, post: Post, last_day: date, seen: int) -> Ended:
    """Let a post end after its last day.

    Raises ValidationError for a day before it began; EditConflictError when it changed since version `seen`.
    """
    if last_day < post.valid_from:
        raise ValidationError(
            {"last_day": f"Deze functie begon op {long_date(post.valid_from)}. Kies die dag of een latere."}
        )
    post.claim(seen)
    post.valid_to = last_day + A_DAY
    _refuse(post)
    post.save()
    return Ended(post, post.valid_to)


def _take_turn(post: Post) -> None:
    """One at a time for each region, so that two leaders who are typed at once do not both stand."""
    if post.region_id:
        Region.objects.select_for_update().get(pk=post.region_id)


def _refuse(post: Post) -> None:
    if post.valid_to is not None and post.valid_to <= post.valid_from:
        raise ValidationError(
            {"last_day": f"De laatste dag ligt vóór de begindatum, {long_date(post.valid_from)}. Kies een latere dag."}
        )
    others = Post.objects.filter(region=post.region, kind=post.kind).exclude(pk=post.pk)
    same = others.filter(person__iexact=post.person, valid_from=post.valid_from).first()
    if same is not None:
        raise ValidationError({"person": TWICE.format(person=same.person, day=long_date(same.valid_from))})
    if post.kind == PostKind.LEADER and (other := _overlapping(post, others).first()):
        raise ValidationError({"valid_from": OVERLAP.format(person=other.person, period=period_words(other))})


def _refuse_steering(post: Post, steering: Sequence[Municipality]) -> None:
    """Only a centre municipality of the region steers its posts; the national ones have no municipality."""
    if not steering:
        return
    own = may_steer(post.region, post.valid_from, post.valid_to) if post.region else Municipality.objects.none()
    strange = [str(one) for one in steering if one not in own]
    if strange:
        wrong = f"{', '.join(strange)}: geen centrumgemeente van deze regio in deze periode. Haal het vinkje weg."
        raise ValidationError({"steering_municipalities": wrong})


def _overlapping(post: Post, others: QuerySet[Post]) -> QuerySet[Post]:
    found = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=post.valid_from))
    return found if post.valid_to is None else found.filter(valid_from__lt=post.valid_to)


@transaction.atomic
def delete_post(*, post: Post, seen: int) -> None:
    """Take away a post that was entered by mistake; its history keeps what stood there.

    Raises EditConflictError when it changed since version `seen`.
    """
    post.delete_as_seen(seen)
