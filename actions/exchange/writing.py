"""The actions of a region as a workbook to work in, with what it needs to come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from actions.exchange import cells, columns
from actions.exchange.columns import COLUMNS, READ, Column, Sort
from actions.exchange.explaining import explanation
from actions.exchange.lists import Lists
from actions.exchange.rows import StoredRows
from ghnt import clock
from ghnt.documents.workbook import DATE_FORMAT, FIRST_DATE, cell_text
from ghnt.periods import HalfYear
from programmes.models import RegionalProgramme

FIRST = 2  # the columns before the first one are hidden: id and fingerprint
SPARE_ROWS = 200  # empty rows with the drop-downs, to add actions in
_SIGNS = ("=", "+", "-", "@", "'")
_LISTED = ("node", "puller", "owner")


@dataclass(frozen=True)
class ToWrite:
    """What goes into the workbook. Without a half year nothing is told of how it goes."""

    programme: RegionalProgramme
    half_year: HalfYear | None
    rows: StoredRows
    lists: Lists
    about: tuple[str, ...] = ()  # which filters chose these rows


@dataclass(frozen=True)
class _Looks:
    head: Format
    text: Format
    escaped: Format  # keeps "=1+1" a text when somebody edits the cell
    key: Format
    day: Format
    led_elsewhere: Format


def write_workbook(file: IO[bytes] | str, what: ToWrite) -> None:
    """Write the workbook into the file, a row in memory at a time."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    book.set_properties({"created": clock.now().replace(tzinfo=None), "title": f"Acties, {what.programme.region}"})
    looks = _looks(book)
    sheet = book.add_worksheet(columns.SHEET)
    _write_actions(sheet, what, looks)
    _write_explanation(book.add_worksheet(columns.EXPLANATION_SHEET), what, looks)
    _write_lists(book.add_worksheet(columns.LISTS_SHEET), what.lists)
    _write_hidden(book.add_worksheet(columns.HIDDEN_SHEET), what)
    sheet.activate()
    book.close()


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    text = {"text_wrap": True, "valign": "top", "num_format": "@"}
    return _Looks(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#F1EAF5"}),
        text=book.add_format(text),
        escaped=book.add_format(text | {"quote_prefix": True}),
        key=book.add_format(text | {"font_color": "#4C4653", "bg_color": "#F0EEF2"}),
        day=book.add_format({"num_format": DATE_FORMAT, "valign": "top", "align": "left"}),
        led_elsewhere=book.add_format(text | {"font_color": "#4C4653", "bg_color": "#F0EEF2"}),
    )


def heading_of(column: Column, half_year: HalfYear | None) -> str:
    """The heading as written; those of the half year name it."""
    return f"{column.heading} ({half_year.label})" if column.is_state and half_year else column.heading


