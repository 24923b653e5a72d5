"""Who has what: of every region the state of its report of a round, nothing yet included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ghnt.periods import HalfYear
from regions.models import Region
from regions.rights import Right, Rights
from reporting.due import Dues, dues_of
from reporting.holding import Spell, holding_of
from reporting.models import DueExtension, EventKind, Report, ReportRound, ReportVersion
from reporting.rounds import asked_regions
from reporting.states import (
    LATE,
    Mark,
    ReportState,
    accepted_numbers,
    marks_beside,
    state_of,
    with_events,
    withdrawn_versions,
)


@dataclass(frozen=True)
class RegionStanding:
    """One region's report of one round. `version` is the number of the last one handed in, if any; `due` is this
    region's own, with its extension.
    """

    region: Region
    round: ReportRound
    state: ReportState
    marks: tuple[Mark, ...]
    version: int | None
    submitted_at: datetime | None
    days_waiting: int | None
    due: date
    extension: DueExtension | None = None
    holding: Spell | None = None
    accepted: int | None = None  # the number of the last accepted version

    @property
    def is_late(self) -> bool:
        return LATE in self.marks

    @property
    def half_year(self) -> HalfYear:
        return self.round.half_year

    @property
    def waiting(self) -> str:
        """ "wacht 12 dagen", as long as it waits to be judged."""
        if self.days_waiting is None:
            return ""
        if not self.days_waiting:
            return "vandaag ingediend"
        return f"wacht {self.days_waiting} {'dag' if self.days_waiting == 1 else 'dagen'}"


@dataclass(frozen=True)
class RoundStandings:
    """All asked regions that the reader follows, by name."""

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
    """The followed regions that the round asks, with the state of their report. Constant number of queries."""
    own = rights.regions(Right.READ_SUBMITTED_REPORT)
    asked = asked_regions(round, on)
    return RoundStandings(round, standings_of(round, asked if own is None else asked.filter(pk__in=own), on=on))


def standings_of(round: ReportRound, regions: Iterable[Region], *, on: date) -> tuple[RegionStanding, ...]:
    """The state of these regions' reports in the round. Constant number of queries."""
    reports = {report.region_id: report for report in _reports_of(round)}
    dues = dues_of([round])
    return tuple(standing(region, round, reports.get(region.pk), on, dues) for region in regions)


def to_read(rights: Rights, *, on: date) -> tuple[RegionStanding, ...]:
    """Reports of any national round that wait to be judged, the longest waiting first. Constant number of queries."""
    regions = {region.pk: region for region in followed_regions(rights, on)}
    reports = Report.objects.filter(region__in=regions, events__isnull=False, round__in=ReportRound.objects.national())
    found = list(with_events(reports.distinct()))
    dues = dues_of({report.round for report in found})
    rows = (standing(regions[report.region_id], report.round, report, on, dues) for report in found)
    waiting = [row for row in rows if row.days_waiting is not None]
    return tuple(sorted(waiting, key=lambda row: (row.submitted_at, row.region.name)))


def standing(region: Region, round: ReportRound, report: Report | None, on: date, dues: Dues) -> RegionStanding:
    """Of a report `with_events`; `dues` knows the extensions of the round."""
    state, due = state_of(report), dues.of(round, region)
    last = last_handed_in(report)
    waits = state.is_judged and last is not None
    return RegionStanding(
        region=region,
        round=round,
        state=state,
        marks=marks_beside(report, due, on),
        version=last.number if last else None,
        submitted_at=last.at if last else None,
        days_waiting=(on - timezone.localtime(last.at).date()).days if last and waits else None,
        due=due,
        extension=dues.extension(round, region),
        holding=holding_of(report),
        accepted=(accepted_numbers(report) or (None,))[-1],
    )


def last_handed_in(report: Report | None) -> ReportVersion | None:
    """The last version that was handed in and not withdrawn; of a report `with_events`."""
    events = report.events.all() if report else []
    gone = withdrawn_versions(report)
    handed_in = [event.version for event in events if event.kind == EventKind.SUBMITTED]
    return next((version for version in reversed(handed_in) if version.pk not in gone), None)


def _reports_of(round: ReportRound) -> list[Report]:
    return list(with_events(Report.objects.filter(round=round)))
