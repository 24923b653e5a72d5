"""What happened to a region's reports: all rounds with their state, and the receipt of one report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from ghnt import clock
from regions.models import Region
from regions.rights import Right, Rights
from reporting.due import Dues, dues_of
from reporting.holding import Holder, Spell, days_with, spells_of
from reporting.models import EventKind, Report, ReportEvent, ReportRound, ReturnReason
from reporting.reading import knows_round
from reporting.states import Mark, ReportState, is_handed_in, marks_beside, state_of, with_events, withdrawn_versions


@dataclass(frozen=True)
class RoundRow:
    """One round of a region. `url` is empty when there is nothing yet that the reader may open; `due` is the region's
    own, with its extension.
    """

    round: ReportRound
    state: ReportState
    marks: tuple[Mark, ...]
    versions: int
    url: str
    is_open: bool
    may_write: bool
    due: date
    is_extended: bool

    @property
    def is_writable(self) -> bool:
        return self.may_write and self.state.is_writable


@dataclass(frozen=True)
class Receipt:
    """A submitted version and everything that happened to its report, in order.

    `numbers` are the versions that the reader may open, newest first.
    """

    report: Report
    number: int
    numbers: tuple[int, ...]
    state: ReportState
    events: tuple[ReportEvent, ...]
    spells: tuple[Spell, ...]
    on: date

    @property
    def holding(self) -> str:
        """ "bij het landelijk team sinds 12 dagen"; "" when nobody has to do anything."""
        open_ = [spell for spell in self.spells if spell.until is None]
        return open_[0].sentence(self.on) if open_ else ""

    @property
    def days(self) -> str:
        """ "bij de regio 34 dagen, bij het landelijk team 12 dagen", all spells together."""
        counts = [(holder.label, days_with(self.spells, holder, self.on)) for holder in Holder]
        return ", ".join(f"{label} {days} {'dag' if days == 1 else 'dagen'}" for label, days in counts)

    @property
    def submitted(self) -> ReportEvent:
        return next(event for event in self.events if self._is(event, EventKind.SUBMITTED))

    @property
    def last_number(self) -> int:
        return self.numbers[0]

    @property
    def is_adopted(self) -> bool:
        return self._has(EventKind.ADOPTED)

    @property
    def is_accepted(self) -> bool:
        return self._has(EventKind.ACCEPTED)

    @property
    def is_withdrawn(self) -> bool:
        return self._has(EventKind.WITHDRAWN)

    @property
    def reasons(self) -> tuple[ReturnReason, ...]:
        """With which this version was returned."""
        own = (event for event in self.events if event.version.number == self.number)
        return tuple(reason for event in own for reason in event.reasons.all())

    @property
    def reopening(self) -> ReportEvent | None:
        """By whom and why this version was opened again."""
        return next((event for event in self.events if self._is(event, EventKind.REOPENED)), None)

    @property
    def accepted_own(self) -> str:
        """Who handed this version in and accepted it too; "" when these were two people."""
        by = next((event.by_id for event in self.events if self._is(event, EventKind.ACCEPTED)), None)
        return self.submitted.by_name if by and by == self.submitted.by_id else ""

    def _has(self, kind: EventKind) -> bool:
        return any(self._is(event, kind) for event in self.events)

    def _is(self, event: ReportEvent, kind: EventKind) -> bool:
        return event.kind == kind and event.version.number == self.number

    def get_absolute_url(self) -> str:
        report = self.report
        return reverse("reporting:version_detail", args=[report.region.slug, report.round.code, self.number])


def receipt_of(report: Report | None, number: int | None = None, *, withdrawn: bool = True) -> Receipt | None:
    """The receipt of a version, else of the latest; None when nothing was submitted.

    `withdrawn` says whether the reader may open versions that the region took back.
    """
    if report is None:
        return None
    events = tuple(report.events.select_related("version").prefetch_related("reasons").defer("version__content"))
    gone = frozenset() if withdrawn else withdrawn_versions(report)
    handed_in = [event.version for event in events if event.kind == EventKind.SUBMITTED]
    numbers = tuple(version.number for version in reversed(handed_in) if version.pk not in gone)
    if not numbers:
        return None
    return Receipt(report, number or numbers[0], numbers, state_of(report), events, spells_of(report), clock.today())


def rounds_of(region: Region, rights: Rights, *, on: date) -> tuple[RoundRow, ...]:
    """Every round that asks the region, opened or announced, newest first, rounds without a report included.

    Its own ones for who is of the region.
    """
    reports = with_events(Report.objects.filter(region=region)).annotate(handed=Count("versions"))
    by_round = {report.round_id: report for report in reports}
    asked = ReportRound.objects.of(region).select_related("programme")
    rounds = [one for one in asked if knows_round(rights, one, region)]
    dues = dues_of(rounds, region)
    return tuple(_row(region, round, by_round.get(round.pk), rights, on, dues) for round in rounds)


def _row(region: Region, round: ReportRound, report: Report | None, rights: Rights, on: date, dues: Dues) -> RoundRow:
    is_open = round.opens <= on
    due = dues.of(round, region)
    versions = report.handed if report else 0  # type: ignore[attr-defined]
    readable = is_open and (is_handed_in(report) or rights.may(Right.READ_DRAFT_REPORT, region))
    return RoundRow(
        round=round,
        state=state_of(report),
        marks=marks_beside(report, due, on),
        versions=versions,
        url=reverse("reporting:report_detail", args=[region.slug, round.code]) if readable else "",
        is_open=is_open,
        may_write=rights.may(Right.WRITE_REPORT, region),
        due=due,
        is_extended=due != round.due,
    )
