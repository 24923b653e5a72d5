"""The page of one municipality as PDF: the same bytes for the same content."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.drawing import Fact, Head, known
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import fingerprint
from ghnt.documents.words import long_date
from ghnt.site.our_municipality.content import OurMunicipality, read_content


@dataclass(frozen=True)
class PrintedMunicipality:
    head: Head
    facts: tuple[Fact, ...]
    said: OurMunicipality


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/our_municipality.html", printed(read_content(content)), identifier=fingerprint(content))


def printed(said: OurMunicipality) -> PrintedMunicipality:
    title = f"Onze gemeente: {said.name}, {long_date(said.on)}"
    facts = known(
        (
            ("Regio", said.region),
            ("Centrumgemeente", said.centre),
            ("Projectleider", said.leader),
            ("Programma", said.programme),
            ("Stand van", long_date(said.on)),
            ("Fase en koers", f"tot en met het {said.half_year}" if said.half_year else ""),
        )
    )
    return PrintedMunicipality(
        Head(title, f"Regio {said.region}", said.programme, said.on, said.on, is_concept=False), facts, said
    )
