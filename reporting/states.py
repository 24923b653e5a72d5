"""The state of a report, which follows from its events, and the table of who may do what in which state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models

from regions.models import Region
from regions.rights import Right, Rights
from reporting.models import EventKind, Report, ReportRound


class ReportState(models.TextChoices):
    NOT_STARTED = "not_started", "Niet begonnen"
    DRAFT = "draft", "Concept"
    SUBMITTED = "submitted", "Ingediend"
    RETURNED = "returned", "Teruggestuurd"
    ACCEPTED = "accepted", "Geaccepteerd"

    @property
    def icon(self) -> str:
        icons = ("circle-dashed", "pencil", "send", "arrow-back-up", "lock")
        return dict(zip(ReportState, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        return dict(zip(ReportState, ("grey", "blue", "blue", "orange", "green"), strict=True))[self]

    @property
    def is_writable(self) -> bool:
        """The region is still writing: whoever may write, may do so now."""
        return Verb.WRITE in ALLOWED[self]


class Verb(StrEnum):
    WRITE = "write"
    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    ADOPT = "adopt"


_WRITING = {Verb.WRITE: Right.WRITE_REPORT, Verb.SUBMIT: Right.SUBMIT_REPORT}

ALLOWED: dict[ReportState, dict[Verb, Right]] = {
    ReportState.NOT_STARTED: _WRITING,
    ReportState.DRAFT: _WRITING,
    ReportState.RETURNED: _WRITING,
    ReportState.SUBMITTED: {
        Verb.RETURN: Right.JUDGE_REPORT,
        Verb.ACCEPT: Right.JUDGE_REPORT,
        Verb.ADOPT: Right.ADOPT_REPORT,
    },
    ReportState.ACCEPTED: {Verb.ADOPT: Right.ADOPT_REPORT},
}

_AFTER = {
    EventKind.SUBMITTED: ReportState.SUBMITTED,
    EventKind.RETURNED: ReportState.RETURNED,
    EventKind.ACCEPTED: ReportState.ACCEPTED,
}


@dataclass(frozen=True)
class Mark:
    """What stands beside a state, not instead of it."""

    label: str
    icon: str
    tone: str


LATE = Mark("Te laat", "clock-exclamation", "red")
ADOPTED = Mark("Vastgesteld door de regio", "gavel", "green")


def state_of(report: Report | None) -> ReportState:
    """The state after the last event; adoption by the region stands beside it. Uses prefetched events."""
    if report is None:
        return ReportState.NOT_STARTED
    kinds = [event.kind for event in report.events.all() if event.kind in _AFTER]
    return _AFTER[EventKind(kinds[-1])] if kinds else ReportState.DRAFT


def marks_beside(report: Report | None, round: ReportRound, on: date) -> tuple[Mark, ...]:
    """Adopted by the region; too late as long as nothing was ever submitted."""
    kinds = {event.kind for event in report.events.all()} if report else set()
    late = EventKind.SUBMITTED not in kinds and round.is_late(on)
    return (*((ADOPTED,) if EventKind.ADOPTED in kinds else ()), *((LATE,) if late else ()))


def may(state: ReportState, verb: Verb, rights: Rights, region: Region) -> bool:
    """Whether somebody with these rights may do this to the region's report in this state."""
    right = ALLOWED[state].get(verb)
    return right is not None and rights.may(right, region)
