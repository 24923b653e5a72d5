"""From rows of text to figures: every row is read, and every mistake is told with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from actions.exchange.mistakes import Mistake
from actions.exchange.sheets import ReadCell, ReadRow
from reporting.figure_import.cells import read_cell, read_period
from reporting.figure_import.columns import TOTALS, Columns, columns_of
from reporting.figure_import.places import Atlas
from reporting.figure_import.tables import ReadTable, plain
from reporting.indicators.areas import Area
from reporting.indicators.saving import NewFigure, problem
from reporting.models import AreaLevel, FigureMark, Indicator

TWICE = "Dit gebied en deze periode staan ook in rij {row}. Laat één van de twee rijen staan."


@dataclass(frozen=True)
class Line:
    """One row that says a figure."""

    row: int
    figure: NewFigure

    def as_json(self) -> dict[str, Any]:
        one = self.figure
        return {
            "row": self.row,
            "area": one.area.code,
            "level": one.area.level.value,
            "period": str(one.period),
            "value": None if one.value is None else str(one.value),
            "mark": one.mark.value,
        }


@dataclass(frozen=True)
class Understood:
    """`skipped`: why rows were left aside → how many."""

    lines: tuple[Line, ...]
    mistakes: tuple[Mistake, ...]
    skipped: dict[str, int] = field(default_factory=dict)

    @property
    def figures(self) -> list[NewFigure]:
        return [line.figure for line in self.lines]


OTHER_PERIOD = "over een ander soort periode"
OTHER_DIVISION = "van een gebiedsindeling die wij niet gebruiken"
OTHER_REGION = "van buiten uw regio"
NARROWER = "van een niveau waarop deze indicator niet wordt bijgehouden"
EMPTY = "zonder cijfer"
BREAKDOWN = "met een uitsplitsing; alleen de totalen tellen"


_LEVELS = list(AreaLevel)  # from near to far


class _Skipped(Exception):  # noqa: N818 — no error: the row is left aside
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _WrongCell(Exception):  # noqa: N818 — caught where the row is known
    def __init__(self, column: int, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


CodesOn = Callable[[date], Collection[str]]


def understood(table: ReadTable, indicator: Indicator, *, codes: CodesOn | None = None) -> Understood:
    """The figures of the indicator in a table. `codes`: the areas that may be read on a day, None is all.

    Raises UnreadableFileError when a column is missing; what is wrong in rows stands in the mistakes.
    """
    reader = _Reader(table, indicator, columns_of(table, indicator), Atlas.read(), codes)
    lines, mistakes, skipped = [], [], Counter[str]()
    for row in table.rows:
        try:
            lines.append(Line(row.number, reader.figure(row)))
        except _Skipped as left:
            skipped[left.why] += 1
        except _WrongCell as wrong:
            mistakes.append(reader.mistake(row, wrong))
    mistakes += _twice(table, lines)
    return Understood(tuple(lines), tuple(mistakes), dict(skipped))


@dataclass(frozen=True)
class _Reader:
    table: ReadTable
    indicator: Indicator
    columns: Columns
    atlas: Atlas
    codes: CodesOn | None

    def figure(self, row: ReadRow) -> NewFigure:
        if any(plain(row.cells[place].text) not in TOTALS for place in self.columns.breakdowns):
            raise _Skipped(BREAKDOWN)
        given = _reading(self.columns.period, lambda: read_period(self._cell(row, self.columns.period).text))
        if given.period.kind != self.indicator.period_kind:
            raise _Skipped(OTHER_PERIOD)
        area = self._area(row, given.period.on)
        cell = self._cell(row, self.columns.value)
        value = _reading(self.columns.value, lambda: read_cell(cell.text, is_provisional=given.is_provisional))
        if value is None:
            raise _Skipped(EMPTY)
        figure = NewFigure(area, given.period, value.value, value.mark, source=self.indicator.source)
        self._refuse(figure)
        return figure

    def _refuse(self, figure: NewFigure) -> None:
        if said := problem(self.indicator, replace(figure, value=None, mark=FigureMark.UNKNOWN)):
            raise _WrongCell(self.columns.period, said[0].upper() + said[1:])
        if said := problem(self.indicator, figure):
            raise _WrongCell(self.columns.value, said[0].upper() + said[1:])

    def _area(self, row: ReadRow, on: date) -> Area:
        text = self._cell(row, self.columns.area).text
        area = _reading(self.columns.area, lambda: self.atlas.find(text, on=on))
        if area is None:
            raise _Skipped(OTHER_DIVISION)
        if _LEVELS.index(area.level) < _LEVELS.index(AreaLevel(self.indicator.level)):
            raise _Skipped(NARROWER)
        if self.codes is not None and area.code not in self.codes(on):
            raise _Skipped(OTHER_REGION)
        return area

    def _cell(self, row: ReadRow, column: int) -> ReadCell:
        cell = row.cells[column]
        if cell.problem:
            raise _WrongCell(column, cell.problem)
        return cell

    def mistake(self, row: ReadRow, wrong: _WrongCell) -> Mistake:
        cell = row.cells[wrong.column]
        place = cell.place if cell.place[:1].isupper() else f"{cell.place}, kolom {self.table.head[wrong.column]}"
        return Mistake(wrong.message, self.table.name, place, cell.text[:80])


Read = TypeVar("Read")


def _reading(column: int, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except ValidationError as error:
        raise _WrongCell(column, error.messages[0]) from error


def _twice(table: ReadTable, lines: list[Line]) -> Iterator[Mistake]:
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.figure.area.code, str(line.figure.period))
        if key in first:
            words = TWICE.format(row=first[key])
            yield Mistake(words, table.name, f"rij {line.row}", f"{line.figure.area.code} {line.figure.period}")
        else:
            first[key] = line.row


def line_of(data: dict[str, Any], atlas: Atlas) -> Line:
    """Back from `Line.as_json`."""
    value = None if data["value"] is None else Decimal(data["value"])
    area, period = atlas.by_code[data["area"]], read_period(data["period"]).period
    return Line(data["row"], NewFigure(area, period, value, FigureMark(data["mark"])))
