"""Headings, texts and tables as Word's own, in the styles of the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ghnt.ui.text_blocks import Block, BlockKind, Piece, text_blocks

DEEPEST = 3  # list styles of the template
LONGEST_ADDRESS = 2000
TABLE, IN_CELL = "Tabel rapportage", "Tabeltekst"

_STYLES = {
    BlockKind.PARAGRAPH: "Normal",
    BlockKind.BULLET: "List Bullet",
    BlockKind.NUMBER: "List Number",
    BlockKind.CONTINUED: "List Continue",
}
# What XML cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Writer:
    """Adds to the end of a document; `numbered` are the numbered list items that it wrote, in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbered: list[Block] = []
        # By name python-docx looks through all styles for every single paragraph.
        self.styles = {style.name: style.style_id for style in document.styles}

    def heading(self, text: str, level: int) -> None:
        self._paragraph(f"Heading {level}").add_run(clean(text))

    def line(self, text: str, *, label: str = "") -> None:
        """A paragraph of plain words, after a label in bold."""
        paragraph = self._paragraph("Normal")
        if label:
            paragraph.add_run(f"{clean(label)}: ").bold = True
        paragraph.add_run(clean(text))

    def text(self, text: str, *, otherwise: str = "") -> None:
        """A text with light marks."""
        blocks = text_blocks(text)
        for block in blocks:
            self._block(block)
        if not blocks and otherwise:
            self.line(otherwise)

    def quote(self, text: str) -> None:
        for block in text_blocks(text):
            _write(self._paragraph("Quote"), block.pieces)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> None:
        """A head that is repeated on every page; the first cell names its row. Texts in cells may have light marks."""
        if caption:
            self._paragraph("Caption").add_run(clean(caption))
        told = [tuple(heads), *rows]
        table = self.document.add_table(rows=len(told), cols=len(heads))
        table._tbl.tblStyle_val = self.styles[TABLE]
        for number, (line, row) in enumerate(zip(table._tbl.tr_lst, told, strict=True)):
            for place, (cell, words) in enumerate(zip(line.tc_lst, row, strict=True)):
                self._fill(_Cell(cell, table), words, bold=not number or not place)
        _repeat(table._tbl.tr_lst[0])
        self._paragraph(IN_CELL)

    def _block(self, block: Block) -> None:
        if block.kind == BlockKind.NUMBER:
            self.numbered.append(block)
        depth = min(block.depth, DEEPEST)
        style = _STYLES[block.kind] + (f" {depth}" if depth > 1 else "")
        _write(self._paragraph(style), block.pieces)

    def _fill(self, cell: _Cell, words: str, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        for number, block in enumerate(text_blocks(words)):
            paragraph = cell.add_paragraph() if number else paragraph
            paragraph._p.style = self.styles[IN_CELL]
            mark = {BlockKind.BULLET: "• ", BlockKind.NUMBER: f"{block.number}. "}.get(block.kind, "")
            if mark:
                paragraph.add_run(mark)
            _write(paragraph, block.pieces, bold=bold)

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        return paragraph


def clean(text: str) -> str:
    return _CONTROLS.sub(" ", text)


def _write(paragraph: Paragraph, pieces: Iterable[Piece], *, bold: bool = False) -> None:
    for piece in pieces:
        run = paragraph.add_run()
        run.bold = bold or None
        if piece.text == "\n":
            run.add_break()
            continue
        run.text = clean(piece.text)
        if 0 < len(piece.url) <= LONGEST_ADDRESS:
            run.style = "Hyperlink"
            _link(paragraph, run._r, piece.url)


def _link(paragraph: Paragraph, run, address: str) -> None:  # type: ignore[no-untyped-def]
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.replace(run, link)
    link.append(run)


def _repeat(row) -> None:  # type: ignore[no-untyped-def]
    """The head of a table, for who hears it and on every next page."""
    properties = row.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))
