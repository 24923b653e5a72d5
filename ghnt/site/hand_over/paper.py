"""The hand-over as PDF: the same bytes for the same content."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.drawing import Fact, Head, known
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import fingerprint
from ghnt.documents.words import listed, long_date
from ghnt.site.hand_over.content import HandedOver, read_content


@dataclass(frozen=True)
class PrintedHandOver:
    head: Head
    facts: tuple[Fact, ...]
    said: HandedOver


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/hand_over.html", printed(read_content(content)), identifier=fingerprint(content))


def printed(said: HandedOver) -> PrintedHandOver:
    title = f"Overdracht regio {said.region}, {long_date(said.on)}"
    facts = known(
        (
            ("Stand van", long_date(said.on)),
            ("Projectleider", said.leader),
            ("Regioadviseur", listed(said.people.advisers)),
            ("Programma", said.runs.programme if said.runs else ""),
        )
    )
    return PrintedHandOver(Head(title, f"Regio {said.region}", title, said.on, said.on, is_concept=False), facts, said)
