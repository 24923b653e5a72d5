"""The state of a report, which follows from its events, and the table of who may do what in which state.

A report for a national round goes from the region to the national team and back. A region's own report (a round of
kind OWN) never leaves the region: it is sealed and then adopted, in states of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Prefetch, QuerySet

from regions.models import Region
from regions.rights import Right, Rights
from reporting.models import EventKind, Report, ReportVersion


class ReportState(models.TextChoices):
    NOT_STARTED = "not_started", "Niet begonnen"
    DRAFT = "draft", "Concept"
    SUBMITTED = "submitted", "Ingediend"
    OPENED = "opened", "In behandeling"
    RETURNED = "returned", "Teruggestuurd"
    ACCEPTED = "accepted", "Geaccepteerd"
    REOPENED = "reopened", "Heropend"
    SEALED = "sealed", "Verzegeld"
    ADOPTED = "adopted", "Vastgesteld"

    @property
    def icon(self) -> str:
        return _LOOKS[self][0]

    @property
    def tone(self) -> str:
        return _LOOKS[self][1]

    @property
    def is_writable(self) -> bool:
        """The region is still writing: whoever may write, may do so now."""
        return Verb.WRITE in ALLOWED[self]

    @property
    def is_judged(self) -> bool:
        """The national team has it: to read, or being read."""
        return Verb.ACCEPT in ALLOWED[self]


_LOOKS = {
    ReportState.NOT_STARTED: ("circle-dashed", "grey"),
    ReportState.DRAFT: ("pencil", "blue"),
    ReportState.SUBMITTED: ("send", "blue"),
    ReportState.OPENED: ("eye", "blue"),
    ReportState.RETURNED: ("arrow-back-up", "orange"),
    ReportState.ACCEPTED: ("lock", "green"),
    ReportState.REOPENED: ("lock-open", "orange"),
    ReportState.SEALED: ("send", "blue"),
    ReportState.ADOPTED: ("gavel", "green"),
}

# A region's own report knows SEALED and ADOPTED, one for a national round all others.
OWN_STATES = (ReportState.SEALED, ReportState.ADOPTED)
NATIONAL_STATES = tuple(state for state in ReportState if state not in OWN_STATES)


class Verb(StrEnum):
    WRITE = "write"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    OPEN = "open"
    RETURN = "return"
    ACCEPT = "accept"
    ADOPT = "adopt"
    REOPEN = "reopen"


_WRITING = {Verb.WRITE: Right.WRITE_REPORT, Verb.SUBMIT: Right.SUBMIT_REPORT}
_JUDGING = {Verb.RETURN: Right.JUDGE_REPORT, Verb.ACCEPT: Right.JUDGE_REPORT, Verb.ADOPT: Right.ADOPT_REPORT}

ALLOWED: dict[ReportState, dict[Verb, Right]] = {
    ReportState.NOT_STARTED: _WRITING,
    ReportState.DRAFT: _WRITING,
    ReportState.RETURNED: _WRITING,
    ReportState.REOPENED: _WRITING,
    ReportState.SUBMITTED: {Verb.WITHDRAW: Right.SUBMIT_REPORT, Verb.OPEN: Right.JUDGE_REPORT, **_JUDGING},
    ReportState.OPENED: _JUDGING,
    ReportState.ACCEPTED: {Verb.ADOPT: Right.ADOPT_REPORT, Verb.REOPEN: Right.REOPEN_REPORT},
    ReportState.SEALED: {Verb.WITHDRAW: Right.SUBMIT_REPORT, Verb.ADOPT: Right.ADOPT_REPORT},
    ReportState.ADOPTED: {Verb.REOPEN: Right.ADOPT_REPORT},
}

_AFTER = {
    EventKind.SUBMITTED: ReportState.SUBMITTED,
    EventKind.WITHDRAWN: ReportState.DRAFT,
    EventKind.OPENED: ReportState.OPENED,
    EventKind.RETURNED: ReportState.RETURNED,
    EventKind.ACCEPTED: ReportState.ACCEPTED,
    EventKind.REOPENED: ReportState.REOPENED,
}
_AFTER_OWN = {
    EventKind.SUBMITTED: ReportState.SEALED,
    EventKind.WITHDRAWN: ReportState.DRAFT,
    EventKind.ADOPTED: ReportState.ADOPTED,
    EventKind.REOPENED: ReportState.REOPENED,
}


@dataclass(frozen=True)
class Mark:
    """What stands beside a state, not instead of it."""

    label: str
    icon: str
    tone: str


LATE = Mark("Te laat", "clock-exclamation", "red")
ADOPTED = Mark("Vastgesteld door de regio", "gavel", "green")


def with_events(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with all that their state, marks and clock follow from; not the content of the seals."""
    versions = Prefetch("events__version", ReportVersion.objects.defer("content"))
    return reports.select_related("round").prefetch_related("events", versions)


def state_of(report: Report | None) -> ReportState:
    """The state after the last event that counts; in a national round adoption stands beside it.

    Of a report `with_events`, as everything below.
    """
    if report is None:
        return ReportState.NOT_STARTED
    after = _AFTER_OWN if report.round.is_own else _AFTER
    kinds = [event.kind for event in report.events.all() if event.kind in after]
    return after[EventKind(kinds[-1])] if kinds else ReportState.DRAFT


def marks_beside(report: Report | None, due: date, on: date) -> tuple[Mark, ...]:
    """What stands beside the state; `due` is the region's own (`reporting.due`).

    Adopted by the region; too late as long as nothing is handed in; accepted earlier, while a new version follows.
    """
    events = list(report.events.all()) if report else []
    kinds = {event.kind for event in events}
    marks = []
    if EventKind.ADOPTED in kinds and state_of(report) is not ReportState.ADOPTED:
        marks.append(ADOPTED)
    if not is_handed_in(report) and is_late(due, on):
        marks.append(LATE)
    accepted = accepted_numbers(report)
    if accepted and state_of(report) is not ReportState.ACCEPTED:
        marks.append(Mark(f"Versie {accepted[-1]} geaccepteerd", "lock", "green"))
    return tuple(marks)


def is_late(due: date, on: date) -> bool:
    """ "Vóór 16 maart": on the due date itself it is late."""
    return on >= due


def is_handed_in(report: Report | None) -> bool:
    """Whether a version was handed in that the region did not take back."""
    kinds = [event.kind for event in report.events.all()] if report else []
    return kinds.count(EventKind.SUBMITTED) > kinds.count(EventKind.WITHDRAWN)


def withdrawn_versions(report: Report | None) -> frozenset[int]:
    """The versions (primary keys) that the region took back: nobody outside its writers reads them any more."""
    events = report.events.all() if report else []
    return frozenset(event.version_id for event in events if event.kind == EventKind.WITHDRAWN)


def accepted_numbers(report: Report | None) -> tuple[int, ...]:
    """The numbers of the accepted versions, oldest first."""
    events = report.events.all() if report else []
    return tuple(event.version.number for event in events if event.kind == EventKind.ACCEPTED)


def may(state: ReportState, verb: Verb, rights: Rights, region: Region) -> bool:
    """Whether somebody with these rights may do this to the region's report in this state."""
    right = ALLOWED[state].get(verb)
    return right is not None and rights.may(right, region)
