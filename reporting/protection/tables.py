"""Figures of all areas over periods as everybody may see them who reads them: protected, whoever asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reporting.indicators.areas import COUNTRY_CODE
from reporting.models.figures import AreaLevel, Figure, Indicator
from reporting.periods import Period
from reporting.protection.counts import protect
from reporting.protection.divisions import Division, Divisions, cells_and_totals
from reporting.protection.rule import NOT_KNOWN, Exact, Rule, Shown

Asked = Mapping[Indicator, Sequence[Period]]


@dataclass(frozen=True)
class FigureTable:
    """What may be shown of one indicator outside the regions."""

    indicator: Indicator
    periods: tuple[Period, ...]
    shown: Mapping[tuple[str, str], Shown]  # area code, period
    notes: Mapping[tuple[str, str], str]
    division: Mapping[str, Division]  # by period
    stated: frozenset[tuple[str, str]] = field(default=frozenset())  # entered themselves, no sum of ours

    def of(self, code: str, period: Period | str) -> Shown:
        return self.shown.get((code, str(period)), NOT_KNOWN)

    def lacking(self, code: str, period: Period | str) -> tuple[str, ...]:
        """Codes of the municipalities that a sum is without, for nothing is known of them; none when it was stated."""
        placed = self.division[str(period)]
        members = placed.regions.get(code) or placed.areas.get(code) or frozenset()
        members = placed.municipalities if code == COUNTRY_CODE else members
        if (code, str(period)) in self.stated or not self.has_municipalities:
            return ()
        return tuple(sorted(one for one in members if self.of(one, period).is_unknown))

    @property
    def has_municipalities(self) -> bool:
        return self.indicator.level == AreaLevel.MUNICIPALITY and self.indicator.is_count

    def over_periods(self, code: str) -> tuple[Shown, ...]:
        return tuple(self.of(code, period) for period in self.periods)

    def note(self, code: str, period: Period | str) -> str:
        """What was written with a figure; of a hidden one nothing, for the text could name it."""
        return self.notes.get((code, str(period)), "")

    def has(self, code: str) -> bool:
        """Whether any period has a figure of the area."""
        return any(not one.is_unknown for one in self.over_periods(code))

    @property
    def is_protected(self) -> bool:
        return Rule.of(self.indicator).is_protected


def figure_tables(asked: Asked) -> dict[int, FigureTable]:
    """{id of the indicator: its table}. Three queries, however many indicators, periods and areas."""
    divisions, rows = Divisions(), _rows(asked)
    return {one.pk: _table(one, tuple(periods), rows[one.pk], divisions) for one, periods in asked.items()}


def figure_table(indicator: Indicator, periods: Sequence[Period]) -> FigureTable:
    return figure_tables({indicator: periods})[indicator.pk]


_Rows = dict[str, dict[str, Exact]]  # period → area code → value


@dataclass
class _Found:
    values: _Rows = field(default_factory=lambda: defaultdict(dict))
    notes: dict[tuple[str, str], str] = field(default_factory=dict)


def _rows(asked: Asked) -> dict[int, _Found]:
    periods = {str(period) for every in asked.values() for period in every}
    rows = Figure.objects.told().filter(indicator__in=[one.pk for one in asked], period__in=periods)
    found: dict[int, _Found] = defaultdict(_Found)
    for indicator, period, code, value, mark, note in rows.order_by().values_list(
        "indicator", "period", "area_code", "value", "mark", "note"
    ):
        found[indicator].values[period][code] = Exact(value, mark)
        if note:
            found[indicator].notes[code, period] = note
    return found


def _table(indicator: Indicator, periods: tuple[Period, ...], found: _Found, divisions: Divisions) -> FigureTable:
    region = indicator.region.code if indicator.region else ""
    division = {str(period): divisions.on(period.on) for period in periods}
    shown = {
        (code, period): figure
        for period, placed in division.items()
        if (values := found.values.get(period))
        for code, figure in _period(indicator, values, placed, region).items()
    }
    notes = {key: note for key, note in found.notes.items() if key in shown and not shown[key].is_hidden}
    stated = frozenset(
        (code, period)
        for period, values in found.values.items()
        for code, one in values.items()
        if one.value is not None
    )
    return FigureTable(indicator, periods, shown, notes, division, stated)


def _period(indicator: Indicator, values: Mapping[str, Exact], placed: Division, region: str) -> dict[str, Shown]:
    rule = Rule.of(indicator)
    if not indicator.is_count:  # neither a share nor an average can be added up
        return {code: rule.exact(value) for code, value in values.items()}
    cells, totals = cells_and_totals(indicator.level, values, placed, region)
    return protect(cells, totals, rule)
