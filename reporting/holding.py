"""The clock: in whose hands a report is and was, and for how many days; a function of its events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import models
from django.utils import timezone

from reporting.models import EventKind, Report


class Holder(models.TextChoices):
    REGION = "region", "bij de regio"
    NATIONAL = "national", "bij het landelijk team"


@dataclass(frozen=True)
class Spell:
    """A time in the hands of one side; `until` is None as long as it lasts."""

    holder: Holder
    since: datetime
    until: datetime | None = None

    def days(self, on: date) -> int:
        """Whole days in Amsterdam, until its end or until a date."""
        return ((_day(self.until) if self.until else on) - _day(self.since)).days

    def sentence(self, on: date) -> str:
        """ "bij het landelijk team sinds 12 dagen" """
        days = self.days(on)
        if days <= 0:
            return f"{self.holder.label} sinds vandaag"
        return f"{self.holder.label} sinds {days} {'dag' if days == 1 else 'dagen'}"


_TO_NATIONAL = {EventKind.SUBMITTED}
_TO_REGION = {EventKind.WITHDRAWN, EventKind.RETURNED, EventKind.REOPENED}


def spells_of(report: Report) -> tuple[Spell, ...]:
    """Every spell from the first text on, oldest first; the last one is open until the report is accepted.

    A region's own report stays with the region until it is adopted. Of prefetched events.
    """
    return tuple(_spells(report))


def holding_of(report: Report | None) -> Spell | None:
    """In whose hands it is now; None before it is begun and when all is done. Of prefetched events."""
    spells = spells_of(report) if report else ()
    return spells[-1] if spells and spells[-1].until is None else None


def days_with(spells: tuple[Spell, ...], holder: Holder, on: date) -> int:
    """How many days one side had it, all its spells together."""
    return sum(spell.days(on) for spell in spells if spell.holder is holder)


def _spells(report: Report) -> Iterator[Spell]:
    ends = EventKind.ADOPTED if report.round.is_own else EventKind.ACCEPTED
    now: Spell | None = Spell(Holder.REGION, report.started_at)
    for event in report.events.all():
        holder = _holder_after(EventKind(event.kind), is_own=report.round.is_own)
        if event.kind != ends and (holder is None or (now and now.holder is holder)):
            continue
        if now:
            yield replace(now, until=event.at)
        now = Spell(holder, event.at) if holder else None
    if now:
        yield now


def _holder_after(kind: EventKind, *, is_own: bool) -> Holder | None:
    if kind in _TO_NATIONAL:
        return Holder.REGION if is_own else Holder.NATIONAL
    return Holder.REGION if kind in _TO_REGION else None


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
