"""What stands for areas in periods: per indicator a table of rows (areas) and cells (periods), exact.

table_of(…) adds nothing to what is kept but sums: a region or Veilig Thuis area without a figure of its own gets the
sum of the municipalities that it had on the first day of the period. Only counts are summed, never shares or averages.
Whoever shows a table outside the region passes it through reporting.protection first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from regions.models import Municipality, Region, VeiligThuisArea
from reporting.indicators.areas import COUNTRY, Area
from reporting.indicators.divisions import Surroundings
from reporting.indicators.kept import Kept, kept
from reporting.indicators.numbers import write_value
from reporting.indicators.tables import Cell, IndicatorTable, Row
from reporting.models import FigureMark, Indicator
from reporting.models.figures import AreaLevel
from reporting.periods import Period


def tables_of(
    region: Region, indicators: Sequence[Indicator], periods: dict[str, tuple[Period, ...]]
) -> tuple[IndicatorTable, ...]:
    """A table per indicator over the periods of its kind. Five queries, whatever their number."""
    around = Surroundings(region)
    asked = {period for one in indicators for period in periods[one.period_kind]}
    places: set[Municipality | VeiligThuisArea] = {
        *around.known,
        *(area for period in asked for area in around.areas(period.on)),
    }
    codes = {region.code, *(Area.of(one).code for one in places)}
    found = kept(indicators, asked, codes)
    return tuple(_table(indicator, around, found, periods[indicator.period_kind]) for indicator in indicators)


def _table(indicator: Indicator, around: Surroundings, found: Kept, periods: tuple[Period, ...]) -> IndicatorTable:
    counter = _Counter(indicator, around, found)
    region, last = Area.of(around.region), periods[-1]
    areas = [one for one in around.areas(last.on) if not around.is_same(one, last.on)]
    wider = [counter.area_row(one, periods, wide=around.is_wider(one, last.on)) for one in areas]
    country = counter.row(COUNTRY, [found.cell(indicator, COUNTRY, one) for one in periods], is_own=False)
    return IndicatorTable(
        indicator,
        around.region,
        periods,
        counter.row(region, [counter.region_cell(one) for one in periods], label=f"Regio {region.name}"),
        tuple(row for row in (*wider, country) if row.has_any),
        counter.municipality_rows(periods),
    )


@dataclass(frozen=True)
class _Counter:
    """Makes the rows of one indicator."""

    indicator: Indicator
    around: Surroundings
    found: Kept

    def row(self, area: Area, cells: Iterable[Cell], label: str = "", *, is_own: bool = True) -> Row:
        target = self.found.targets.get((self.indicator.pk, area.code))
        return Row(area, tuple(cells), label or area.name, target, is_own)

    def municipality_rows(self, periods: tuple[Period, ...]) -> tuple[Row, ...]:
        """Those that were in the region in any of the periods, and what stands for others that are in it now."""
        if self.indicator.level != AreaLevel.MUNICIPALITY:
            return ()
        members = {one for period in periods for one in self.around.municipalities(period.on)}
        rows = []
        for one in sorted({*members, *self.around.own}, key=lambda place: (place.name, place.cbs_code)):
            row = self.row(Area.of(one), [self.cell_in_region(one, period) for period in periods])
            if one in members or row.has_any:
                rows.append(row)
        return tuple(rows)

    def municipality_cell(self, one: Municipality, period: Period) -> Cell:
        return self.found.cell(self.indicator, Area.of(one), period)

    def cell_in_region(self, one: Municipality, period: Period) -> Cell:
        """Empty while the municipality belonged to another region."""
        if one.is_valid(period.on) and one not in self.around.municipalities(period.on):
            return Cell(period, exists=False)
        return self.municipality_cell(one, period)

    def region_cell(self, period: Period) -> Cell:
        """What was stated for the region or for an area with the same municipalities; else the sum."""
        same = [one for one in self.around.areas(period.on) if self.around.is_same(one, period.on)]
        area = Area.of(self.around.region)
        for stated in (area, *map(Area.of, same)):
            cell = self.found.cell(self.indicator, stated, period)
            if cell.mark:
                return replace(cell, code=stated.code)
        return self.sum_cell(area, self.around.municipalities(period.on), period)

    def area_row(self, area: VeiligThuisArea, periods: tuple[Period, ...], *, wide: bool) -> Row:
        cells = []
        for period in periods:
            stated = self.found.cell(self.indicator, Area.of(area), period)
            members = self.around.of_area(area, period.on)
            cells.append(stated if stated.mark else self.sum_cell(Area.of(area), members, period, whole=wide))
        name = f"Veilig Thuis-regio {area}"
        return self.row(Area.of(area), cells, label=f"{name}, ruimer dan uw regio" if wide else name, is_own=not wide)

    def sum_cell(self, area: Area, members: Sequence[Municipality], period: Period, *, whole: bool = False) -> Cell:
        """`whole`: only when something is said of every member, if only that it is unknown."""
        empty = self.found.cell(self.indicator, area, period)
        cells = {one: self.municipality_cell(one, period) for one in members}
        values = [cell.value for cell in cells.values() if cell.value is not None]
        if whole and not all(cell.mark for cell in cells.values()):
            return empty
        if not values or not self.indicator.is_count or self.indicator.level != AreaLevel.MUNICIPALITY:
            return empty
        provisional = any(cell.is_provisional for cell in cells.values())
        total, mark = sum(values, Decimal(0)), FigureMark.PROVISIONAL if provisional else FigureMark.PLAIN
        return Cell(
            period,
            total,
            mark,
            reason=empty.reason or " ".join(dict.fromkeys(one.reason for one in cells.values() if one.reason)),
            is_sum=True,
            lacking=tuple(one.name for one, cell in cells.items() if not cell.is_known),
            shown=write_value(total, mark, self.indicator.decimals),
        )
