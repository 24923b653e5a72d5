"""The national figures as a PDF: asked for with all that they say, drawn by the worker, read by whoever asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.documents.drawing import Fact, Head, draw, known
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.small_multiples import MARKS
from reporting.models import FigurePaper, Indicator
from reporting.national_figures.content import AreaFigures, NationalContent, read_national
from reporting.national_figures.pictures import region_lines, region_map
from reporting.spoken.blocks import Column, Grid, Picture


@dataclass(frozen=True)
class NationalDocument:
    head: Head
    content: NationalContent
    facts: tuple[Fact, ...]
    map: Picture
    lines: Picture
    regions: Grid
    wider: Grid
    line_marks: str = MARKS


@transaction.atomic
def request_paper(*, indicator: Indicator, content: NationalContent, by: User) -> FigurePaper:
    """The job for this content, made once for each person who asks."""
    paper, is_new = FigurePaper.ask(content=canonical_json(content), by=by, indicator=indicator)
    if is_new:
        jobs.wake_after_commit(paper)
    return paper


def draw_paper(paper: FigurePaper) -> RenderedPdf:
    """Raises RenderingError."""
    document = document_of(read_national(json.loads(paper.content)))
    return draw("pdf/national_figures.html", document, identifier=fingerprint(paper.content))


def document_of(content: NationalContent) -> NationalDocument:
    title = f"{content.name} in alle regio’s, {content.period}"
    head = Head(title, "Landelijk programmateam", content.name, content.on, content.on, is_concept=False)
    facts = known((("Wat telt mee", content.definition), ("Eenheid", content.unit), ("Bron", content.source)))
    drawn, _ = region_map(content)
    regions, wider = _grid("Regio", content.regions, content), _grid("Gebied", content.wider, content)
    return NationalDocument(head, content, facts, drawn, region_lines(content), regions, wider)


def _grid(first: str, rows: Sequence[AreaFigures], content: NationalContent) -> Grid:
    before, now = (short for _, short in content.periods[-2:])
    columns = (Column(first, 30), Column(before, 15, True), Column(now, 15, True), Column("Meer of minder", 20, True))
    cells = [(one.name, one.before.marked, one.last.marked, one.more, " ".join(one.remarks)) for one in rows]
    return Grid(f"{content.name} per {first.lower()}", (*columns, Column("Bij dit cijfer", 20)), cells)
