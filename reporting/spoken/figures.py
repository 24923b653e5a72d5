"""The chapter Cijfers in blocks: per indicator what counts, the region over time, and its municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ghnt.documents.workbook import Cell as SheetCell
from ghnt.ui.dates import long_date
from ghnt.ui.measured import Measure
from ghnt.ui.plot import Level, Series
from reporting.content import ReportContent
from reporting.content.figures import ToldCell, ToldIndicator, ToldRow
from reporting.indicators.pictures import bars_picture, level_of, line_picture, over_time_words
from reporting.models import FigureMark
from reporting.periods import Period
from reporting.spoken.blocks import Block, Column, Grid, Passage, Picture, Subheading

NOTHING = "geen cijfer"
KEY = (
    "Een sterretje is voorlopig, een punt is onbekend of geheim. Kleine aantallen staan er als “<5” en andere zijn"
    " afgerond, zodat niemand te herkennen is. Een hoog of laag aantal zegt niet of een regio het goed doet."
)
LEAST_FOR_A_LINE, MOST_BARS = 3, 15


def blocks_of(content: ReportContent) -> tuple[Block, ...]:
    told = content.figures.indicators
    if not told:
        return ()
    return (Passage(KEY), *(block for one in told for block in _blocks(one)))


def _blocks(one: ToldIndicator) -> Iterator[Block]:
    yield Subheading(one.name)
    yield Passage("\n\n".join(filter(None, (one.definition, one.facts))))
    picture, grid = _line(one), _grid(one) if one.rows else None
    if picture and grid:
        yield replace(picture, twin=grid)
    elif grid:
        yield grid
    for row in (*one.rows, *one.municipalities):
        if row.goal:
            yield Passage(f"{row.goal}.", label=row.label)
    if len(one.municipalities) > 1:
        yield _bars(one)
    if one.remarks:
        yield Passage("\n".join(f"- {where}: {words}" for where, words in one.remarks), label="Toelichting")


def _line(one: ToldIndicator) -> Picture | None:
    row = next((row for row in one.rows if _known(row) >= LEAST_FOR_A_LINE), None)
    if row is None:
        return None
    measures, before = [], row.cells[0].reason
    for period, cell in zip(one.periods, row.cells, strict=True):
        breaks = cell.reason != before
        measures.append(_measure(Period.parse(period).short_label, cell, breaks=breaks, reason=cell.reason or before))
        before = cell.reason
    return line_picture(Series(one.name, measures, _levels(row)), over_time_words(f"{one.name}, {row.label}", measures))


def _known(row: ToldRow) -> int:
    return sum(cell.value is not None for cell in row.cells)


def _levels(row: ToldRow) -> tuple[Level, ...]:
    found = []
    if row.baseline is not None:
        found.append(level_of(Decimal(row.baseline), when=row.baseline_period))
    if row.target is not None and row.target_on:
        when = long_date(date.fromisoformat(row.target_on))
        found.append(level_of(Decimal(row.target), when=when, is_target=True))
    return tuple(found)


def _grid(one: ToldIndicator) -> Grid:
    share = 15 if len(one.periods) < 5 else 10
    heads = [Column(Period.parse(period).short_label, share, True) for period in one.periods]
    columns = [Column("Gebied", 100 - share * len(heads)), *heads]
    rows = [[row.label, *map(_words, row.cells)] for row in one.rows]
    values = [[row.label, *map(_value, row.cells)] for row in one.rows]
    return Grid(f"{one.name} per periode", columns, rows, values)


def _bars(one: ToldIndicator) -> Block:
    caption = f"{one.name} per gemeente, {Period.parse(one.municipal_period).label}"
    if len(one.municipalities) <= MOST_BARS and any(row.cells[0].value is not None for row in one.municipalities):
        return bars_picture([_measure(row.label, row.cells[0]) for row in one.municipalities], caption, one.name)
    rows = [[row.label, _words(row.cells[0])] for row in one.municipalities]
    return Grid(caption, [Column("Gemeente", 70), Column(one.name, 30, True)], rows)


def _measure(label: str, cell: ToldCell, *, breaks: bool = False, reason: str = "") -> Measure:
    return Measure(
        label,
        cell.shown.rstrip("*") or ".",
        None if cell.value is None else Decimal(cell.value),
        is_hidden=cell.is_hidden,
        is_provisional=cell.mark == FigureMark.PROVISIONAL,
        breaks=breaks,
        reason=reason if breaks else "",
    )


def _words(cell: ToldCell) -> str:
    said = cell.shown if cell.mark else NOTHING
    return f"{said}\nniet vergelijkbaar" if cell.reason and cell.mark else said


def _value(cell: ToldCell) -> SheetCell:
    is_plain = cell.value is not None and cell.mark == FigureMark.PLAIN
    return Decimal(cell.value or 0) if is_plain else _words(cell)
