"""A table as one reader may see it: exact for the region's own people, protected for everybody else.

Of what is not the region's own as a whole nobody sees an exact count: with their own figures at hand the region's
people could work out those of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ghnt.ui.dates import long_date
from reporting.indicators.tables import Cell, IndicatorTable, Row
from reporting.models import FigureTarget, Indicator
from reporting.models.figures import AreaLevel
from reporting.periods import Period
from reporting.protection import Exact, Rule, Shown, Total, protect
from reporting.protection.small import one_count
from reporting.protection.tables import FigureTable, figure_tables


def as_seen(tables: Sequence[IndicatorTable], *, outside: bool) -> tuple[IndicatorTable, ...]:
    """The tables for somebody inside or outside their region. Four queries more at most."""
    unsafe = {one.indicator: _periods(one) for one in tables if _protects(one, outside=outside)}
    protected = figure_tables(unsafe) if unsafe else {}
    return tuple(_seen(one, protected.get(one.indicator.pk), outside=outside) for one in tables)


def _protects(table: IndicatorTable, *, outside: bool) -> bool:
    is_whole = not outside and all(row.is_own for row in table.rows)
    is_told = table.has_any or any(row.target for row in table.rows)
    return Rule.of(table.indicator).is_protected and is_told and not is_whole


def _periods(table: IndicatorTable) -> tuple[Period, ...]:
    """Those of the table, and those of its baselines: a baseline is a figure too."""
    found = (row.target.baseline_period for row in table.rows if row.target and row.target.baseline is not None)
    return tuple(dict.fromkeys((*table.periods, *(Period.parse(one) for one in found if one))))


def _seen(table: IndicatorTable, protected: FigureTable | None, *, outside: bool) -> IndicatorTable:
    def row(one: Row) -> Row:
        seen = protected if outside or not one.is_own else None
        baseline, aim = _baseline(one, table, seen), _aim(one, table.indicator, seen)
        one = replace(one, goal=_goal_words(one.target, baseline, aim), baseline=_number(baseline), aim=_number(aim))
        return one if seen is None else replace(one, cells=tuple(_cell(one, cell, seen) for cell in one.cells))

    return replace(
        table,
        total=row(table.total),
        around=tuple(map(row, table.around)),
        municipalities=tuple(map(row, table.municipalities)),
    )


def _cell(row: Row, cell: Cell, protected: FigureTable) -> Cell:
    if not cell.mark:
        return cell
    return seen_cell(cell, protected.of(cell.code or row.area.code, cell.period))


def seen_cell(cell: Cell, shown: Shown) -> Cell:
    """As it may be shown; a note with a hidden count is hidden too: it could name it."""
    note = "" if shown.is_hidden else cell.note
    return replace(cell, value=shown.number, shown=shown.marked, is_hidden=shown.is_hidden, note=note)


def _goal_words(target: FigureTarget | None, baseline: Shown | None, aim: Shown | None) -> str:
    """ "Nulmeting 120 (1e halfjaar 2019), streefwaarde 100 vóór 1 januari 2022", "" without any."""
    if target is None:
        return ""
    words = []
    if baseline is not None:
        when = Period.parse(target.baseline_period).label if target.baseline_period else "zonder periode"
        words.append(f"nulmeting {'niet te tonen' if baseline.is_unknown else baseline.text} ({when})")
    if aim is not None and target.target_on:
        words.append(f"streefwaarde {aim.text} vóór {long_date(target.target_on)}")
    said = ", ".join(words)
    return said[:1].upper() + said[1:]


def _baseline(row: Row, table: IndicatorTable, protected: FigureTable | None) -> Shown | None:
    """Outside the region it is a figure among those of its period: rounded on its own it would tell of hidden ones."""
    target, rule = row.target, Rule.of(table.indicator)
    if target is None or target.baseline is None:
        return None
    if protected is None:
        return rule.exact(Exact(target.baseline))
    if row.area.level == AreaLevel.MUNICIPALITY:
        return one_count(target.baseline, rule)
    cells = _beside(row, table, protected)
    total = Total(row.area.code, frozenset(cells), Exact(target.baseline), yields=row.area.level == AreaLevel.AREA)
    return protect(cells, [total], rule)[row.area.code]


def _beside(row: Row, table: IndicatorTable, protected: FigureTable) -> dict[str, Exact]:
    """Of the municipalities in it what is shown of the period of its baseline, else of their own baseline."""
    period = row.target.baseline_period if row.target else ""
    typed = {
        one.area.code: one_count(one.target.baseline, Rule.of(table.indicator))
        for one in table.municipalities
        if one.target and one.target.baseline is not None and one.target.baseline_period == period
    }
    division, code = protected.division.get(period), row.area.code
    placed = (division.regions.get(code) or division.areas.get(code)) if division else None
    found = {}
    for one in placed or [row.area.code for row in table.municipalities]:
        shown = protected.of(one, period)
        shown = typed.get(one, shown) if shown.is_unknown else shown
        found[one] = Exact(Decimal(1) if shown.is_hidden else shown.number)  # any count that is shown as this one
    return found


def _aim(row: Row, indicator: Indicator, protected: FigureTable | None) -> Shown | None:
    """What is aimed at; a small one is hidden as a count is, for it stands near one."""
    if row.target is None or row.target.target is None:
        return None
    rule = Rule.of(indicator)
    return one_count(row.target.target, rule) if protected is not None else rule.exact(Exact(row.target.target))


def _number(shown: Shown | None) -> Decimal | None:
    return shown.number if shown else None
