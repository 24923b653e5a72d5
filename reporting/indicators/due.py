"""Figures that a region keeps itself and that are not there yet for the last period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from regions.models import Municipality, Region
from reporting.indicators.listing import last_period
from reporting.models import Figure, Indicator
from reporting.models.figures import AreaLevel
from reporting.periods import Period
from reporting.protection.divisions import Divisions

Asked = Mapping[Region, Collection[Municipality] | None]


@dataclass(frozen=True)
class Lacking:
    """One period of one region: which of its indicators lack figures, and of how many areas."""

    region: Region
    period: Period
    indicators: tuple[Indicator, ...]
    areas: int

    @property
    def why(self) -> str:
        names = ", ".join(one.name for one in self.indicators)
        return f"{names}: nog {self.areas} {'cijfer' if self.areas == 1 else 'cijfers'} niet ingevuld"


def lacking_in(region: Region, *, on: date) -> list[Lacking]:
    """Of the region's own indicators, per period, newest first."""
    return lacking_of({region: None}, on=on)


def lacking_of(asked: Asked, *, on: date) -> list[Lacking]:
    """Of each region, or of these municipalities of it. At most four queries, however many regions."""
    indicators = list(Indicator.objects.present().filter(region__in=asked)) if asked else []
    if not indicators:
        return []
    periods = {one: last_period(one.period_kind, on) for one in indicators}
    rows = Figure.objects.told().filter(indicator__in=indicators, period__in={str(one) for one in periods.values()})
    there = set(rows.order_by().values_list("indicator", "period", "area_code"))
    divisions = Divisions()
    return [
        lacking
        for region, only in asked.items()
        for lacking in _of_region(
            region, only, {one: at for one, at in periods.items() if one.region_id == region.pk}, there, divisions
        )
    ]


def _of_region(
    region: Region,
    only: Collection[Municipality] | None,
    periods: Mapping[Indicator, Period],
    there: Collection[tuple[int, str, str]],
    divisions: Divisions,
) -> Iterator[Lacking]:
    found: dict[Period, dict[Indicator, int]] = defaultdict(dict)
    for one, period in periods.items():
        codes = _codes(one, region, only, divisions.on(period.on).regions.get(region.code, frozenset()))
        if missing := sum((one.pk, str(period), code) not in there for code in codes):
            found[period][one] = missing
    for period, lacking in sorted(found.items(), reverse=True):
        yield Lacking(region, period, tuple(lacking), sum(lacking.values()))


def _codes(
    indicator: Indicator, region: Region, only: Collection[Municipality] | None, members: frozenset[str]
) -> Collection[str]:
    if indicator.level != AreaLevel.MUNICIPALITY:
        return [region.code] if only is None else ()
    return members if only is None else members & {one.cbs_code for one in only}
