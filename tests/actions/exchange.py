"""Workbooks for the tests of the exchange with Excel: made here, changed as a user would, handed back."""

import io
from datetime import date

import openpyxl

from actions.exchange.columns import COLUMNS
from actions.exchange.comparing import compare
from actions.exchange.lists import Lists
from actions.exchange.reading import read_workbook
from actions.exchange.rows import StoredRows
from actions.exchange.writing import ToWrite, write_workbook
from ghnt.periods import HalfYear

TODAY = date(2021, 7, 12)
HALF_YEAR = HalfYear(2021, 1)
PLACES = {"id": 1, "stand": 2} | {column.name: place for place, column in enumerate(COLUMNS, 3)}


def exported(programme, half_year=HALF_YEAR):
    """The workbook of a programme, as bytes to read."""
    file = io.BytesIO()
    write_workbook(
        file,
        ToWrite(programme, half_year, StoredRows.of(programme, half_year), Lists.of(programme, on=TODAY)),
    )
    file.seek(0)
    return file


def changed(file, change, sheet="Acties"):
    """The workbook after `change(worksheet, book)`, written anew by another program."""
    file.seek(0)
    book = openpyxl.load_workbook(file)
    change(book[sheet], book)
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    return written


def with_cells(file, **cells):
    """The workbook with other values in its cells: `title_2="Nieuw"` is the title in row 2."""

    def change(worksheet, _book):
        for name, value in cells.items():
            column, _underscore, row = name.rpartition("_")
            worksheet.cell(int(row), PLACES[column]).value = value

    return changed(file, change)


def with_row(file, number, **cells):
    """The workbook with a new action in a row."""
    return with_cells(file, **{f"{name}_{number}": value for name, value in cells.items()})


def compared(file, programme):
    return compare(read_workbook(file, programme), programme, on=TODAY)


def changes_of(comparison):
    """(row, column) → (was, becomes)"""
    return {
        (row.number, change.name): (change.before, change.after) for row in comparison.rows for change in row.fields
    }


def mistakes_of(comparison):
    return [(mistake.cell, mistake.value, mistake.message) for mistake in comparison.mistakes]
