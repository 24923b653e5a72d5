"""The tables in a region's own file or in pasted text, whatever their layout."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import docx
from django.core.exceptions import ValidationError
from django.core.files.base import File
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from actions.exchange.columns import MAX_COLUMNS, MAX_ROWS
from actions.exchange.mistakes import Mistake, UnreadableFileError
from actions.exchange.sheets import NO_WORKBOOK, ReadCell, ReadRow, opened, refuse_bombs
from ghnt.ui.text import MAX_TEXT, clean_pasted, normalise

MAX_TABLES = 20
MAX_PASTED = 300_000  # characters
NO_TABLE = "Wij vinden hier geen tabel. Zet de acties in een tabel, met de koppen in de eerste rij."
NO_DOCUMENT = "Dit Word-document kunnen wij niet lezen. Sla het opnieuw op als Word-document (.docx)."
OTHER_KIND = "Kies een Excel-werkboek (.xlsx) of een Word-document (.docx)."
PASTED_TOO_LONG = "Deze tekst is te lang. Plak een deel, of sla de tabel op in Excel en lees dat bestand in."
TOO_MANY_ROWS = f"Deze tabel heeft meer dan {MAX_ROWS} rijen. Verdeel de rijen over meer bestanden."


@dataclass(frozen=True)
class Table:
    """Rows with something in them, each with its number in the file."""

    name: str
    rows: tuple[ReadRow, ...]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def as_json(self) -> dict[str, Any]:
        rows = [[row.number, [cell.as_json() for cell in row.cells]] for row in self.rows]
        return {"name": self.name, "rows": rows}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Table:
        rows = (ReadRow(number, tuple(ReadCell(*cell) for cell in cells)) for number, cells in data["rows"])
        return cls(data["name"], tuple(rows))


def read_tables(file: File) -> tuple[Table, ...]:
    """Every table in a workbook or document. Raises UnreadableFileError."""
    name = (file.name or "").lower()
    if name.endswith(".xlsx"):
        tables = _of_workbook(file)
    elif name.endswith(".docx"):
        tables = _of_document(file)
    else:
        raise UnreadableFileError(Mistake(OTHER_KIND))
    return _usable(tables)


def _usable(tables: Iterable[Table]) -> tuple[Table, ...]:
    found = tuple(table for table in tables if len(table.rows) > 1)[:MAX_TABLES]
    if not found:
        raise UnreadableFileError(Mistake(NO_TABLE))
    return found


def _of_workbook(file: File) -> list[Table]:
    with opened(file) as book:
        return [Table(sheet, tuple(_trimmed(row) for row in book.rows(sheet))) for sheet in book.sheets[:MAX_TABLES]]


def _trimmed(row: ReadRow) -> ReadRow:
    """Without the empty cells at its end."""
    last = max((place for place, cell in enumerate(row.cells) if cell.text or cell.problem), default=-1)
    return ReadRow(row.number, row.cells[: last + 1])


def _of_document(file: File) -> list[Table]:
    try:
        refuse_bombs(file)
        document = docx.Document(file)
        return [
            _table(f"Tabel {number}", _document_rows(table))
            for number, table in enumerate(document.tables[:MAX_TABLES], 1)
        ]
    except ValidationError as error:
        words = error.messages[0]
        raise UnreadableFileError(Mistake(NO_DOCUMENT if words == NO_WORKBOOK else words)) from error
    except (KeyError, ValueError, AttributeError, TypeError, OSError, OpcError, LxmlError, zipfile.BadZipFile) as error:
        raise UnreadableFileError(Mistake(NO_DOCUMENT)) from error


def _document_rows(table: Any) -> Iterator[list[str]]:
    """A cell that is merged downwards says its text in each row; one that is merged sideways only once."""
    above: list[str] = []
    for row in table._tbl.tr_lst:
        texts: list[str] = []
        for cell in row.tc_lst:
            place = len(texts)
            is_continued = cell.vMerge == "continue" and place < len(above)
            texts.append(above[place] if is_continued else _cell_text(cell))
            texts += [""] * min(cell.grid_span - 1, MAX_COLUMNS - len(texts))
            if len(texts) >= MAX_COLUMNS:
                break
        above = texts[:MAX_COLUMNS]
        yield above


def _cell_text(cell: Any) -> str:
    return normalise("\n".join(paragraph.text for paragraph in cell.p_lst)).strip()


def read_pasted(text: str) -> tuple[Table, ...]:
    """The table in pasted text: HTML, or cells with tabs between them as Excel and Word give. See `read_tables`."""
    if len(text) > MAX_PASTED:
        raise UnreadableFileError(Mistake(PASTED_TOO_LONG))
    if re.search(r"<t[dh][\s>]", text, re.IGNORECASE):
        reader = _HtmlTables()
        reader.feed(text)
        reader.close()
        return _usable([_table(f"Tabel {number}", rows) for number, rows in enumerate(reader.tables, 1)])
    delimiter = "\t" if "\t" in text else ";"
    try:
        lines = normalise(text).splitlines(keepends=True)  # a quoted cell may hold line ends
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFileError(Mistake(NO_TABLE)) from error
    return _usable([_table("Geplakte tabel", rows)])


def _table(name: str, rows: Iterable[list[str]]) -> Table:
    found = []
    for number, texts in enumerate(rows, 1):
        cells = (_read(f"rij {number}, kolom {place}", text) for place, text in enumerate(texts[:MAX_COLUMNS], 1))
        row = ReadRow(number, tuple(cells))
        if not row.is_empty:
            found.append(_trimmed(row))
        if len(found) > MAX_ROWS + 1:
            raise UnreadableFileError(Mistake(TOO_MANY_ROWS, name))
    return Table(name, tuple(found))


def _read(place: str, text: str) -> ReadCell:
    if len(text) > MAX_TEXT:
        return ReadCell(place, text[:200], "Deze tekst is te lang. Kort de tekst in tot 50.000 tekens.")
    return ReadCell(place, text.strip())


class _HtmlTables(HTMLParser):
    """Gathers the HTML of each cell; a table inside a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.tables: list[list[list[str]]] = []
        self.depth = 0
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif tag == "tr" and self.depth <= 1:
            self._end_cell()
            self._rows().append([])
        elif tag in {"td", "th"} and self.depth <= 1:
            self._end_cell()
            self.cell = []
        elif self.cell is not None:
            self.cell.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self.depth == 1:
                self._end_cell()
            self.depth = max(self.depth - 1, 0)
        elif tag in {"td", "th", "tr"} and self.depth <= 1:
            self._end_cell()
        elif self.cell is not None:
            self.cell.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _rows(self) -> list[list[str]]:
        if not self.tables:
            self.tables.append([])
        return self.tables[-1]

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        rows = self._rows()
        if not rows:
            rows.append([])
        rows[-1].append(_plain("".join(self.cell)))
        self.cell = None


def _plain(html: str) -> str:
    try:
        return clean_pasted(f"<p>{html}</p>").text.strip()
    except ValidationError as error:
        raise UnreadableFileError(Mistake(error.messages[0])) from error
