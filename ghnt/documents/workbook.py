"""Plain tables as an Excel workbook. What users typed stays text: no cell becomes a formula or a link.

    sheet = Sheet("Acties", (("Actie", 50), ("Einddatum", 14)), rows)
    workbook_response("acties-utrecht", [sheet], about=("Regio Utrecht", "2e halfjaar 2021"))

A last sheet, "Toelichting", tells of when and of whom the workbook is and how many rows each sheet has.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ghnt import clock
from ghnt.ui.dates import long_date

Cell = str | int | Decimal | date | None

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "[$-413]d mmm yyyy"
MAX_CELL = 32_767  # UTF-16 units; Excel calls a workbook with a longer cell damaged
FIRST_DATE = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
EXPLANATION = "Toelichting"


@dataclass(frozen=True)
class Sheet:
    """A table: headings with their width in characters, and rows that are read once, when they are written."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class _Formats:
    text: Format
    head: Format
    day: Format


def workbook_response(name: str, sheets: Sequence[Sheet], *, about: Sequence[str] = ()) -> FileResponse:
    """The workbook as a download called `name`.xlsx, sent from a temporary file that goes with the answer."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, sheets, about=about)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=f"{slugify(name)}.xlsx", content_type=MIME)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def write_workbook(
    file: IO[bytes] | str, sheets: Sequence[Sheet], *, about: Sequence[str] = (), on: date | None = None
) -> None:
    """Write the sheets, one row in memory at a time. `about` are lines such as the region and the period.

    A workbook with a day of its own data (`on`) is the same whenever it is made.
    """
    titles = legal_titles([*(sheet.title for sheet in sheets), EXPLANATION])
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        made = datetime.combine(on, datetime.min.time()) if on else clock.now().replace(tzinfo=None)
        book.set_properties({"created": made})
        formats = _formats(book)
        counts = {
            title: _write(book.add_worksheet(title), sheet, formats)
            for title, sheet in zip(titles, sheets, strict=False)
        }
        _write(book.add_worksheet(titles[-1]), _explanation(titles[-1], about, counts, on), formats)


def _explanation(title: str, about: Sequence[str], counts: dict[str, int], on: date | None) -> Sheet:
    rows = [("Over", line) for line in about]
    rows += [("Stand van", long_date(on)) if on else ("Gemaakt op", long_date(clock.today()))]
    rows += [(f"Blad {name}", "1 rij" if count == 1 else f"{count} rijen") for name, count in counts.items()]
    return Sheet(title, (("Wat", 34), ("Waarde", 70)), rows)


def legal_titles(titles: Sequence[str]) -> list[str]:
    """The titles as Excel takes them: at most 31 characters, without []:*?/\\ or outer ', each one different."""
    found: list[str] = []
    for title in titles:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", title).strip(" '") or "Blad"
        plain = f"{plain} blad" if plain.casefold() == "history" else plain  # a name that Excel keeps for itself
        name, number = plain[:31].strip(" '"), 2
        while name.casefold() in {other.casefold() for other in found}:
            end = f" ({number})"
            name, number = plain[: 31 - len(end)].strip(" '") + end, number + 1
        found.append(name)
    return found


def cell_text(text: str) -> str:
    """The text as one cell holds it; of a longer one the beginning, with a line that says so."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _units(text) <= MAX_CELL:
        return text
    note = f"\n[Ingekort: de hele tekst heeft {len(text)} tekens. Een cel in Excel houdt er {MAX_CELL}.]"
    room = text.encode("utf-16-le")[: 2 * (MAX_CELL - len(note))]
    return room.decode("utf-16-le", errors="ignore") + note


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    return _Formats(
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        day=book.add_format({"num_format": DATE_FORMAT, "valign": "top", "align": "left"}),
    )


def _write(worksheet: Worksheet, sheet: Sheet, formats: _Formats) -> int:
    """Head and rows; the number of rows."""
    for place, (heading, width) in enumerate(sheet.columns):
        worksheet.set_column(place, place, width)
        _write_text(worksheet, 0, place, heading, formats.head)
    worksheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            _write_cell(worksheet, count, place, value, formats)
    worksheet.autofilter(0, 0, count, max(len(sheet.columns) - 1, 0))
    return count


def _write_cell(worksheet: Worksheet, row: int, place: int, value: Cell, formats: _Formats) -> None:
    match value:
        case None | "":
            return
        case datetime():
            moment = timezone.localtime(value) if timezone.is_aware(value) else value
            _write_date(worksheet, row, place, moment.date(), formats)
        case date():
            _write_date(worksheet, row, place, value, formats)
        case int() | Decimal():
            worksheet.write_number(row, place, value, formats.text)
        case str():
            _write_text(worksheet, row, place, value, formats.text)
        case _:
            raise TypeError(f"A cell holds text, a number or a date, not {type(value).__name__}.")


def _write_date(worksheet: Worksheet, row: int, place: int, day: date, formats: _Formats) -> None:
    """As a date; before Excel's own calendar begins, in words."""
    if day < FIRST_DATE:
        worksheet.write_string(row, place, long_date(day), formats.text)
    else:
        worksheet.write_datetime(row, place, datetime.combine(day, datetime.min.time()), formats.day)


def _write_text(worksheet: Worksheet, row: int, place: int, text: str, look: Format) -> None:
    text = cell_text(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes this for its own marks and would write what the user typed as XML; in parts it does not.
        worksheet.write_rich_string(row, place, text[0], text[1], text[2:], look)
    else:
        worksheet.write_string(row, place, text, look)
