"""What the pages "Cijfers" of a region and of one indicator show: which indicators, over which periods, as seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError

from ghnt.periods import HalfYear
from regions.models import Municipality, Region
from reporting.indicators.series import tables_of
from reporting.indicators.shown import as_seen
from reporting.indicators.tables import IndicatorTable
from reporting.models import Indicator
from reporting.models.figures import AreaLevel, PeriodKind
from reporting.periods import Period

SHOWN_PERIODS = {PeriodKind.QUARTER: 6, PeriodKind.HALF_YEAR: 5, PeriodKind.YEAR: 5}
FIRST_HALF_YEAR = HalfYear(2018, 1)


def last_half_year(on: date) -> HalfYear:
    """The last that has ended."""
    return HalfYear.of(on).previous


def periods_until(half_year: HalfYear, count: int | None = None) -> dict[str, tuple[Period, ...]]:
    """Per kind the last periods that ended with or before the half year, oldest first."""
    return {kind.value: Period.of_half_year(half_year, kind).back(count or SHOWN_PERIODS[kind]) for kind in PeriodKind}


def last_period(kind: str, on: date) -> Period:
    """The last of a kind that has ended by the date."""
    return Period.of(on, kind).previous


def chosen_half_year(text: str, on: date) -> HalfYear:
    """What an address asks for, within what there can be; the last one for anything else."""
    last = last_half_year(on)
    try:
        return min(max(HalfYear.parse(text), FIRST_HALF_YEAR), last)
    except ValidationError:
        return last


@dataclass(frozen=True)
class PeriodChoice:
    """Until which half year is shown, and the ways to another. None: there is none."""

    until: HalfYear
    earlier: HalfYear | None
    later: HalfYear | None
    options: tuple[HalfYear, ...]


def period_choice(until: HalfYear, on: date) -> PeriodChoice:
    last, options = last_half_year(on), []
    at = last
    while at >= FIRST_HALF_YEAR:
        options.append(at)
        at = at.previous
    return PeriodChoice(
        until,
        until.previous if until > FIRST_HALF_YEAR else None,
        until.next if until < last else None,
        tuple(options),
    )


@dataclass(frozen=True)
class FigureList:
    """The page Cijfers: national indicators first, then those of the region itself."""

    choice: PeriodChoice
    tables: tuple[IndicatorTable, ...]
    outside: bool

    @property
    def subtitle(self) -> str:
        return f"Tot en met {self.choice.until.label}"

    @property
    def first_to_fill_in(self) -> IndicatorTable | None:
        """Where the button leads to: the first of which the last period is empty in the region."""
        offered = [one for one in self.tables if one.indicator.level in (AreaLevel.MUNICIPALITY, AreaLevel.REGION)]
        return next((one for one in offered if not one.total.last.mark), offered[0] if offered else None)

    @property
    def national(self) -> list[IndicatorTable]:
        return [one for one in self.tables if one.indicator.region_id is None]

    @property
    def own(self) -> list[IndicatorTable]:
        return [one for one in self.tables if one.indicator.region_id]


def figure_list(region: Region, *, until: HalfYear, on: date, outside: bool) -> FigureList:
    """Everything on the page; a constant number of queries."""
    indicators = Indicator.objects.offered_in(region)
    return FigureList(
        period_choice(until, on), seen_tables(region, list(indicators), periods_until(until), outside=outside), outside
    )


def seen_tables(
    region: Region, indicators: Sequence[Indicator], periods: dict[str, tuple[Period, ...]], *, outside: bool
) -> tuple[IndicatorTable, ...]:
    """The tables as somebody inside or outside the region may see them."""
    return as_seen(tables_of(region, indicators, periods), outside=outside)


def tables_for_municipality(
    municipality: Municipality, region: Region, *, on: date, outside: bool
) -> tuple[IndicatorTable, ...]:
    """Of every indicator that is counted per municipality and knows this one: its table with this row alone."""
    indicators = Indicator.objects.offered_in(region).filter(level=AreaLevel.MUNICIPALITY)
    found = seen_tables(region, list(indicators), periods_until(last_half_year(on)), outside=outside)
    own = (
        replace(one, municipalities=tuple(row for row in one.municipalities if row.area.place == municipality))
        for one in found
    )
    return tuple(one for one in own if any(row.has_any for row in one.municipalities))
