"""The sections Voorstel and Bijlage(n): numbered rows with one text each."""

from __future__ import annotations

import re

from programmes.form_text.findings import Findings, Line
from programmes.form_text.marked import LIST_ITEM, marked_text
from programmes.form_text.tabs import cells_of

# The first row settles how the rows of a section are marked; other marks are lists inside a row.
_MARKS = {
    "word": re.compile(r"\s*(?:voorstel|bijlage) *\d+ *[.:)]?(?:\s+|$)", re.IGNORECASE),
    "number": re.compile(r"\s*\d{1,2}(?:[.)](?:\s+|$)|\t\s*)"),
    "dash": re.compile(r"\s*[-–•*] +"),
}
_COLUMN_HEADINGS = {"nummer", "nr", "nr.", "omschrijving", ""}


def read_numbered(lines: list[Line], findings: Findings) -> tuple[str, ...]:
    """The texts of the rows. A row without text says nothing; a line directly below a row belongs to it."""
    texts: list[str] = []
    marks, last_kept = list(_MARKS.values()), 0
    for line in lines:
        if match := next((match for mark in marks if (match := mark.match(line.raw))), None):
            texts.append(line.raw[match.end() :])
            marks = [match.re]
        elif texts and line.follows != last_kept and _continues(line):
            texts[-1] += f"\n{line.raw}"
        elif not {cell.casefold() for cell in cells_of(line.raw)} <= _COLUMN_HEADINGS:
            findings.keep(line)
            last_kept = line.number
    return tuple(text for text in map(marked_text, texts) if text)


def _continues(line: Line) -> bool:
    words = line.raw.strip()
    return "\t" not in words and (not line.is_after_blank or bool(LIST_ITEM.match(words)))
