"""Figures over the regions of a book: every number is a sum of numbers of actions, from the sealed reports alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.models import Assessment
from reporting.bundles.order import RoundOrder, sealed_content
from reporting.content import BlockCoverage
from reporting.figures import Count, KeyFigure, LineFigures, ReportFigures, figures_of


@dataclass(frozen=True)
class RegionRow:
    """How the actions of one region stand; `label` is the number of its first page."""

    name: str
    label: str
    good: int
    attention: int
    stalled: int
    unknown: int
    running: int
    finished: str


@dataclass(frozen=True)
class BlockColumn:
    """A national building block, or a line as a whole."""

    code: str
    title: str


@dataclass(frozen=True)
class BlockRow:
    """How many actions of a region fall under each block, "–" for none."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class NationalFigures:
    together: ReportFigures
    numbers: tuple[KeyFigure, ...]
    regions: tuple[RegionRow, ...]
    total: RegionRow
    blocks: tuple[BlockColumn, ...]
    block_rows: tuple[BlockRow, ...]
    block_total: BlockRow


@dataclass(frozen=True)
class _Told:
    name: str
    region: str
    figures: ReportFigures
    coverage: dict[tuple[str, str], int]


def national_figures(order: RoundOrder) -> NationalFigures:
    """Reads one seal at a time. Raises AlteredSealError."""
    told: list[_Told] = []
    blocks: dict[tuple[str, str], BlockColumn] = {}
    for part in order.parts:
        content = sealed_content(part)
        numbers = {_code(row): len(row.action_numbers) for row in content.coverage}
        blocks |= {_code(row): _column(row) for row in content.coverage if _code(row) not in blocks}
        told.append(_Told(part.name, part.region, figures_of(content), numbers))
    blocks = dict(sorted(blocks.items(), key=_in_order([line for line, _ in blocks])))
    together = _together(told)
    return NationalFigures(
        together=together,
        numbers=_numbers(together, len(told)),
        regions=tuple(_row(one.name, f"{one.region}-1", one.figures.total) for one in told),
        total=_row("Alle regio’s", "", together.total),
        blocks=tuple(blocks.values()),
        block_rows=tuple(BlockRow(one.name, _shown([one.coverage.get(key, 0) for key in blocks])) for one in told),
        block_total=BlockRow("Alle regio’s", _shown([sum(one.coverage.get(key, 0) for one in told) for key in blocks])),
    )


def _code(row: BlockCoverage) -> tuple[str, str]:
    return row.line_code, row.block_code


def _in_order(lines: Sequence[str]) -> Callable[[tuple[tuple[str, str], BlockColumn]], tuple[int, bool]]:
    """By line as the catalogue has them, each as a whole first and then its blocks."""
    return lambda one: (lines.index(one[0][0]), bool(one[0][1]))


def _column(row: BlockCoverage) -> BlockColumn:
    if row.block_code:
        return BlockColumn(row.block_code, row.block_title)
    return BlockColumn(row.line_code, f"{row.line_title}, de lijn als geheel")


def _shown(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(str(number) if number else "–" for number in numbers)


def _row(name: str, label: str, total: LineFigures) -> RegionRow:
    good, attention, stalled = (total.assessed(code) for code in Assessment)
    return RegionRow(
        name, label, good, attention, stalled, total.assessed(""), total.running, f"{total.finished} van {total.total}"
    )


def _together(told: Sequence[_Told]) -> ReportFigures:
    totals = [one.figures.total for one in told]
    return ReportFigures(
        total=LineFigures(
            key="",
            code="",
            title="Alle regio’s",
            total=sum(one.total for one in totals),
            running=sum(one.running for one in totals),
            finished=sum(one.finished for one in totals),
            assessments=_added([one.assessments for one in totals]),
            phases=_added([one.phases for one in totals]),
        ),
        lines=(),
        key_figures=(),
        shifts=(),
        asks=(),
        conclusions=sum(one.figures.conclusions for one in told),
    )


def _added(counts: Sequence[tuple[Count, ...]]) -> tuple[Count, ...]:
    return tuple(
        Count(same[0].code, same[0].label, sum(one.number for one in same)) for same in zip(*counts, strict=True)
    )


def _numbers(together: ReportFigures, regions: int) -> tuple[KeyFigure, ...]:
    total = together.total
    good, attention, stalled = (total.assessed(code) for code in Assessment)
    return (
        KeyFigure(regions, "regio in dit boek" if regions == 1 else "regio’s in dit boek"),
        KeyFigure(good, f"van {total.running} lopende acties op koers"),
        KeyFigure(attention + stalled, "acties vragen aandacht of stagneren"),
        KeyFigure(total.finished, f"van {total.total} acties afgerond of geborgd"),
    )