def _write_actions(sheet: Worksheet, what: ToWrite, looks: _Looks) -> None:
    sheet.set_column(0, 1, 6, None, {"hidden": True})
    for place, column in enumerate(COLUMNS, FIRST):
        sheet.set_column(place, place, column.width, looks.day if column.sort == Sort.DATE else looks.text)
    _write_head(sheet, what, looks)
    for number, row in enumerate(what.rows.by_pk.values(), 1):
        _write_row(sheet, number, row, what, looks)
    last = len(what.rows.by_pk)
    sheet.freeze_panes(1, FIRST + 2)
    sheet.autofilter(0, 0, max(last, 1), FIRST + len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _add_validations(sheet, what.lists, last + SPARE_ROWS)


def _write_head(sheet: Worksheet, what: ToWrite, looks: _Looks) -> None:
    sheet.write_string(0, 0, columns.ID_HEADING, looks.head)
    sheet.write_string(0, 1, columns.STATE_HEADING, looks.head)
    for place, column in enumerate(COLUMNS, FIRST):
        sheet.write_string(0, place, heading_of(column, what.half_year), looks.head)


def _write_row(sheet: Worksheet, number: int, row: cells.StoredRow, what: ToWrite, looks: _Looks) -> None:
    texts = cells.texts_of(row, what.lists)
    if what.half_year is None:
        texts = cells.without_state(texts)
    sheet.write_number(number, 0, row.action.pk)
    sheet.write_string(number, 1, cells.state_mark(row.action, row.update, texts))
    look = looks.led_elsewhere if row.action.is_shared_here else looks.text
    sheet.write_string(number, FIRST, _number(row), looks.key)
    for place, column in enumerate(READ, FIRST + 1):
        _write_cell(sheet, number, place, column, texts[column.name], looks, look)


def _number(row: cells.StoredRow) -> str:
    """The number that readers see; of an action that another region leads with that region's name."""
    if row.action.shared_from is None:
        return row.action.code
    return f"{row.action.code} (van {row.action.shared_from.programme.region})"


def _write_cell(sheet: Worksheet, row: int, place: int, column: Column, text: str, looks: _Looks, look: Format) -> None:
    if column.sort == Sort.DATE and text:
        _write_date(sheet, row, place, date.fromisoformat(text), looks)
        return
    shown = cell_text(cells.plain(text))
    if shown.startswith("<r>") and shown.endswith("</r>"):
        sheet.write_rich_string(row, place, "<", "r", shown[2:], look)  # XlsxWriter takes this for its own marks
    elif shown:
        sheet.write_string(row, place, shown, looks.escaped if shown.startswith(_SIGNS) else look)
    else:
        sheet.write_blank(row, place, None, looks.day if column.sort == Sort.DATE else look)


def _write_date(sheet: Worksheet, row: int, place: int, day: date, looks: _Looks) -> None:
    """As a date; before Excel's own calendar begins, in words."""
    if day < FIRST_DATE:
        sheet.write_string(row, place, cells.long_date(day), looks.text)
    else:
        sheet.write_datetime(row, place, datetime.combine(day, datetime.min.time()), looks.day)


def _add_validations(sheet: Worksheet, lists: Lists, last: int) -> None:
    for place, column in enumerate(COLUMNS, FIRST):
        if column.sort == Sort.CHOICE:
            sheet.data_validation(1, place, last, place, _choices(column, lists))
        elif column.sort == Sort.DATE:
            sheet.data_validation(1, place, last, place, _DATES)
        elif column.name == "title":
            sheet.data_validation(1, place, last, place, _TITLE)


_DATES = {
    "validate": "date",
    "criteria": ">=",
    "value": date(1900, 1, 1),
    "error_title": "Geen datum",
    "error_message": "Vul een datum in, bijvoorbeeld 3-3-2027.",
    "error_type": "warning",
}
_TITLE = {
    "validate": "length",
    "criteria": "between",
    "minimum": 1,
    "maximum": 200,
    "ignore_blank": True,
    "error_title": "Te lang",
    "error_message": "Een titel heeft hoogstens 200 tekens.",
}


def _choices(column: Column, lists: Lists) -> dict[str, object]:
    """A drop-down; a new organisation may be typed beside it."""
    words = "Kies uit de lijst."
    is_open = column.name in {"puller", "owner"}
    if is_open:
        words = "Deze organisatie staat niet in de lijst. U kunt haar bij het inlezen aanmaken."
    source: object = list(lists.labels(column.name))
    if column.name in _LISTED:
        letter = xl_col_to_name(_LISTED.index(column.name))
        source = f"={columns.LISTS_SHEET}!${letter}$2:${letter}${max(len(lists.labels(column.name)), 1) + 1}"
    return {
        "validate": "list",
        "source": source,
        "error_title": "Niet in de lijst",
        "error_message": words,
        "error_type": "information" if is_open else "stop",
    }


def _write_explanation(sheet: Worksheet, what: ToWrite, looks: _Looks) -> None:
    sheet.set_column(0, 0, 26, looks.text)
    sheet.set_column(1, 1, 100, looks.text)
    lines = explanation(what.programme, what.half_year, len(what.rows.by_pk), what.about)
    for number, (first, second) in enumerate(lines):
        sheet.write_string(number, 0, cell_text(first), looks.head if not second else looks.text)
        if second:
            sheet.write_string(number, 1, cell_text(second), looks.text)


def _write_lists(sheet: Worksheet, lists: Lists) -> None:
    offered = [lists.labels(name) for name in _LISTED]
    for place, name in enumerate(_LISTED):
        sheet.write_string(0, place, columns.BY_NAME[name].heading)
    for number in range(max((len(labels) for labels in offered), default=0)):
        for place, labels in enumerate(offered):
            if number < len(labels):
                sheet.write_string(number + 1, place, labels[number])
    sheet.hide()


def _write_hidden(sheet: Worksheet, what: ToWrite) -> None:
    """Where the workbook belongs, and which actions it held."""
    about = {
        "sjabloon": columns.TEMPLATE,
        "versie": columns.TEMPLATE_VERSION,
        "regio": what.programme.region.slug,
        "programma": str(what.programme.pk),
        "halfjaar": str(what.half_year or ""),
        "gemaakt": clock.now().isoformat(timespec="seconds"),
        "acties": " ".join(str(pk) for pk in what.rows.by_pk),
    }
    for number, (name, value) in enumerate(about.items()):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)
    sheet.hide()
