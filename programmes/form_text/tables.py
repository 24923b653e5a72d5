"""The layout with tables, as Word and mail programs put it on the clipboard: HTML becomes the lines of a form.

A row of a table is a line with tabs. A row that begins with a heading, such as "Behandeling", becomes that heading
and the lines of the cell beside it, also when that cell holds a table of its own.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ghnt.ui.text import well_formed
from programmes.form_text.headings import HEADINGS

_IS_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_LISTS = {"ul", "ol"}
_LINES = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd"}
_ONLY_PARAGRAPH = re.compile(r"<(p|div|h[1-6])>((?:(?!</?(?:p|div|ul|ol|li|br|h[1-6])\b).)*)</\1>")


def has_tables(text: str) -> bool:
    return bool(_IS_TABLE.search(text))


def lines_of_tables(source: str) -> str:
    """The form as lines with tabs. Raises ValidationError when it is longer than a text can be."""
    reader = _TableReader()
    reader.feed(well_formed(source))
    reader.close()
    return reader.result()


@dataclass
class _Cell:
    """A cell as one line of HTML, and as lines of text."""

    markup: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def one_line(self) -> str:
        words = _BLANK.sub(" ", "".join(self.markup)).strip()
        if only := _ONLY_PARAGRAPH.fullmatch(words):
            words = only[2].strip()
        return words if "<" in words else html.unescape(words)


class _TableReader(HTMLParser):
    """Reads well-formed HTML. Everything outside a table is a line, and so is each row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells = [_Cell()]  # the whole text, and the cells that are open, the innermost last
        self.rows: list[list[_Cell]] = []
        self.lists: list[str] = []
        self.counts: list[int] = []
        self.words: list[str] = []

    def result(self) -> str:
        self._end_line()
        return "\n".join(self.cells[0].lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"table", "tr", "td", "th"}:
            self._end_line()
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.cells.append(_Cell())
        elif tag in _LISTS:
            self._end_line()
            self.lists.append(tag)
            self.counts.append(0)
            self._mark(f"<{tag}>")
        elif tag in _LINES or tag == "br":
            self._end_line()
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and len(self.cells) > 1:
            self._end_line()
            cell = self.cells.pop()
            if self.rows:
                self.rows[-1].append(cell)
        elif tag == "tr" and self.rows:
            self.cells[-1].lines.extend(_row_lines(self.rows.pop()))
        elif tag in _LISTS and self.lists:
            self._end_line()
            self.lists.pop()
            self.counts.pop()
            self._mark(f"</{tag}>")
        elif tag in _LINES:
            self._end_line()
            self._mark(f"</{tag}>")
            if tag in {"p", "blockquote", "pre"} and not self.lists:
                self._end_paragraph()

    def handle_data(self, data: str) -> None:
        data = data.replace("\t", " ").replace("\xa0", " ")
        self._mark(html.escape(data, quote=False))
        self.words.append(data)

    def _begin(self, tag: str) -> None:
        self._mark("<br>" if tag == "br" else f"<{tag}>")
        if tag == "li":
            kind = self.lists[-1] if self.lists else "ul"
            if self.counts:
                self.counts[-1] += 1
            mark = f"{self.counts[-1]}. " if kind == "ol" and self.counts else "- "
            self.words.append("   " * max(len(self.lists) - 1, 0) + mark)

    def _mark(self, markup: str) -> None:
        if len(self.cells) > 1:
            self.cells[-1].markup.append(markup)

    def _end_line(self) -> None:
        words = "".join(self.words)
        indent = re.match(r" *(?=(?:-|\d+\.) )", words)
        line = _BLANK.sub(" ", words).strip()
        self.words = []
        if line:
            self.cells[-1].lines.append((indent[0] if indent else "") + line)

    def _end_paragraph(self) -> None:
        if self.cells[-1].lines and self.cells[-1].lines[-1]:
            self.cells[-1].lines.append("")


def _row_lines(cells: list[_Cell]) -> list[str]:
    """The lines of a row: of a heading with its text beside it, of a single cell, or of cells next to each other."""
    filled = [cell for cell in cells if any(cell.lines)]
    if not filled:
        return []
    heading = " ".join(filled[0].lines).strip()
    if cells[0] is filled[0] and heading.rstrip(" :").casefold() in HEADINGS and len(filled) > 1:
        return ["", heading, *_beside(cells[1:], filled[1:])]
    if len(filled) == 1 and (len(cells) == 1 or any("\t" in line for line in filled[0].lines)):
        return filled[0].lines
    return ["\t".join(cell.one_line for cell in cells)]


def _beside(cells: list[_Cell], filled: list[_Cell]) -> list[str]:
    """What stands right of a heading: a text, or the first row of its table."""
    return [*filled[0].lines, ""] if len(filled) == 1 else ["\t".join(cell.one_line for cell in cells)]
