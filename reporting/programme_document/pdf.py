"""The programme and the uitvoeringsplan as PDFs: chapters are numbered here, templates only write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.utils.safestring import SafeString

from ghnt.documents.drawing import Cover, Entry, Head, draw
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import RegionFacts
from reporting.pdf.drawings import tile_map
from reporting.programme_document.content import Marks, ProgrammeContent, Selection
from reporting.programme_document.front import Colophon, colophon_of, cover_of
from reporting.programme_document.reading import LineText, ProgrammeText, programme_text
from reporting.programme_document.selecting import selected
from reporting.programme_document.steps import Step, steps_of, summary_of
from reporting.programme_document.wording import GoalText

PROGRAMME, PLAN = "Actieprogramma", "Uitvoeringsplan"
CHAPTER_OF_GOALS = "doelen"


@dataclass(frozen=True)
class Part:
    """A chapter or an appendix: its place in the document and its numbered title; `text` is "" where a table tells."""

    anchor: str
    title: str
    text: str = ""
    goals: tuple[GoalText, ...] = ()


@dataclass(frozen=True)
class LineChapter:
    """A line starts a page; a short one does so only as the first."""

    part: Part
    line: LineText
    starts_page: bool


@dataclass(frozen=True)
class ProgrammeDocument:
    """Everything a PDF says. A part that it does not have is None; `steps` and `summary` are the plan's alone."""

    head: Head
    cover: Cover
    tiles: SafeString
    contents: tuple[Entry, ...]
    text: ProgrammeText
    region: RegionFacts
    chapters: tuple[Part, ...]
    lines: tuple[LineChapter, ...]
    planning: Part
    money: Part
    colophon: Colophon
    goals: Part | None = None
    stances: Part | None = None
    consultations: Part | None = None
    frames: Part | None = None
    project_plan: Part | None = None
    municipalities: Part | None = None
    files: Part | None = None
    summary: Part | None = None
    steps: tuple[Step, ...] = ()


def programme_document(content: ProgrammeContent, marks: Marks) -> ProgrammeDocument:
    """The whole programme: nothing but content and marks decides what it says."""
    text = programme_text(content, day=_day(marks))
    numbers, letters = count(1), iter("ABC")
    document = ProgrammeDocument(
        head=_head(content, marks, PROGRAMME),
        cover=cover_of(content, marks, kind=PROGRAMME, period=content.facts.title),
        tiles=tile_map(content.tiles, content.region),
        contents=(),
        text=text,
        region=content.region,
        chapters=_chapters(numbers, text),
        goals=_own_chapter_of_goals(numbers, text),
        lines=_lines(numbers, text),
        stances=Part("keuzes", f"{next(numbers)} Keuzes bij de landelijke indeling"),
        planning=Part("planning-beeld", f"{next(numbers)} Planning in beeld"),
        money=Part("geld-per-jaar", f"{next(numbers)} Geld per jaar"),
        consultations=Part("inbreng", f"{next(numbers)} Inbreng belanghebbenden"),
        frames=Part("beleidskaders", f"{next(numbers)} Samenhang met ander beleid"),
        project_plan=Part("projectplan", f"Bijlage {next(letters)} Projectplan") if text.project_plan else None,
        municipalities=Part("gemeenten", f"Bijlage {next(letters)} Gemeenten"),
        files=Part("stukken", f"Bijlage {next(letters)} Stukken") if text.files else None,
        colophon=colophon_of(content, marks),
    )
    return replace(document, contents=tuple(_entries(document)))


