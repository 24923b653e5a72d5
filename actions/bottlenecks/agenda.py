"""The bottlenecks on the agenda of a meeting: what could stand on it, what does, in which order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, IntegerField, Max, Q, Value, When

from actions.bottlenecks.listing import waits_for
from actions.models import (
    CLOSED_STATES,
    NATIONAL_LEVELS,
    Bottleneck,
    BottleneckAgendaItem,
    BottleneckState,
    BottleneckStep,
    Level,
)
from actions.models.bottlenecks import BottleneckQuerySet
from programmes.meeting_dates import region_of
from programmes.models import Meeting, MeetingState
from regions.models import BodyKind, BodyLevel
from regions.rights import Right, Rights

LEVEL_OF = {BodyKind.CORE_TEAM: Level.CORE_TEAM, BodyKind.STEERING: Level.STEERING}
CANCELLED = "Deze vergadering gaat niet door. Kies een andere vergadering."
TREATED = "Bij dit punt is al een antwoord vastgelegd. Het blijft op de agenda staan."
ABOUT = ("bottleneck__blocks", "bottleneck__regional_ones__region")


@dataclass(frozen=True)
class AgendaRow:
    item: BottleneckAgendaItem
    bottleneck: Bottleneck
    waits: str
    said: tuple[BottleneckStep, ...]  # in this meeting

    @property
    def whose(self) -> str:
        return str(self.bottleneck.region or "Landelijk")


def may_write_agenda(meeting: Meeting, rights: Rights) -> bool:
    """Of a national body the national team; of another who records its conclusions."""
    if meeting.body.level == BodyLevel.NATIONAL:
        return rights.may(Right.WRITE_NATIONAL)
    return Meeting.objects.recordable_by(rights).filter(pk=meeting.pk).exists()


def candidates(meeting: Meeting, rights: Rights) -> BottleneckQuerySet:
    """What can be put on the agenda: what lies with this body first, the longest waiting first.

    One that hangs under a national bottleneck is treated there.
    """
    rows = Bottleneck.objects.visible_to(rights).exclude(agenda_items__meeting=meeting)
    if meeting.body.level == BodyLevel.NATIONAL:
        rows = rows.filter(Q(region__isnull=True) | Q(is_shared=True, national__isnull=True), level__in=NATIONAL_LEVELS)
        rows = rows.filter(state__in=(BottleneckState.RAISED, BottleneckState.ANSWERED))
        own = LEVEL_OF.get(BodyKind(meeting.body.kind), Level.CORE_TEAM)
    else:
        rows = rows.filter(region=region_of(meeting.body)).exclude(state__in=CLOSED_STATES)
        rows = rows.exclude(level__in=NATIONAL_LEVELS)
        own = Level.REGION
    waiting = Q(level=own, state=BottleneckState.RAISED)
    place = Case(When(waiting, then=Value(0)), default=Value(1), output_field=IntegerField())
    placed = rows.annotate(place=place).select_related("region", "national").prefetch_related("blocks")
    return placed.order_by("place", F("raised_at").asc(nulls_last=True), "pk")


def agenda_of(meeting: Meeting, rights: Rights, *, on: date) -> tuple[AgendaRow, ...]:
    """What stands on it, as far as somebody may read it; a constant number of queries."""
    items = meeting.bottleneck_items.visible_to(rights).select_related("bottleneck__region", "bottleneck__national")
    rows = list(items.prefetch_related(*ABOUT).order_by("position", "pk"))
    said: dict[int, list[BottleneckStep]] = {}
    for step in BottleneckStep.objects.filter(meeting=meeting).order_by("pk"):
        said.setdefault(step.bottleneck_id, []).append(step)
    return tuple(
        AgendaRow(one, one.bottleneck, waits_for(one.bottleneck, on), tuple(said.get(one.bottleneck_id, ())))
        for one in rows
    )


@transaction.atomic
def put_on_agenda(*, meeting: Meeting, bottlenecks: Collection[Bottleneck]) -> int:
    """Put these at the end of the agenda; what stands on it already stays where it is. Returns how many are new.

    Raises ValidationError for a meeting that is cancelled.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state == MeetingState.CANCELLED:
        raise ValidationError(CANCELLED)
    standing = set(meeting.bottleneck_items.values_list("bottleneck", flat=True))
    last = meeting.bottleneck_items.aggregate(last=Max("position"))["last"] or 0
    fresh = [one for one in bottlenecks if one.pk not in standing]
    BottleneckAgendaItem.objects.bulk_create(
        BottleneckAgendaItem(meeting=meeting, bottleneck=one, position=last + place)
        for place, one in enumerate(fresh, 1)
    )
    return len(fresh)


@transaction.atomic
def move_item(*, item: BottleneckAgendaItem, up: bool) -> None:
    """One place up or down; at the end nothing moves."""
    order = list(BottleneckAgendaItem.objects.select_for_update().filter(meeting=item.meeting_id))
    here = next(place for place, one in enumerate(order) if one.pk == item.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order, 1):
        one.position = place
    BottleneckAgendaItem.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove_item(*, item: BottleneckAgendaItem) -> None:
    """Take it off the agenda. Raises ValidationError when the meeting said something of it."""
    if item.bottleneck.steps.filter(meeting=item.meeting_id).exists():
        raise ValidationError(TREATED)
    item.delete()


@transaction.atomic
def note_item(*, item: BottleneckAgendaItem, note: str) -> None:
    """What the meeting is asked about it."""
    item.note = note
    item.save()
