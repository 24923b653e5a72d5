"""Everything the document says, in the order in which it is read: chapters are numbered here, templates only write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from django.utils.safestring import SafeString

from ghnt.documents.drawing import Cover, Entry, Head
from ghnt.periods import HalfYear
from reporting.chapter_keys import DECISIONS, OUTLOOK, STEERING, SUMMARY
from reporting.chapters import TITLES
from reporting.content import Marks, ReportContent, WrittenAnswer
from reporting.figures import ReportFigures, figures_of
from reporting.pdf.appendices import Appendices, appendices_of
from reporting.pdf.drawings import Chart, assessment_chart, bars_of, phase_chart, tile_map
from reporting.pdf.front import Colophon, colophon_of, cover_of
from reporting.pdf.glance import Glance, glance_of
from reporting.pdf.lines import LineText, line_text
from reporting.pdf.route import Proposal, proposal_of
from reporting.shifts import Shift, shifts_by_kind

DIFFERENCE = "verschil"


@dataclass(frozen=True)
class WrittenChapter:
    anchor: str
    title: str
    answers: tuple[WrittenAnswer, ...]


@dataclass(frozen=True)
class Difference:
    number: str
    title: str
    sentence: str
    because: str


@dataclass(frozen=True)
class DifferenceGroup:
    title: str
    icon: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class ReportDocument:
    head: Head
    cover: Cover
    tiles: SafeString
    glance: Glance
    contents: tuple[Entry, ...]
    summary: WrittenChapter
    charts: tuple[Chart, ...]
    steering: WrittenChapter
    lines: tuple[LineText, ...]
    decisions_title: str
    proposals: tuple[Proposal, ...]
    outlook: WrittenChapter
    difference_title: str
    differences: tuple[DifferenceGroup, ...]
    appendices: Appendices
    colophon: Colophon


def report_document(content: ReportContent, marks: Marks) -> ReportDocument:
    """The document of a report: nothing but content and marks decides what it says."""
    figures = figures_of(content)
    numbers = count(1)
    document = ReportDocument(
        head=_head(content, marks),
        cover=cover_of(content, marks),
        tiles=tile_map(content.tiles, content.region),
        glance=glance_of(content, figures),
        contents=(),
        summary=_written(numbers, content, SUMMARY),
        charts=_charts(content, figures),
        steering=_written(numbers, content, STEERING),
        lines=tuple(
            line_text(line, replace(figures, total=of_line), title=f"{next(numbers)} {line.title}")
            for line, of_line in zip(content.lines, figures.lines, strict=True)
        ),
        decisions_title=f"{next(numbers)} {TITLES[DECISIONS]}",
        proposals=tuple(map(proposal_of, content.proposals)),
        outlook=_written(numbers, content, OUTLOOK),
        difference_title=f"{next(numbers)} Verschil met vorig halfjaar",
        differences=_differences(content),
        appendices=appendices_of(content),
        colophon=colophon_of(content, marks),
    )
    return replace(document, contents=tuple(_entries(document)))


def _head(content: ReportContent, marks: Marks) -> Head:
    sealed_on = marks.submitted_at[:10] or content.reference_date
    return Head(
        title=f"Voortgangsrapportage {content.region.name}, {HalfYear.parse(content.half_year).label}",
        author=content.region.name,
        subject=content.source.programme,
        created=marks.submitted_at or content.reference_date,
        modified=max(sealed_on, marks.adopted_on or "", marks.accepted_on or ""),
        is_concept=marks.is_concept,
    )


def _written(numbers: Iterator[int], content: ReportContent, key: str) -> WrittenChapter:
    answers = tuple(answer for answer in content.answers if answer.chapter == key)
    return WrittenChapter(key, f"{next(numbers)} {TITLES[key]}", answers)


def _charts(content: ReportContent, figures: ReportFigures) -> tuple[Chart, ...]:
    """Koers and phases per line, all lines on one scale."""
    if not figures.total.total:
        return ()
    lines, labels = bars_of(content, figures)
    return (
        assessment_chart(lines, labels, figures.assessment_sentence),
        phase_chart(lines, labels, figures.phase_sentence),
    )


def _differences(content: ReportContent) -> tuple[DifferenceGroup, ...]:
    return tuple(
        DifferenceGroup(kind.label, kind.icon, tuple(map(_difference, shifts)))
        for kind, shifts in shifts_by_kind(content)
    )


def _difference(shift: Shift) -> Difference:
    return Difference(shift.number, shift.title, shift.opening, shift.because)


def _entries(document: ReportDocument) -> Iterator[Entry]:
    for chapter in (document.summary, document.steering):
        yield Entry(chapter.anchor, chapter.title)
    for line in document.lines:
        yield Entry(line.anchor, line.title)
        yield from (Entry(part.anchor, part.title, is_part=True) for part in line.sections)
    yield Entry(DECISIONS, document.decisions_title)
    yield Entry(document.outlook.anchor, document.outlook.title)
    yield Entry(DIFFERENCE, document.difference_title)
    for appendix in document.appendices.all:
        yield Entry(appendix.anchor, appendix.title)
    yield Entry("colofon", "Colofon")
