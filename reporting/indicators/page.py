"""The page of one indicator in one region: its figures, what makes them incomparable, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ghnt.periods import HalfYear
from regions.models import Region
from regions.rights import Right, Rights
from reporting.indicators import access
from reporting.indicators.listing import PeriodChoice, last_period, period_choice, periods_until, seen_tables
from reporting.indicators.pictures import municipality_bars, region_line
from reporting.indicators.tables import IndicatorTable, Row
from reporting.indicators.tiles import centre_codes, municipality_tiles
from reporting.models import Incomparability, Indicator
from reporting.models.figures import AreaLevel
from reporting.periods import Period
from reporting.spoken.blocks import Picture


@dataclass(frozen=True)
class Excuse:
    """Why figures cannot be compared."""

    row: Incomparability
    periods: str
    may_change: bool

    @property
    def is_national(self) -> bool:
        return self.row.level == AreaLevel.COUNTRY

    @property
    def whose(self) -> str:
        return "Alle gebieden" if self.is_national else self.row.area_name


@dataclass(frozen=True)
class IndicatorPage:
    """`fillable`: the codes of the areas that the visitor may fill in; `entry`: the periods to do so for."""

    table: IndicatorTable
    choice: PeriodChoice
    excuses: tuple[Excuse, ...]
    outside: bool
    fillable: frozenset[str]
    entry: tuple[Period, ...]
    may_change: bool

    @property
    def indicator(self) -> Indicator:
        return self.table.indicator

    @property
    def title(self) -> str:
        return f"{self.indicator}, regio {self.table.region}"

    @property
    def subtitle(self) -> str:
        return f"Tot en met {self.choice.until.label}"

    @property
    def pictures(self) -> list[Picture]:
        """The region over time; its municipalities in the last period of which anything is known."""
        tiles = municipality_tiles(self.table, centre_codes(self.table.region))
        return [one for one in (region_line(self.table), municipality_bars(self.table), tiles) if one]

    @property
    def linked(self) -> frozenset[str]:
        """The codes of the areas of which the visitor may read the earlier values."""
        if self.outside:
            return frozenset()
        own = {row.area.code for row in self.table.municipalities if row.area.existed(self.table.periods[-1].on)}
        return frozenset({*own, self.table.region.code})

    @property
    def aims(self) -> list[Row]:
        """Rows of which the visitor sees or may set a baseline and target."""
        own = (self.table.total, *self.table.municipalities)
        return [row for row in own if row.target or row.area.code in self.fillable]


def indicator_page(indicator: Indicator, region: Region, rights: Rights, *, until: HalfYear, on: date) -> IndicatorPage:
    """A constant number of queries."""
    outside = not rights.may(access.SEE_EXACT, region)
    [table] = seen_tables(region, [indicator], periods_until(until), outside=outside)
    areas = [row.area for row in (*table.municipalities, table.total) if row.area.existed(table.periods[-1].on)]
    fillable = frozenset(one.code for one in access.fillable(rights, region, areas))
    return IndicatorPage(
        table,
        period_choice(until, on),
        tuple(_excuses(table, rights)),
        outside,
        fillable,
        tuple(reversed(last_period(indicator.period_kind, on).back(4))) if fillable else (),
        access.may_change(rights, indicator),
    )


def _excuses(table: IndicatorTable, rights: Rights) -> list[Excuse]:
    codes = {row.area.code for row in table.rows} | {"NL"}
    rows = Incomparability.objects.filter(indicator=table.indicator, area_code__in=codes)
    found = []
    for row in rows.select_related("municipality", "area", "region"):
        is_national = row.level == AreaLevel.COUNTRY and table.indicator.region_id is None
        may_change = rights.may(Right.WRITE_NATIONAL) if is_national else access.may_keep_region(rights, table.region)
        found.append(Excuse(row, periods_words(row), may_change))
    return found


def national_excuses(indicator: Indicator, rights: Rights) -> tuple[Excuse, ...]:
    """Those that hold for all areas. One query."""
    rows = Incomparability.objects.filter(indicator=indicator, level=AreaLevel.COUNTRY)
    return tuple(Excuse(row, periods_words(row), rights.may(Right.WRITE_NATIONAL)) for row in rows)


def periods_words(row: Incomparability) -> str:
    """ "vanaf 1e halfjaar 2020", "1e halfjaar 2020 tot en met 2e halfjaar 2020"."""
    first = Period.parse(row.first)
    if not row.last:
        return f"vanaf {first.label}"
    last = Period.parse(row.last)
    return first.label if first == last else f"{first.label} tot en met {last.label}"
