"""Which round is open, and which half year a region fills in."""

from __future__ import annotations

from datetime import date

from ghnt.periods import HalfYear
from programmes.models import RegionalProgramme
from regions.models import Region
from reporting.models import Report, ReportRound
from reporting.states import state_of


def open_round(on: date, region: Region | None = None) -> ReportRound | None:
    """The latest round that opened, of the programme that the region runs; without a region of any."""
    rounds = ReportRound.objects.open_on(on)
    running = RegionalProgramme.objects.running(region, on) if region else None
    if running is not None:
        rounds = rounds.filter(programme=running.programme_id)
    return rounds.order_by("-half_year", "-programme__valid_from").first()


def half_year_to_fill(region: Region, on: date) -> HalfYear:
    """The half year of the open round as long as the region writes its report, then the current one."""
    round = open_round(on, region)
    if round is None:
        return HalfYear.of(on)
    report = Report.objects.filter(region=region, round=round).prefetch_related("events").first()
    return round.half_year if state_of(report).is_writable else HalfYear.of(on)
