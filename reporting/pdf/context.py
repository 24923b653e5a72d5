"""Everything the document says, in the order in which it is read: chapters are numbered here, templates only write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from django.utils.safestring import SafeString

from ghnt.documents.drawing import Cover, Entry, Head
from ghnt.periods import HalfYear
from reporting.chapter_keys import DECISIONS
from reporting.chapter_list import DECISIONS_TITLE
from reporting.content import Marks, ReportContent, WrittenAnswer
from reporting.difference.telling import ToldDifference, told_difference
from reporting.figures import ReportFigures, figures_of
from reporting.models import Place
from reporting.pdf.appendices import Appendices, appendices_of
from reporting.pdf.drawings import Chart, assessment_chart, bars_of, phase_chart, tile_map
from reporting.pdf.front import Colophon, colophon_of, cover_of
from reporting.pdf.glance import Glance, glance_of
from reporting.pdf.lines import LineText, line_text
from reporting.pdf.route import Proposal, proposal_of
from reporting.spoken.chapters import (
    AdoptionChapter,
    Heading,
    MoneyChapter,
    MunicipalChapter,
    Numbered,
    PeopleChapter,
    SignalsChapter,
    adoption_chapter,
    money_chapter,
    municipal_chapters,
    people_chapter,
    signals_chapter,
)
from reporting.spoken.derived import DerivedChapter, derived_chapters
from reporting.verifying.claim import REPORT, Claim

DIFFERENCE = "verschil"


@dataclass(frozen=True)
class WrittenChapter:
    anchor: str
    title: str
    answers: tuple[WrittenAnswer, ...]


@dataclass(frozen=True)
class ReportDocument:
    head: Head
    cover: Cover
    tiles: SafeString
    glance: Glance
    contents: tuple[Entry, ...]
    first: tuple[WrittenChapter, ...]
    charts: tuple[Chart, ...]
    lines: tuple[LineText, ...]
    derived: tuple[DerivedChapter, ...]
    decisions_title: str
    proposals: tuple[Proposal, ...]
    adoption: AdoptionChapter | None
    money: MoneyChapter | None
    last: tuple[WrittenChapter, ...]
    municipal: tuple[MunicipalChapter, ...]
    signals: SignalsChapter | None
    people: PeopleChapter | None
    difference_title: str
    differences: ToldDifference
    appendices: Appendices
    colophon: Colophon
    names: Mapping[str, str]  # of municipalities, by CBS code


def report_document(content: ReportContent, marks: Marks) -> ReportDocument:
    """The document of a report: nothing but content and marks decides what it says."""
    figures = figures_of(content)
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)} {title}"

    document = ReportDocument(
        head=_head(content, marks),
        cover=cover_of(content, marks),
        tiles=tile_map(content.tiles, content.region),
        glance=glance_of(content, figures),
        contents=(),
        first=_written(numbered, content, Place.FIRST),
        charts=_charts(content, figures),
        lines=tuple(
            line_text(line, replace(figures, total=of_line), title=numbered(line.title))
            for line, of_line in zip(content.lines, figures.lines, strict=True)
        ),
        derived=derived_chapters(content, numbered),
        decisions_title=numbered(DECISIONS_TITLE),
        proposals=tuple(map(proposal_of, content.proposals)),
        adoption=adoption_chapter(content, numbered),
        money=money_chapter(content, numbered),
        last=_written(numbered, content, Place.LAST),
        municipal=municipal_chapters(content, numbered),
        signals=signals_chapter(content, numbered),
        people=people_chapter(content, numbered),
        difference_title=numbered("Verschil met vorig halfjaar"),
        differences=told_difference(content),
        appendices=appendices_of(content),
        colophon=colophon_of(content, marks),
        names=content.municipality_names,
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
        claim=_claim(content, marks),
    )


def _claim(content: ReportContent, marks: Marks) -> str:
    if not marks.fingerprint:
        return ""
    return str(Claim(REPORT, content.region.code, content.round_code, content.version, marks.fingerprint))


def _written(numbered: Numbered, content: ReportContent, place: Place) -> tuple[WrittenChapter, ...]:
    return tuple(
        WrittenChapter(
            head.key,
            numbered(head.title),
            tuple(answer for answer in content.answers if answer.chapter == head.key),
        )
        for head in content.chapters
        if head.place == place
    )


def _charts(content: ReportContent, figures: ReportFigures) -> tuple[Chart, ...]:
    """Koers and phases per line, all lines on one scale."""
    if not figures.total.total:
        return ()
    lines, labels = bars_of(content, figures)
    return (
        assessment_chart(lines, labels, figures.assessment_sentence),
        phase_chart(lines, labels, figures.phase_sentence),
    )


def _entries(document: ReportDocument) -> Iterator[Entry]:
    yield from _headings(document.first)
    for line in document.lines:
        yield Entry(line.anchor, line.title)
        yield from (Entry(part.anchor, part.title, is_part=True) for part in line.sections)
    yield from _headings(document.derived)
    yield Entry(DECISIONS, document.decisions_title)
    yield from _headings(one for one in (document.adoption, document.money) if one)
    yield from _headings(document.last)
    yield from _headings(document.municipal)
    yield from _headings(one for one in (document.signals, document.people) if one)
    yield Entry(DIFFERENCE, document.difference_title)
    for appendix in document.appendices.all:
        yield Entry(appendix.anchor, appendix.title)
    yield Entry("colofon", "Colofon")


def _headings(chapters: Iterable[WrittenChapter | DerivedChapter | Heading]) -> Iterator[Entry]:
    return (Entry(chapter.anchor, chapter.title) for chapter in chapters)
