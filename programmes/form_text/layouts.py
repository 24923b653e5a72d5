"""Other layouts of the form, brought to the one with a heading on its own line and tabs between cells.

Three of them: tables of HTML; a heading with its text beside it, in two columns of plain text; and a list of
lines such as "16 april 2021 – klankbordgroep – vaststellen – akkoord", in the form or on its own. A form that has
the usual layout comes out as it went in.
"""

from __future__ import annotations

import re

from programmes.form_text.dashed import dashed_row
from programmes.form_text.headings import ATTACHMENTS, DECISIONS, HEADINGS, ROUTE
from programmes.form_text.source import readable
from programmes.form_text.tables import has_tables, lines_of_tables

_LABEL = "|".join(sorted(map(re.escape, HEADINGS), key=len, reverse=True))
_BESIDE = re.compile(rf"({_LABEL})(?: *: *|\t+ *| {{2,}})(?=\S)(.*)", re.IGNORECASE)
_MARKED = re.compile(r"(?:(?:voorstel|bijlage) *\d+|\d{1,2}[.)\t]|[-–•*] )", re.IGNORECASE)
_COLUMN_HEADINGS = re.compile(r"(?:nummer|nr\.?)[\t ]+omschrijving", re.IGNORECASE)
_OWN_LABEL = re.compile(r"[^\t:]{1,40}(?::|\t)")
_MARGIN = re.compile(r" {4,}|\t+")


def laid_out(source: str) -> str:
    """The text of a form in the usual layout. Raises ValidationError when it is larger than a form can be."""
    text = readable(source)
    if has_tables(text):
        text = lines_of_tables(text)
    lines = text.split("\n")
    return "\n".join(_with_steps(_with_headings(lines)))


def _heading(line: str) -> str | None:
    return HEADINGS.get(line.strip().rstrip(" :").casefold())


def _with_headings(lines: list[str]) -> list[str]:
    """A heading with text beside it gets a line of its own; the lines below lose the margin of that column."""
    alone = {found for line in lines if (found := _heading(line))}
    written: list[str] = []
    is_beside = False
    for line in lines:
        match = _BESIDE.fullmatch(line.strip()) if line[:1].strip() else None
        opened = HEADINGS[match[1].casefold()] if match else None
        if match and opened not in alone and not _COLUMN_HEADINGS.match(line.strip()):
            is_beside = True
            written += ["", match[1], match[2]]
        elif is_beside and line.strip() and (margin := _MARGIN.match(line)):
            written.append(line[margin.end() :])
        else:
            is_beside = is_beside and not line.strip()
            written.append(line)
    return _with_numbers(written)


def _with_numbers(lines: list[str]) -> list[str]:
    """Where no decision or attachment has a number, each paragraph gets one."""
    written: list[str] = []
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or _heading(lines[place]):
            written += _section_with_numbers(lines[start:place])
            start = place
    return written


def _section_with_numbers(lines: list[str]) -> list[str]:
    heading, *rest = lines
    is_plain = not any("\t" in line or _MARKED.match(line.strip()) for line in rest)
    if _heading(heading) not in {DECISIONS, ATTACHMENTS} or not is_plain:
        return lines
    before = [heading, *rest]
    numbered = [
        f"1. {line.strip()}" if line.strip() and (above is heading or not above.strip()) else line
        for above, line in zip(before, rest, strict=False)
    ]
    return [heading, *numbered]


def _with_steps(lines: list[str]) -> list[str]:
    """Lines of a list of treatments become rows with tabs: those below "Behandeling", or of a list without headings."""
    if not any(_heading(line) for line in lines):
        return _only_steps(lines)
    written: list[str] = []
    section = None
    for line in lines:
        section = _heading(line) or section
        row = dashed_row(line) if section == ROUTE else None
        written.append(row or line)
    return written


def _only_steps(lines: list[str]) -> list[str]:
    """A list on its own gets its heading; the one line above it is the subject."""
    rows = [dashed_row(line) for line in lines]
    first = next((place for place, row in enumerate(rows) if row), None)
    if first is None:
        return lines
    above = [line for line in lines[:first] if line.strip()]
    if len(above) == 1 and not _OWN_LABEL.match(above[0]):
        above = [f"Onderwerp\t{above[0].strip()}"]
    steps = [row or line for row, line in zip(rows[first:], lines[first:], strict=True)]
    return [*above, "", "Behandeling", "", *steps]
