"""The layout with tabs: a heading on its own line, and rows of which the cells are separated by tabs.

Where the tabs were lost in copying, two or more spaces separate the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ghnt.ui.text import TAG
from programmes.form_text.findings import Findings, Line
from programmes.form_text.headings import GENERAL, HEADINGS, ROUTE

UNKNOWN = "unknown"
_NUMBERED = re.compile(r"(?:voorstel|bijlage|nummer|nr)\b", re.IGNORECASE)
_SUBJECT_ROW = re.compile(r"\s*onderwerp(?:\t|  )", re.IGNORECASE)
_LONGEST_HEADING = 60
_ROOM_FOR_TAGS = 200


@dataclass
class Sections:
    """The lines of the first form per section, and the headings that were seen."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    headings: set[str] = field(default_factory=set)

    def __getitem__(self, section: str) -> list[Line]:
        return self.lines.setdefault(section, [])


def cells_of(raw: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in (raw.split("\t") if "\t" in raw else re.split(r" {2,}", raw.rstrip())))


def split_sections(text: str, findings: Findings) -> Sections:
    """Divide the text; unknown sections and everything from a second form on go to the findings."""
    sections, section = Sections(), GENERAL
    lines = _lines_with_words(text)
    for line in lines:
        heading = HEADINGS.get(_only_cell(line).rstrip(" :").casefold())
        if _begins_another_form(line, heading, section, sections):
            findings.keep_rest([line, *lines])
        elif heading and _opens(heading, section, sections):
            section = heading
            sections.headings.add(heading)
        elif section == UNKNOWN or _is_unknown_heading(line, section):
            section = UNKNOWN
            findings.keep(line)
        else:
            sections[section].append(line)
    return sections


def _lines_with_words(text: str) -> Iterator[Line]:
    last = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            yield Line(number, last, raw)
            last = number


def _only_cell(line: Line) -> str:
    """The words of a line that has one cell and can be a heading, otherwise nothing."""
    if len(line.raw) > _LONGEST_HEADING + _ROOM_FOR_TAGS:
        return ""
    filled = [cell for cell in cells_of(TAG.sub("", line.raw)) if cell]
    return filled[0] if len(filled) == 1 else ""


def _begins_another_form(line: Line, heading: str | None, section: str, sections: Sections) -> bool:
    if heading == GENERAL:
        return bool(sections.headings) or any(_SUBJECT_ROW.match(earlier.raw) for earlier in sections[GENERAL])
    is_subject_again = section != GENERAL and bool(_SUBJECT_ROW.match(line.raw))
    return is_subject_again and any(_SUBJECT_ROW.match(earlier.raw) for earlier in sections[GENERAL])


def _opens(heading: str, section: str, sections: Sections) -> bool:
    """A heading counts once; later the same words are text, unless they repeat the heading just above."""
    return heading not in sections.headings or (heading == section and not sections[section])


def _is_unknown_heading(line: Line, section: str) -> bool:
    """Such as "Financiën" with only a tab behind it. In GENERAL and ROUTE that is an incomplete row."""
    words = _only_cell(line)
    return (
        section not in {GENERAL, ROUTE}
        and line.raw.endswith("\t")
        and words == line.raw.strip()
        and len(words) <= _LONGEST_HEADING
        and words[-1] not in ".,:;!?"
        and not words.startswith("- ")
        and not _NUMBERED.match(words)
    )
