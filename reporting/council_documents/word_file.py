"""A draft as a Word file: the template gives the look, paragraphs and lists become Word's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, RichText

from ghnt.ui.text_blocks import Block, BlockKind, Piece, text_blocks
from reporting.council_documents.content import Draft

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "docx" / "council_document.docx"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DEEPEST = 3  # list styles of the template
LONGEST_ADDRESS = 2000

# docxtpl reads "{_{" as its own "{{" after filling in; apart in two runs it stays what the user typed.
_MARKS = re.compile(r"(?<=[{}%])(?=_)|(?<=_)(?=[{}%])")
# docxtpl takes these characters for paragraph and page ends.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


def word_file(draft: Draft) -> bytes:
    """The .docx of a draft; what users typed never counts as part of the template."""
    template = DocxTemplate(TEMPLATE)
    template.render(
        {
            "title": literal(draft.title),
            "facts": [(label, literal(value)) for label, value in draft.facts],
            "chapters": list(_chapters(draft, template)),
            "running": literal(draft.running),
            "stand": draft.stand,
        },
        autoescape=True,
    )
    document = template.docx  # `get_docx` would read the template anew
    number_lists_anew(document, [one for chapter in draft.chapters for one in text_blocks(chapter.text)])
    _describe(document, draft)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _chapters(draft: Draft, template: DocxTemplate) -> Iterator[dict[str, Any]]:
    for chapter in draft.chapters:
        blocks = [
            {"style": _style(block), "words": _words(block.pieces, template)} for block in text_blocks(chapter.text)
        ]
        yield {"title": literal(chapter.title), "blocks": blocks}


def _style(block: Block) -> str:
    return f"{block.kind}{min(block.depth, DEEPEST)}" if block.depth else str(block.kind)


def _words(pieces: tuple[Piece, ...], template: DocxTemplate) -> RichText:
    words = RichText()
    for piece in pieces:
        link = template.build_url_id(piece.url) if 0 < len(piece.url) <= LONGEST_ADDRESS else None
        text = piece.text if piece.text == "\n" else _CONTROLS.sub(" ", piece.text)
        for part in _MARKS.split(text):
            words.add(part, style="Hyperlink" if link else None, url_id=link)
    return words


def literal(text: str) -> str:
    """A line in the template's own run, where it cannot be split: a space keeps the braces apart."""
    return _MARKS.sub(" ", _CONTROLS.sub(" ", text))


def number_lists_anew(document: Document, blocks: list[Block]) -> None:
    """Every numbered list begins with its own first number; by style alone Word counts on from the one before."""
    numbered = [block for block in blocks if block.kind == BlockKind.NUMBER]
    styles = {style.style_id: style for style in document.styles if (style.name or "").startswith("List Number")}
    paragraphs = [one for one in document.paragraphs if one._p.style in styles]
    numbering = document.part.numbering_part.element
    standing = {num.numId: num for num in numbering.findall(qn("w:num"))}
    keys = count(1 + max(standing))
    running: dict[int, int] = {}
    for block, paragraph in zip(numbered, paragraphs, strict=True):
        depth = min(block.depth, DEEPEST)
        if block.begins_list or depth not in running:
            same = styles[paragraph._p.style].element.pPr.numPr.numId.val
            running[depth] = next(keys)
            numbering.append(_begun_anew(standing[same], running[depth], block.number))
        _set_numbering(paragraph, running[depth])


def _begun_anew(standing: Any, key: int, first: int) -> Any:
    """A numbering of the same look that begins at a number."""
    anew = deepcopy(standing)
    anew.set(qn("w:numId"), str(key))
    override, start = OxmlElement("w:lvlOverride"), OxmlElement("w:startOverride")
    override.set(qn("w:ilvl"), "0")
    start.set(qn("w:val"), str(first))
    override.append(start)
    anew.append(override)
    return anew


def _set_numbering(paragraph: Paragraph, key: int) -> None:
    number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_ilvl().val = 0
    number.get_or_add_numId().val = key


def _describe(document: Document, draft: Draft) -> None:
    about = document.core_properties
    about.title, about.subject = _CONTROLS.sub(" ", draft.title)[:255], draft.programme[:255]
    about.author = (f"Gemeente {draft.municipality}" if draft.municipality else f"Regio {draft.region}")[:255]
    about.language = "nl-NL"
    about.created = about.modified = datetime.fromisoformat(draft.on)
