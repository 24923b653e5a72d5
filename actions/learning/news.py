"""What is new under Leren since somebody last said to have seen it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from actions.learning.circles import visible_circles
from actions.learning.meetings import when_and_where
from actions.learning.research import visible_research
from actions.models import (
    CircleMeeting,
    CircleMeetingState,
    FrontRunner,
    FrontRunnerState,
    LearningVisit,
    Lesson,
    Sharing,
)
from ghnt import clock
from ghnt.accounts.models import User
from programmes.catalogue import edition_in_force, titles
from regions.rights import Right, Rights

FIRST_TIME = timedelta(days=92)  # for who never said so
MOST = 30  # of each kind
SHOWN = 10


@dataclass(frozen=True)
class Fresh:
    kind: str
    icon: str
    title: str
    url: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Freshness:
    """What is new, the newest first; `until` is the moment of looking, for the button "Alles gezien"."""

    since: datetime
    has_seen: bool  # whether `since` is a visit
    shown: tuple[Fresh, ...]
    count: int
    until: datetime

    @property
    def more(self) -> int:
        return self.count - len(self.shown)

    @property
    def words(self) -> str:
        return "1 ding is nieuw" if self.count == 1 else f"{self.count} dingen zijn nieuw"


def news_for(user: User, rights: Rights) -> Freshness:
    """A constant number of queries."""
    visit = LearningVisit.objects.filter(user=user).first()
    since = visit.seen_at if visit else clock.now() - FIRST_TIME
    kinds = (_lessons, _meetings, _front_runners, _research)
    found = sorted((one for kind in kinds for one in kind(rights, since)), key=lambda one: one.at, reverse=True)
    return Freshness(since, visit is not None, tuple(found[:SHOWN]), len(found), clock.now())


@transaction.atomic
def mark_seen(*, user: User, until: datetime) -> None:
    """Everything up to the moment of looking was seen; what came while reading stays new. It never goes back."""
    visit, made = LearningVisit.objects.get_or_create(user=user, defaults={"seen_at": min(until, clock.now())})
    if not made and visit.seen_at < until:
        visit.seen_at = min(until, clock.now())
        visit.save()


def _lessons(rights: Rights, since: datetime) -> Iterator[Fresh]:
    """Shared with the visitor by others."""
    found = Lesson.objects.visible_to(rights).exclude(sharing=Sharing.REGION).filter(shared_at__gt=since)
    own = rights.regions(Right.READ_INSIDE) or ()
    for one in found.exclude(region__in=own).select_related("region").order_by("-shared_at")[:MOST]:
        whose = f"Leerpunt van regio {one.region}" if one.region else "Leerpunt van het landelijk team"
        if one.shared_at is not None:
            yield Fresh("Leerpunt", "bulb", one.title, one.get_absolute_url(), whose, one.shared_at)


def _meetings(rights: Rights, since: datetime) -> Iterator[Fresh]:
    circles = visible_circles(rights).values("pk")
    found = CircleMeeting.objects.filter(circle__in=circles, invited_at__gt=since).select_related("circle")
    for one in found.exclude(state=CircleMeetingState.CANCELLED).order_by("-invited_at")[:MOST]:
        why = f"{one.circle}, {when_and_where(one)}"
        if one.invited_at is not None:
            yield Fresh("Bijeenkomst", "calendar-event", one.subject, one.get_absolute_url(), why, one.invited_at)


def _front_runners(rights: Rights, since: datetime) -> Iterator[Fresh]:
    found = FrontRunner.objects.filter(state=FrontRunnerState.CONFIRMED, decided_at__gt=since)
    rows = list(found.select_related("region").order_by("-decided_at")[:MOST])
    edition = edition_in_force(on=clock.today()) if rows else None
    names = titles(edition).blocks if edition else {}
    for one in rows:
        url = reverse("actions:block_learning", args=[one.block_id])
        title = f"Regio {one.region} is voorloper"
        if one.decided_at is not None:
            yield Fresh("Voorloper", "star", title, url, str(names.get(one.block_id, one.block_id)), one.decided_at)


def _research(rights: Rights, since: datetime) -> Iterator[Fresh]:
    for one in visible_research(rights).filter(added_at__gt=since).order_by("-added_at")[:MOST]:
        why = f"{one.get_kind_display()}, door {one.done_by}"
        yield Fresh("Onderzoek", "search", one.title, one.get_absolute_url(), why, one.added_at)


def moment(text: str) -> datetime:
    """The moment that the page was made, as its form sends it back; anything else is now."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return clock.now()
    return found if timezone.is_aware(found) else timezone.make_aware(found)
