"""Who has what: of every region the state of its report of a round, nothing yet included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from regions.models import Region
from regions.rights import Right, Rights
from reporting.models import EventKind, Report, ReportRound, ReportVersion
from reporting.states import LATE, Mark, ReportState, marks_beside, state_of

_EVENTS = ("events", Prefetch("events__version", ReportVersion.objects.defer("content")))


@dataclass(frozen=True)
class RegionStanding:
    """One region's report of one round. `version` is the number of the last submitted one, if any."""

    region: Region
    round: ReportRound
    state: ReportState
    marks: tuple[Mark, ...]
    version: int | None
    submitted_at: datetime | None
    days_waiting: int | None

    @property
    def is_late(self) -> bool:
        return LATE in self.marks

    @property
    def waiting(self) -> str:
        """ "wacht 12 dagen", as long as it waits to be read."""
        if self.days_waiting is None:
            return ""
        if not self.days_waiting:
            return "vandaag ingediend"
        return f"wacht {self.days_waiting} {'dag' if self.days_waiting == 1 else 'dagen'}"


@dataclass(frozen=True)
class RoundStandings:
    """All regions that the reader follows, by name."""

    round: ReportRound
    rows: tuple[RegionStanding, ...]

    @property
    def submitted(self) -> int:
        """How many regions handed in, whatever came after."""
        return sum(row.version is not None for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)

    @property
    def sentence(self) -> str:
        """ "19 van 28 ingediend, 3 te laat" """
        return f"{self.submitted} van {len(self.rows)} ingediend, {self.late} te laat"


def followed_regions(rights: Rights, on: date) -> list[Region]:
    """The regions whose submitted reports somebody reads: all of them, or an adviser's own."""
    regions = Region.objects.valid(on)
    own = rights.regions(Right.READ_SUBMITTED_REPORT)
    return list(regions if own is None else regions.filter(pk__in=own))


def round_standings(rights: Rights, round: ReportRound, *, on: date) -> RoundStandings:
    """The regions of the round with the state of their report. Constant number of queries."""
    reports = _by_region(Report.objects.filter(round=round))
    rows = (standing(region, round, reports.get(region.pk), on) for region in followed_regions(rights, on))
    return RoundStandings(round, tuple(rows))


def to_read(rights: Rights, *, on: date) -> tuple[RegionStanding, ...]:
    """Reports of any round that wait to be read, the longest waiting first. Constant number of queries."""
    regions = {region.pk: region for region in followed_regions(rights, on)}
    reports = Report.objects.filter(region__in=regions, events__isnull=False).distinct()
    found = (
        standing(regions[report.region_id], report.round, report, on)
        for report in reports.select_related("round").prefetch_related(*_EVENTS)
    )
    waiting = [row for row in found if row.days_waiting is not None]
    return tuple(sorted(waiting, key=lambda row: (row.submitted_at, row.region.name)))


def standing(region: Region, round: ReportRound, report: Report | None, on: date) -> RegionStanding:
    """Of a report with prefetched `events__version`."""
    state = state_of(report)
    events = report.events.all() if report else []
    handed_in = [event for event in events if event.kind == EventKind.SUBMITTED]
    last = handed_in[-1] if handed_in else None
    waits = last is not None and state is ReportState.SUBMITTED
    return RegionStanding(
        region=region,
        round=round,
        state=state,
        marks=marks_beside(report, round, on),
        version=last.version.number if last else None,
        submitted_at=last.at if last else None,
        days_waiting=(on - timezone.localtime(last.at).date()).days if last and waits else None,
    )


def _by_region(reports: QuerySet[Report]) -> dict[int, Report]:
    return {report.region_id: report for report in reports.prefetch_related(*_EVENTS)}
