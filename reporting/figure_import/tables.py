"""From a CSV file or workbook to rows of text, with the place of each cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from django.core.files.base import File

from actions.exchange.mistakes import Mistake, UnreadableFileError
from actions.exchange.sheets import MAX_UPLOAD, TOO_LARGE, ReadCell, ReadRow, opened

MOST_ROWS = 60_000
MOST_COLUMNS = 200
LAST_HEAD = 40  # a table begins within its first rows; the CBS writes a title above it

NO_HEAD = (
    "Wij vinden geen rij met koppen. De tabel heeft een kolom voor de regio (‘Regio’s’) en een voor de periode "
    "(‘Perioden’), elk met een kop erboven."
)
PERIODS_BESIDE = (
    "In deze tabel staan de perioden naast elkaar. Kies bij het CBS de vorm waarin elke regel één regio en één "
    "periode heeft."
)
NO_TEXT = "Dit bestand is geen tekst. Sla de tabel op als CSV-bestand of als Excel-werkboek (.xlsx)."
TOO_MANY = f"Dit bestand heeft meer dan {MOST_ROWS} rijen. Verdeel de rijen over meer bestanden."
BROKEN_QUOTE = "Een aanhalingsteken is niet gesloten. Sla de tabel opnieuw op als CSV-bestand."

_PERIOD = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class ReadTable:
    """`name` of the file or sheet; `head` and `rows` of equal width."""

    name: str
    head: tuple[str, ...]
    rows: tuple[ReadRow, ...]


def read_table(file: File | IO[bytes], *, name: str) -> ReadTable:
    """The first table with a head in a workbook or a CSV file. Raises UnreadableFileError."""
    if name.lower().endswith(".xlsx"):
        return _of_workbook(file)
    return _table(name, _csv_rows(_text(file)))


def _of_workbook(file: File | IO[bytes]) -> ReadTable:
    with opened(file, most_rows=MOST_ROWS) as book:
        for sheet in book.sheets:
            rows = list(book.rows(sheet))
            if _head_of(rows) is not None:
                return _table(sheet, rows)
    raise UnreadableFileError(Mistake(NO_HEAD))


def _text(file: File | IO[bytes]) -> str:
    """CBS offers UTF-8 with a mark at the beginning; Excel saves what Windows reads."""
    data = file.read(MAX_UPLOAD + 1)
    if len(data) > MAX_UPLOAD:
        raise UnreadableFileError(Mistake(TOO_LARGE))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise UnreadableFileError(Mistake(NO_TEXT))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> Iterator[ReadRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, texts in enumerate(reader, 1):
            if number > MOST_ROWS + LAST_HEAD:
                raise UnreadableFileError(Mistake(TOO_MANY))
            cells = (ReadCell(f"rij {number}", one.strip()) for one in texts[:MOST_COLUMNS])
            row = ReadRow(number, tuple(cells))
            if not row.is_empty:
                yield row
    except csv.Error as error:
        raise UnreadableFileError(Mistake(BROKEN_QUOTE, cell=f"rij {reader.line_num}")) from error


def _delimiter(text: str) -> str:
    """What stands most between the cells of the first lines."""
    first = "\n".join(text.splitlines()[:LAST_HEAD])
    return max(";\t,", key=first.count)


def _table(name: str, rows: Iterable[ReadRow]) -> ReadTable:
    found = list(rows)
    place = _head_of(found)
    if place is None:
        raise UnreadableFileError(Mistake(PERIODS_BESIDE if _has_periods_beside(found) else NO_HEAD, sheet=name))
    head = tuple(cell.text.strip() for cell in found[place].cells)
    # The CBS closes a table with its source, in the first cell alone.
    below = (row for row in found[place + 1 :] if sum(bool(cell.text.strip()) for cell in row.cells) > 1)
    return ReadTable(name, head, tuple(_of_width(row, len(head)) for row in below))


def _of_width(row: ReadRow, width: int) -> ReadRow:
    missing = tuple(ReadCell(f"rij {row.number}", "") for _ in range(width - len(row.cells)))
    return ReadRow(row.number, (*row.cells, *missing)[:width])


def _head_of(rows: list[ReadRow]) -> int | None:
    for place, row in enumerate(rows[:LAST_HEAD]):
        names = [plain(cell.text) for cell in row.cells]
        if any(map(is_area_head, names)) and any(map(is_period_head, names)):
            return place
    return None


def _has_periods_beside(rows: list[ReadRow]) -> bool:
    return any(sum(bool(_PERIOD.match(cell.text)) for cell in row.cells) > 1 for row in rows[:LAST_HEAD])


def plain(text: str) -> str:
    """A heading without its unit, its number and its marks: "Ontvangen meldingen (aantal)" → "ontvangenmeldingen"."""
    text = re.sub(r"\([^)]*\)|_\d+$", "", text.strip().strip('"'))
    return re.sub(r"[^a-z]", "", text.casefold())


def is_area_head(name: str) -> bool:
    return name in {"regios", "regio", "regiocode", "gemeente", "gemeenten", "gemeentecode", "gebied", "gebiedscode"}


def is_period_head(name: str) -> bool:
    return name in {"perioden", "periode", "halfjaar", "kwartaal", "jaar"}