def plan_document(content: ProgrammeContent, marks: Marks, selection: Selection) -> ProgrammeDocument:
    """The actions of a year, under one line, or both."""
    chosen = selected(content, selection)
    text = programme_text(chosen, day=_day(marks), year=selection.year)
    kind = PLAN if selection.year is None else f"{PLAN} {selection.year}"
    numbers = count(1)
    document = ProgrammeDocument(
        head=_head(content, marks, kind),
        cover=cover_of(content, marks, kind=kind, period=plan_subject(content, selection)),
        tiles=tile_map(content.tiles, content.region),
        contents=(),
        text=text,
        region=content.region,
        chapters=(),
        summary=Part("dit-plan", f"{next(numbers)} Dit uitvoeringsplan", summary_of(chosen, selection)),
        steps=steps_of(chosen, selection.year),
        lines=_lines(numbers, text),
        planning=Part("planning-beeld", f"{next(numbers)} Planning in beeld"),
        money=Part("geld-per-jaar", f"{next(numbers)} Geld per jaar"),
        colophon=colophon_of(content, marks),
    )
    return replace(document, contents=tuple(_entries(document)))


def plan_subject(content: ProgrammeContent, selection: Selection) -> str:
    """The line that a plan is about, in words."""
    line = next((node for node in content.nodes if node.key == selection.line), None)
    return f"{line.code} {line.title}" if line else "Alle onderdelen"


def programme_pdf(content: ProgrammeContent, marks: Marks) -> RenderedPdf:
    """The PDF of a version, the same bytes for the same content and marks. Raises RenderingError."""
    identifier = fingerprint(canonical_json(content) + canonical_json(marks))
    return draw("pdf/programme.html", programme_document(content, marks), identifier=identifier)


def plan_pdf(content: ProgrammeContent, marks: Marks, selection: Selection) -> RenderedPdf:
    """The PDF of a selection of a version; otherwise as `programme_pdf`."""
    identifier = fingerprint("".join(map(canonical_json, (content, marks, selection))))
    return draw("pdf/plan.html", plan_document(content, marks, selection), identifier=identifier)


def _head(content: ProgrammeContent, marks: Marks, kind: str) -> Head:
    return Head(
        title=f"{kind} {content.region.name}, versie {marks.number}",
        author=content.region.name,
        subject=content.facts.title,
        created=marks.sealed_at,
        modified=max(marks.sealed_at[:10], marks.adopted_on or ""),
        is_concept=marks.is_concept,
    )


def _day(marks: Marks) -> date:
    return date.fromisoformat(marks.sealed_at[:10])


def _chapters(numbers: Iterator[int], text: ProgrammeText) -> tuple[Part, ...]:
    """The goals of the whole programme stand in the chapter about goals, if there is one."""
    return tuple(
        Part(
            f"hoofdstuk-{one.key}",
            f"{next(numbers)} {one.title}",
            one.text,
            text.goals if one.key == CHAPTER_OF_GOALS else (),
        )
        for one in text.chapters
    )


def _own_chapter_of_goals(numbers: Iterator[int], text: ProgrammeText) -> Part | None:
    if not text.goals or any(one.key == CHAPTER_OF_GOALS for one in text.chapters):
        return None
    return Part("doelen-geheel", f"{next(numbers)} Doelen van het hele programma")


def _lines(numbers: Iterator[int], text: ProgrammeText) -> tuple[LineChapter, ...]:
    return tuple(
        LineChapter(
            part=Part(line.top.anchor, f"{next(numbers)} {line.top.name}: {line.top.title.split(' ', 1)[-1]}"),
            line=line,
            starts_page=at == 0 or not line.is_short,
        )
        for at, line in enumerate(text.lines)
    )


def _entries(document: ProgrammeDocument) -> Iterator[Entry]:
    yield from _known(document.summary, *document.chapters, document.goals)
    for chapter in document.lines:
        yield Entry(chapter.part.anchor, chapter.part.title)
        yield from (Entry(node.anchor, node.title, is_part=True) for node in chapter.line.below if node.depth == 1)
    yield from _known(document.stances, document.planning, document.money, document.consultations, document.frames)
    yield from _known(document.project_plan, document.municipalities, document.files)
    yield Entry("colofon", "Colofon")


def _known(*parts: Part | None) -> Iterator[Entry]:
    return (Entry(part.anchor, part.title) for part in parts if part is not None)
