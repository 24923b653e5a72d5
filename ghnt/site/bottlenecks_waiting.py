"""Bottlenecks that wait: with whom at national level, and which of a region's own wait elsewhere or came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse

from actions.bottlenecks.listing import waits_for
from actions.bottlenecks.waiting import waiting_words
from actions.models import Bottleneck, BottleneckState
from ghnt.site.tasks import SHOWN_IN_A_GROUP, Task, TaskGroup, TaskRow
from regions.models import Region
from regions.rights import Right, Rights


@dataclass(frozen=True)
class WaitingElsewhere:
    """Of a region: how many of its bottlenecks wait for an answer, and the longest how long."""

    count: int
    longest: str
    url: str


def bottlenecks_to_answer(rights: Rights, *, on: date) -> Iterator[TaskGroup]:
    """For the national team, the longest waiting first; one that hangs under a national one waits there."""
    if not rights.may(Right.WRITE_NATIONAL):
        return
    rows = Bottleneck.objects.visible_to(rights).waiting_nationally().filter(national__isnull=True)
    waiting = rows.select_related("region")
    yield from _group("Knelpunten zonder antwoord, wat het langst wacht eerst", waiting, on)


def bottlenecks_answered(rights: Rights) -> Iterator[Task]:
    """For whoever writes a region: what came back and waits for its next step; one query."""
    held = _held(rights)
    if not held:
        return
    rows = Bottleneck.objects.present().filter(region__in=held, state=BottleneckState.ANSWERED)
    for one in rows.select_related("region").order_by("pk"):
        why = f"Regio {one.region}, beantwoord door {one.level_badge.the}: sluit het af of leg het verder voor"
        yield Task(f"Antwoord op knelpunt {one.code} lezen: {one.title}", one.get_absolute_url(), why)


def bottlenecks_waiting_elsewhere(rights: Rights, *, on: date) -> Iterator[TaskGroup]:
    """Wacht op anderen, for whoever writes a region; one query."""
    held = _held(rights)
    if not held:
        return
    rows = Bottleneck.objects.present().filter(region__in=held).waiting().select_related("region")
    yield from _group("Wacht op anderen: knelpunten zonder antwoord", rows, on)


def waiting_elsewhere(region: Region, rights: Rights, *, on: date) -> WaitingElsewhere | None:
    """For the overview of a region, as far as the reader may know; one query."""
    rows = Bottleneck.objects.visible_to(rights, region).waiting().order_by()
    found = rows.aggregate(number=Count("pk"), first=Min("raised_at"))
    if not found["number"]:
        return None
    url = reverse("actions:bottleneck_list", args=[region.slug])
    return WaitingElsewhere(found["number"], waiting_words(found["first"], on), f"{url}?wacht=on")


def _held(rights: Rights) -> list[int]:
    return [key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)]


def _group(title: str, rows: Iterable[Bottleneck], on: date) -> Iterator[TaskGroup]:
    waiting = [_row(one, on) for one in rows]
    if waiting:
        shown = tuple(waiting[:SHOWN_IN_A_GROUP])
        yield TaskGroup(title, shown, len(waiting) - len(shown))


def _row(one: Bottleneck, on: date) -> TaskRow:
    whose = f"Regio {one.region}" if one.region else "Landelijk knelpunt"
    why = f"{whose}, ligt bij {one.level_badge.the}, wacht {waits_for(one, on)}"
    return TaskRow(Task(f"{one.code} {one.title}", one.get_absolute_url(), why), "")
