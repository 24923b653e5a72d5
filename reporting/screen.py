"""A report as pages show it: content with figures and drawings. A pure function of the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ghnt.documents.drawing import known
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
from reporting.content import ChapterHead, ReportContent, WrittenAnswer
from reporting.difference.telling import ToldDifference, told_difference
from reporting.figures import Count, LineFigures, ReportFigures, figures_of
from reporting.models import Place
from reporting.pdf.appendices import Appendices, appendices_of
from reporting.pdf.front import content_facts
from reporting.spoken.chapters import (
    AdoptionChapter,
    MoneyChapter,
    MunicipalChapter,
    PeopleChapter,
    SignalsChapter,
    adoption_chapter,
    money_chapter,
    municipal_chapters,
    people_chapter,
    signals_chapter,
)
from reporting.spoken.derived import DerivedChapter, derived_chapters

NONE_RUNNING = "geen lopende acties"


@dataclass(frozen=True)
class Drawing:
    """A chart under its conclusion, with the table that says the same and the marks of its legend."""

    caption: str
    svg: SafeString
    table: ChartTable
    legend: tuple[tuple[SafeString, str], ...]


@dataclass(frozen=True)
class ChapterScreen:
    """A chapter of written answers, under its title."""

    head: ChapterHead
    answers: tuple[WrittenAnswer, ...]


@dataclass(frozen=True)
class ReportScreen:
    content: ReportContent
    figures: ReportFigures
    assessments: Drawing
    phases: Drawing
    differences: ToldDifference

    @property
    def half_year(self) -> HalfYear:
        return HalfYear.parse(self.content.half_year)

    @property
    def first(self) -> tuple[ChapterScreen, ...]:
        """What is written before the lines."""
        return self._written(Place.FIRST)

    @property
    def last(self) -> tuple[ChapterScreen, ...]:
        return self._written(Place.LAST)

    @property
    def derived(self) -> tuple[DerivedChapter, ...]:
        """What follows from kept facts, after the lines."""
        return derived_chapters(self.content)

    @property
    def adoption(self) -> AdoptionChapter | None:
        return adoption_chapter(self.content)

    @property
    def money(self) -> MoneyChapter | None:
        return money_chapter(self.content)

    @property
    def municipal(self) -> tuple[MunicipalChapter, ...]:
        return municipal_chapters(self.content)

    @property
    def signals(self) -> SignalsChapter | None:
        return signals_chapter(self.content)

    @property
    def people(self) -> PeopleChapter | None:
        return people_chapter(self.content)

    @property
    def appendices(self) -> Appendices:
        """The same as in the document."""
        return appendices_of(self.content)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """What the report was made of."""
        return known(content_facts(self.content))

    def _written(self, place: Place) -> tuple[ChapterScreen, ...]:
        answers = self.content.answers
        return tuple(
            ChapterScreen(head, tuple(answer for answer in answers if answer.chapter == head.key))
            for head in self.content.chapters
            if head.place == place
        )


def screen_of(content: ReportContent) -> ReportScreen:
    figures = figures_of(content)
    return ReportScreen(content, figures, _assessments(figures), _phases(figures), told_difference(content))


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
