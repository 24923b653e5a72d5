"""A draft as PDF: the same bytes for the same content."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.drawing import Head, draw
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import fingerprint
from reporting.council_documents.content import Draft, read_draft


@dataclass(frozen=True)
class PrintedDraft:
    head: Head
    draft: Draft


def draw_draft(content: str) -> RenderedPdf:
    """The PDF of a draft in canonical JSON. Raises RenderingError."""
    return draw("pdf/council_document.html", printed(read_draft(content)), identifier=fingerprint(content))


def printed(draft: Draft) -> PrintedDraft:
    author = f"Gemeente {draft.municipality}" if draft.municipality else f"Regio {draft.region}"
    head = Head(draft.title, author, draft.programme, draft.made_on, draft.on, is_concept=True)
    return PrintedDraft(head, draft)
