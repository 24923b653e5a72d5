"""Opens a workbook that arrives, within bounds, and reads a cell as the text that its writer meant."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from django.core.exceptions import ValidationError
from django.core.files.base import File
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from actions.exchange.columns import MAX_COLUMNS, MAX_ROWS
from actions.exchange.mistakes import Mistake, UnreadableFileError
from ghnt.documents.zip_check import check_xml, check_zip
from ghnt.ui.text import MAX_TEXT

MAX_UPLOAD = 10 * 1024**2  # bytes
TOO_LARGE = "Dit bestand is groter dan 10 MB. Kopieer de rijen met tekst naar een nieuw bestand en lees dat in."
NO_WORKBOOK = "Dit is geen Excel-werkboek, of het is beschadigd. Sla het op als Excel-werkboek (.xlsx)."
FORMULA = "Hier staat een formule. Schrijf de uitkomst in de cel: kopieer, en plak als waarde."
CELL_ERROR = "Excel toont hier een fout. Schrijf de tekst of het getal in de cel."
NO_DATE = "Dit is geen datum. Vul een datum in, bijvoorbeeld 3 maart 2027."
NO_DAY = "Hier staat een tijd zonder datum. Vul een datum in, bijvoorbeeld 3 maart 2027."
EARLIEST_SERIAL = 10_000  # a plain number below, such as a year, is no date
LAST_SERIAL = 2_958_465  # 31 December 9999
# What a damaged or crafted workbook makes the reader raise; it names no error of its own.
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, EOFError, OSError, RecursionError,
    ParseError, DefusedXmlException, InvalidFileException, zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True)
class ReadCell:
    """What stands in one cell; `problem` says why it cannot be used as it is."""

    place: str
    text: str
    problem: str = ""

    def as_json(self) -> list[str]:
        return [self.place, self.text, self.problem]


@dataclass(frozen=True)
class ReadRow:
    number: int
    cells: tuple[ReadCell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.text.strip() or cell.problem for cell in self.cells)


@dataclass(frozen=True)
class Book:
    """An open workbook; its rows are read as they are asked for."""

    workbook: Any
    most_rows: int = MAX_ROWS

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self.workbook.sheetnames)

    def has(self, sheet: str) -> bool:
        return sheet in self.workbook.sheetnames

    def rows(self, sheet: str) -> Iterator[ReadRow]:
        """The rows with something in them. Raises UnreadableFileError beyond `most_rows` of them."""
        worksheet = self.workbook[sheet]
        if not hasattr(worksheet, "reset_dimensions"):  # a sheet with only a drawing
            return
        worksheet.reset_dimensions()  # what the file says of its size may be anything
        found = 0
        for number, row in enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS), 1):
            if all(getattr(cell, "value", None) is None for cell in row):
                continue
            read = ReadRow(number, tuple(self._cell(cell, number, place) for place, cell in enumerate(row, 1)))
            if read.is_empty:
                continue
            found += 1
            if found > self.most_rows + 1:
                words = f"Dit blad heeft meer dan {self.most_rows} rijen. Verdeel de rijen over meer bestanden."
                raise UnreadableFileError(Mistake(words, sheet=sheet))
            yield read

    def _cell(self, cell: Any, row: int, column: int) -> ReadCell:
        place = f"{get_column_letter(column)}{row}"
        value = getattr(cell, "value", None)
        if value is None:
            return ReadCell(place, "")
        if cell.data_type == "f":
            return ReadCell(place, str(getattr(value, "text", value))[:200], FORMULA)
        if cell.data_type == "e":
            return ReadCell(place, str(value)[:200], CELL_ERROR)
        return _read(place, value)

    def day(self, text: str) -> date | None:
        """The date that a plain number stands for in this workbook, from 1900 or from 1904."""
        try:
            serial = float(text.replace(",", "."))
        except ValueError:
            return None
        if not EARLIEST_SERIAL <= serial <= LAST_SERIAL:
            return None
        return from_excel(serial, self.workbook.epoch).date()


@contextmanager
def opened(file: File | IO[bytes], *, most_rows: int = MAX_ROWS) -> Iterator[Book]:
    """The workbook in an uploaded file. Raises UnreadableFileError, also while it is being read."""
    workbook = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the reader does not know, such as a drop-down of another program
            refuse_bombs(file)
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            yield Book(workbook, most_rows)
    except ValidationError as error:
        raise UnreadableFileError(Mistake(error.messages[0])) from error
    except _BROKEN as error:
        raise UnreadableFileError(Mistake(NO_WORKBOOK)) from error
    finally:
        if workbook is not None:
            workbook.close()


def refuse_bombs(file: File | IO[bytes]) -> None:
    """Look before anything is unpacked. Raises ValidationError."""
    file.seek(0, 2)
    if file.tell() > MAX_UPLOAD:
        raise ValidationError(TOO_LARGE)
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise ValidationError(NO_WORKBOOK)
    check_zip(file)
    check_xml(file)


def _read(place: str, value: Any) -> ReadCell:
    match value:
        case bool():
            return ReadCell(place, "Ja" if value else "Nee")
        case datetime():
            return ReadCell(place, value.date().isoformat())
        case date():
            return ReadCell(place, value.isoformat())
        case time() | timedelta():
            return ReadCell(place, str(value), NO_DAY)
        case int() | float():
            return ReadCell(place, _number(value))
    text = str(value)
    if len(text) > MAX_TEXT:
        size = f"{len(text):,}".replace(",", ".")
        return ReadCell(place, text[:200], f"Deze tekst is te lang: {size} tekens. Kort de tekst in tot 50.000 tekens.")
    return ReadCell(place, text)


def _number(value: float) -> str:
    """3.0 as "3", 1.5 as "1,5"."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or abs(exact) > Decimal(10) ** 20:
        return str(value)
    written = f"{exact.normalize():f}" if exact else "0"
    return written.replace(".", ",")
