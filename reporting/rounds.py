"""Which round is open, which half year a region fills in, and whom a round asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ghnt.periods import HalfYear
from programmes import wording
from programmes.models import RegionalProgramme
from regions.models import Region
from reporting.due import dues_of
from reporting.models import Report, ReportRound, RoundKind, RoundScope
from reporting.states import ReportState, state_of, with_events


def open_round(on: date, region: Region | None = None) -> ReportRound | None:
    """The latest regular round that opened, of the programme that the region runs; without a region of any."""
    rounds = ReportRound.objects.regular().open_on(on)
    if region is not None:
        rounds = rounds.of(region)
    running = RegionalProgramme.objects.running(region, on) if region else None
    if running is not None:
        rounds = rounds.filter(programme=running.programme_id)
    return rounds.order_by("-half_year", "-programme__valid_from").first()


@dataclass(frozen=True)
class ToWrite:
    """A report that is in the hands of the region; `due` is the region's own, `is_main` says that the open regular
    round asks it.
    """

    round: ReportRound
    state: ReportState
    due: date
    is_main: bool

    @property
    def is_extended(self) -> bool:
        return self.due != self.round.due


def rounds_to_write(region: Region, on: date) -> tuple[ToWrite, ...]:
    """The open round, every extra and own one, and every earlier one that came back, as long as the region writes.

    The open round first, then by due date. Constant number of queries.
    """
    first = open_round(on, region)
    rounds = list(ReportRound.objects.of(region).open_on(on).select_related("programme", "question_set"))
    reports = with_events(Report.objects.filter(region=region, round__in=rounds))
    by_round = {report.round_id: report for report in reports}
    dues = dues_of(rounds, region)
    found = (ToWrite(one, state_of(by_round.get(one.pk)), dues.of(one, region), one == first) for one in rounds)
    mine = (one for one in found if one.state.is_writable and _is_wanted(one, by_round.get(one.round.pk)))
    return tuple(sorted(mine, key=lambda one: (not one.is_main, one.due, one.round.pk)))


def _is_wanted(one: ToWrite, report: Report | None) -> bool:
    """An earlier regular round in which the region never handed in is over."""
    came_back = report is not None and bool(report.events.all())
    return one.is_main or one.round.kind != RoundKind.REGULAR or came_back


def half_year_to_fill(region: Region, on: date) -> HalfYear:
    """The half year of the open round as long as the region writes its report, then the current one."""
    round = open_round(on, region)
    if round is None:
        return HalfYear.of(on)
    report = with_events(Report.objects.filter(region=region, round=round)).first()
    return round.half_year if state_of(report).is_writable else HalfYear.of(on)


def asked_regions(round: ReportRound, on: date) -> QuerySet[Region]:
    """The regions that report in this round, by name."""
    regions = Region.objects.valid(on)
    if round.is_own:
        return regions.filter(own_rounds=round)
    return regions if round.is_for_all else regions.filter(invitations=round)


def scope_words(round: ReportRound) -> tuple[str, ...]:
    """The chosen blocks and themes of a narrower round, as the edition in force when it opened words them."""
    if round.scope != RoundScope.CHOSEN:
        return ()
    titles = wording.titles_in_force(round.programme, on=round.opens)
    blocks = wording.names(titles.blocks, round.blocks.values_list("pk", flat=True))
    return (*blocks, *wording.names(titles.conditions, round.conditions.values_list("pk", flat=True)))
