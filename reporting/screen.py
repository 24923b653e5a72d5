"""A report as pages show it: content with figures and drawings. A pure function of the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ghnt.periods import HalfYear
from ghnt.ui.charts import (
    ASSESSMENT_PAINT,
    PHASE_PAINT,
    BarRow,
    ChartTable,
    bars_table,
    legend_mark,
    page_bars,
    segments,
)
from reporting.chapter_keys import OUTLOOK, STEERING, SUMMARY
from reporting.content import ReportContent, WrittenAnswer
from reporting.figures import Count, LineFigures, ReportFigures, figures_of
from reporting.shifts import Shift, ShiftKind, shifts_by_kind

NONE_RUNNING = "geen lopende acties"


@dataclass(frozen=True)
class Drawing:
    """A chart under its conclusion, with the table that says the same and the marks of its legend."""

    caption: str
    svg: SafeString
    table: ChartTable
    legend: tuple[tuple[SafeString, str], ...]


@dataclass(frozen=True)
class ReportScreen:
    content: ReportContent
    figures: ReportFigures
    assessments: Drawing
    phases: Drawing
    differences: tuple[tuple[ShiftKind, tuple[Shift, ...]], ...]

    @property
    def half_year(self) -> HalfYear:
        return HalfYear.parse(self.content.half_year)

    @property
    def summary(self) -> tuple[WrittenAnswer, ...]:
        return self._written(SUMMARY)

    @property
    def steering(self) -> tuple[WrittenAnswer, ...]:
        return self._written(STEERING)

    @property
    def outlook(self) -> tuple[WrittenAnswer, ...]:
        return self._written(OUTLOOK)

    def _written(self, chapter: str) -> tuple[WrittenAnswer, ...]:
        return tuple(answer for answer in self.content.answers if answer.chapter == chapter)


def screen_of(content: ReportContent) -> ReportScreen:
    figures = figures_of(content)
    return ReportScreen(content, figures, _assessments(figures), _phases(figures), shifts_by_kind(content))


def _assessments(figures: ReportFigures) -> Drawing:
    rows = [BarRow(_name(line), _bar(line.assessments, ASSESSMENT_PAINT), NONE_RUNNING) for line in figures.lines]
    caption = figures.assessment_sentence
    drawn = page_bars(rows, title=caption)
    return _drawing(caption, "Koers per lijn", drawn, rows, figures.total.assessments, ASSESSMENT_PAINT)


def _phases(figures: ReportFigures) -> Drawing:
    paints = {**PHASE_PAINT, None: ASSESSMENT_PAINT[None]}
    rows = [BarRow(_name(line), _bar(line.phases, paints)) for line in figures.lines]
    caption = figures.phase_sentence
    drawn = page_bars(rows, title=caption)
    return _drawing(caption, "Fase per lijn", drawn, rows, figures.total.phases, paints)


def _drawing(
    caption: str, name: str, svg: SafeString, rows: Sequence[BarRow], counts: Sequence[Count], paints: Mapping
) -> Drawing:
    used = [count for count in counts if count.number]
    return Drawing(
        caption,
        svg,
        bars_table(rows, caption=name),
        tuple((legend_mark(paints[count.code or None]), count.label) for count in used),
    )


def _bar(counts: Sequence[Count], paints: Mapping) -> list:
    numbers = {count.code or None: count.number for count in counts}
    labels = {count.code or None: count.label for count in counts}
    return segments(numbers, labels, paints)


def _name(line: LineFigures) -> str:
    return f"{line.code} {line.title}"
