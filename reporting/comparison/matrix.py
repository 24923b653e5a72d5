"""Regions × national blocks: in one look how many actions of which assessment each region has where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reporting.comparison.counts import Standing, standing_of
from reporting.comparison.divisions import Division, actions_beside_blocks, actions_under
from reporting.comparison.side_by_side import divisions_of
from reporting.reading import SealedReport


@dataclass(frozen=True)
class Cell:
    division: Division
    standing: Standing


@dataclass(frozen=True)
class MatrixRow:
    report: SealedReport
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LineGroup:
    """A line over its columns: itself, when actions hang on it without a block, and its blocks."""

    line: Division
    columns: tuple[Division, ...]


@dataclass(frozen=True)
class Matrix:
    groups: tuple[LineGroup, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def columns(self) -> tuple[Division, ...]:
        return tuple(column for group in self.groups for column in group.columns)


def matrix_of(reports: Sequence[SealedReport]) -> Matrix:
    groups = tuple(_groups(reports))
    columns = [column for group in groups for column in group.columns]
    rows = (MatrixRow(report, tuple(_cell(report, column) for column in columns)) for report in reports)
    return Matrix(groups, tuple(rows))


def _groups(reports: Sequence[SealedReport]) -> Iterator[LineGroup]:
    for code, group in groupby(divisions_of(reports), key=lambda division: division.line):
        line, *blocks = group
        has_own = not blocks or any(actions_beside_blocks(report.content, code) for report in reports)
        yield LineGroup(line, (*([line] if has_own else []), *blocks))


def _cell(report: SealedReport, column: Division) -> Cell:
    under = actions_beside_blocks if column.is_line else actions_under
    return Cell(column, standing_of(under(report.content, column.code)))
