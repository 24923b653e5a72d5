"""Drawings of figures: a line over periods with baseline and target, bars per municipality; with a table as twin.

They draw what they are given; whoever calls them gives what the reader may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ghnt.documents.drawing import in_document_font
from ghnt.ui.area_bars import area_bars, area_bars_table, page_area_bars
from ghnt.ui.charts import ChartTable
from ghnt.ui.dates import long_date
from ghnt.ui.line_chart import line_drawing, line_table, page_line
from ghnt.ui.measured import Measure
from ghnt.ui.plot import Level, Series
from reporting.indicators.numbers import write_number
from reporting.indicators.tables import Cell, IndicatorTable, Row
from reporting.models import FigureMark
from reporting.periods import Period
from reporting.spoken.blocks import Column, Grid, Picture


def region_line(table: IndicatorTable) -> Picture | None:
    """The region over the periods, else an area around it; None when fewer than two of them have a figure."""
    row = next((one for one in table.summary if sum(cell.is_known for cell in one.cells) > 1), None)
    if row is None:
        return None
    measures = _over_time(row.cells[: table.known_until])
    caption = over_time_words(f"{table.indicator}, {row.label}", measures)
    return line_picture(Series(table.indicator.name, measures, _levels(row)), caption)


def municipality_bars(table: IndicatorTable) -> Picture | None:
    """The municipalities, by name, in the last period of which anything is known; None without any."""
    known = [at for at in range(len(table.periods)) if any(row.cells[at].mark for row in table.municipalities)]
    if not known:
        return None
    at = known[-1]
    measures = [measure_of(row.area.name, row.cells[at]) for row in table.municipalities if row.cells[at].exists]
    return bars_picture(measures, f"{table.indicator} per gemeente, {table.periods[at].label}", table.indicator.name)


def line_picture(series: Series, caption: str) -> Picture | None:
    if sum(one.number is not None for one in series.measures) < 2:
        return None
    title = _told(caption, series.measures)
    return Picture(
        caption,
        page_line(series, title=title),
        _twin(line_table(series, caption=caption)),
        print_svg=in_document_font(line_drawing(series, title=title)),
    )


def bars_picture(measures: Sequence[Measure], caption: str, value: str) -> Picture:
    title = _told(caption, measures)
    return Picture(
        caption,
        page_area_bars(measures, title=title),
        _twin(area_bars_table(measures, caption=caption, value=value)),
        print_svg=in_document_font(area_bars(measures, title=title)),
    )


def over_time_words(what: str, measures: Sequence[Measure]) -> str:
    """ "Meldingen, regio Gooi en Vechtstreek: van 640 (1e hj. 2019) naar 655 (1e hj. 2021)" """
    known = [one for one in measures if one.number is not None]
    if len(known) < 2:
        return what
    return f"{what}: van {known[0].text} ({known[0].label}) naar {known[-1].text} ({known[-1].label})"


def _told(caption: str, measures: Sequence[Measure]) -> str:
    return f"{caption}. {'; '.join(f'{one.label}: {one.words}' for one in measures)}."


def _twin(table: ChartTable) -> Grid:
    columns = [Column(str(table.head[0]), 40), *(Column(str(head), 60, True) for head in table.head[1:])]
    rows = [[str(cell) for cell in row] for row in table.rows]
    return Grid(table.caption, columns, rows)


def _over_time(cells: Sequence[Cell]) -> list[Measure]:
    found, before = [], cells[0].reason if cells else ""
    for cell in cells:
        breaks = cell.reason != before
        found.append(measure_of(cell.period.short_label, cell, breaks=breaks, reason=cell.reason or before))
        before = cell.reason
    return found


def measure_of(label: str, cell: Cell, *, breaks: bool = False, reason: str = "") -> Measure:
    return Measure(
        label,
        cell.shown.rstrip("*") or ".",
        cell.value,
        is_hidden=cell.is_hidden,
        is_provisional=cell.mark == FigureMark.PROVISIONAL,
        breaks=breaks,
        reason=reason if breaks else "",
    )


def _levels(row: Row) -> tuple[Level, ...]:
    target, found = row.target, []
    if target is None:
        return ()
    if target.baseline is not None and row.baseline is not None:
        when = Period.parse(target.baseline_period).label if target.baseline_period else ""
        found.append(level_of(row.baseline, when=when))
    if row.aim is not None and target.target_on:
        found.append(level_of(row.aim, when=long_date(target.target_on), is_target=True))
    return tuple(found)


def level_of(value: Decimal, *, when: str, is_target: bool = False) -> Level:
    words = (
        f"Streefwaarde {write_number(value)} vóór {when}" if is_target else f"Nulmeting {write_number(value)}, {when}"
    )
    return Level(words.rstrip(", "), value, is_target)
