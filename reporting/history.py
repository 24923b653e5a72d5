"""What happened to a region's reports: all rounds with their state, and the receipt of one report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from regions.models import Region
from regions.rights import Right, Rights
from reporting.models import EventKind, Report, ReportEvent, ReportRound, ReturnReason
from reporting.states import Mark, ReportState, marks_beside, state_of


@dataclass(frozen=True)
class RoundRow:
    """One round of a region. `url` is empty when there is nothing yet that the reader may open."""

    round: ReportRound
    state: ReportState
    marks: tuple[Mark, ...]
    versions: int
    url: str
    is_open: bool
    may_write: bool

    @property
    def is_writable(self) -> bool:
        return self.may_write and self.state.is_writable


@dataclass(frozen=True)
class Receipt:
    """A submitted version and everything that happened to its report, in order."""

    report: Report
    number: int
    last_number: int
    state: ReportState
    events: tuple[ReportEvent, ...]
    reasons: tuple[ReturnReason, ...]

    @property
    def submitted(self) -> ReportEvent:
        return next(event for event in self.events if self._is(event, EventKind.SUBMITTED))

    @property
    def is_adopted(self) -> bool:
        return any(self._is(event, EventKind.ADOPTED) for event in self.events)

    @property
    def numbers(self) -> tuple[int, ...]:
        """All versions, newest first."""
        return tuple(range(self.last_number, 0, -1))

    def _is(self, event: ReportEvent, kind: EventKind) -> bool:
        return event.kind == kind and event.version.number == self.number

    def get_absolute_url(self) -> str:
        report = self.report
        return reverse("reporting:version_detail", args=[report.region.slug, report.round.half_year, self.number])


def receipt_of(report: Report | None, number: int | None = None) -> Receipt | None:
    """The receipt of a version, else of the latest; None when nothing was submitted.

    The reasons are those with which this version was returned.
    """
    if report is None:
        return None
    events = tuple(report.events.select_related("version").prefetch_related("reasons").defer("version__content"))
    numbers = [event.version.number for event in events if event.kind == EventKind.SUBMITTED]
    if not numbers:
        return None
    chosen = number or numbers[-1]
    reasons = (reason for event in events if event.version.number == chosen for reason in event.reasons.all())
    return Receipt(report, chosen, numbers[-1], state_of(report), events, tuple(reasons))


def rounds_of(region: Region, rights: Rights, *, on: date) -> tuple[RoundRow, ...]:
    """Every round that opened or is announced, newest first, rounds without a report included."""
    reports = Report.objects.filter(region=region).annotate(handed=Count("versions"))
    by_round = {report.round_id: report for report in reports.prefetch_related("events")}
    rounds = ReportRound.objects.select_related("programme")
    return tuple(_row(region, round, by_round.get(round.pk), rights, on) for round in rounds)


def _row(region: Region, round: ReportRound, report: Report | None, rights: Rights, on: date) -> RoundRow:
    is_open = round.opens <= on
    versions = report.handed if report else 0  # type: ignore[attr-defined]
    readable = is_open and (versions or rights.may(Right.READ_DRAFT_REPORT, region))
    return RoundRow(
        round=round,
        state=state_of(report),
        marks=marks_beside(report, round, on),
        versions=versions,
        url=reverse("reporting:report_detail", args=[region.slug, round.half_year]) if readable else "",
        is_open=is_open,
        may_write=rights.may(Right.WRITE_REPORT, region),
    )
