"""Reads a workbook that was exported here and came back: where it belongs first, then its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from actions.exchange import columns
from actions.exchange.cells import marks_in
from actions.exchange.columns import COLUMNS, READ, Sort, folded
from actions.exchange.mistakes import Mistake, UnreadableFileError
from actions.exchange.sheets import Book, ReadCell, ReadRow, opened
from ghnt import clock
from ghnt.periods import HalfYear
from programmes.models import RegionalProgramme

AGAIN = "Maak een nieuw werkboek met ‘Excel maken’ en neem uw wijzigingen daarin over."
NOT_OURS = "Dit werkboek is niet hier gemaakt. Uw eigen lijst leest u in met ‘Eigen lijst inlezen’."
OTHER_REGION = f"Dit werkboek is van een andere regio. Lees het in bij die regio. {AGAIN}"
OTHER_PROGRAMME = f"Dit werkboek hoort bij een ander programma van uw regio. {AGAIN}"
OTHER_HALF_YEAR = f"Het halfjaar van dit werkboek kennen wij niet, of het is nog niet begonnen. {AGAIN}"
OLD_TEMPLATE = f"Dit werkboek is met een andere versie van de applicatie gemaakt. {AGAIN}"
TWICE = "Deze actie staat ook in rij {row}. Laat één rij staan. Een nieuwe actie typt u in een lege rij onderaan."


@dataclass(frozen=True)
class GivenRow:
    """A row as it came in: cells by the name of our column. Without a pk it is a new action."""

    number: int
    cells: Mapping[str, ReadCell]
    pk: int | None = None
    marks: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        cells = {name: cell.as_json() for name, cell in self.cells.items()}
        return {"row": self.number, "pk": self.pk, "marks": dict(self.marks), "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GivenRow:
        cells = {name: ReadCell(*cell) for name, cell in data["cells"].items()}
        return cls(data["row"], cells, data["pk"], data["marks"])


@dataclass(frozen=True)
class Given:
    """Everything that a file says, before it is compared with what is stored."""

    sheet: str
    half_year: str  # "" when the file tells nothing of how actions go
    rows: tuple[GivenRow, ...]
    held: tuple[int, ...] = ()  # the actions that the workbook held when it was made
    mistakes: tuple[Mistake, ...] = ()
    notices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "half_year": self.half_year,
            "rows": [row.as_json() for row in self.rows],
            "held": list(self.held),
            "mistakes": [mistake.as_json() for mistake in self.mistakes],
            "notices": list(self.notices),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Given:
        return cls(
            sheet=data["sheet"],
            half_year=data["half_year"],
            rows=tuple(GivenRow.from_json(row) for row in data["rows"]),
            held=tuple(data["held"]),
            mistakes=tuple(Mistake(**mistake) for mistake in data["mistakes"]),
            notices=tuple(data["notices"]),
        )


def read_workbook(file: File | IO[bytes], programme: RegionalProgramme) -> Given:
    """What the workbook says. Raises UnreadableFileError when it is no workbook of this programme."""
    with opened(file) as book:
        about = _about(book)
        _refuse_elsewhere(about, programme)
        return _read_actions(book, about)


def _about(book: Book) -> dict[str, str]:
    """The hidden sheet: where the workbook belongs."""
    if not book.has(columns.HIDDEN_SHEET):
        raise UnreadableFileError(Mistake(NOT_OURS))
    found = {row.cells[0].text: row.cells[1].text for row in book.rows(columns.HIDDEN_SHEET)}
    if found.get("sjabloon") != columns.TEMPLATE:
        raise UnreadableFileError(Mistake(NOT_OURS))
    return found


def _refuse_elsewhere(about: Mapping[str, str], programme: RegionalProgramme) -> None:
    belongs = (
        (about.get("versie") == columns.TEMPLATE_VERSION, OLD_TEMPLATE),
        (about.get("regio") == programme.region.slug, OTHER_REGION),
        (about.get("programma") == str(programme.pk), OTHER_PROGRAMME),
        (_has_begun(about.get("halfjaar", "")), OTHER_HALF_YEAR),
    )
    for fits, words in belongs:
        if not fits:
            raise UnreadableFileError(Mistake(words))


def _has_begun(half_year: str) -> bool:
    """Also true of "": the workbook tells nothing of how actions go."""
    try:
        return not half_year or HalfYear.parse(half_year) <= HalfYear.of(clock.today())
    except ValidationError:
        return False


def _read_actions(book: Book, about: Mapping[str, str]) -> Given:
    if not book.has(columns.SHEET):
        words = f"Het blad ‘{columns.SHEET}’ ontbreekt. Geef het blad zijn oude naam terug. {AGAIN}"
        raise UnreadableFileError(Mistake(words))
    rows = book.rows(columns.SHEET)
    head = next(rows, None)
    places, notices = _places(head)
    given = [row for row in (_row(book, read, places) for read in rows) if row is not None]
    mistakes = _twice(given)
    held = tuple(int(pk) for pk in about.get("acties", "").split() if pk.isdecimal())
    return Given(columns.SHEET, about.get("halfjaar", ""), tuple(given), held, tuple(mistakes), tuple(notices))


def _places(head: ReadRow | None) -> tuple[dict[str, int], list[str]]:
    """Where each of our columns stands. Raises UnreadableFileError for one that is missing or double."""
    if head is None or head.number != 1:
        words = "De koppen ontbreken. Zet ze terug in rij 1, of begin met een nieuw werkboek."
        raise UnreadableFileError(Mistake(words, columns.SHEET, "A1"))
    known = {folded(column.heading): column.name for column in COLUMNS}
    known |= {columns.ID_HEADING: columns.ID_HEADING, columns.STATE_HEADING: columns.STATE_HEADING}
    places: dict[str, int] = {}
    mistakes, others = [], []
    for place, cell in enumerate(head.cells):
        heading = folded(cell.text.split("(")[0])
        name = known.get(heading)
        if name is None:
            others += [cell] if heading else []
        elif name in places:
            words = f"De kolom ‘{cell.text}’ staat er twee keer. Verwijder er één."
            mistakes.append(Mistake(words, columns.SHEET, cell.place, cell.text))
        else:
            places[name] = place
    mistakes += _missing(places, others)
    if mistakes:
        raise UnreadableFileError(*mistakes)
    return places, [
        f"De kolom ‘{cell.text[:60]}’ ({cell.place}) kennen wij niet. Wij lezen haar niet." for cell in others
    ]


def _missing(places: Mapping[str, int], others: list[ReadCell]) -> list[Mistake]:
    needed = {columns.ID_HEADING: columns.ID_HEADING} | {column.name: column.heading for column in READ}
    renamed = f" Heet hij nu ‘{others[0].text[:60]}’? Geef hem dan zijn naam terug." if others else ""
    return [
        Mistake(f"De kolom ‘{heading}’ ontbreekt.{renamed} {AGAIN}", columns.SHEET, others[0].place if others else "")
        for name, heading in needed.items()
        if name not in places
    ]


def _row(book: Book, read: ReadRow, places: Mapping[str, int]) -> GivenRow | None:
    """A row with something in our columns; one that only has a number or a border is none."""
    cells = {column.name: _cell(book, read.cells[places[column.name]], column.sort) for column in READ}
    if not any(cell.text.strip() or cell.problem for cell in cells.values()):
        return None
    key = read.cells[places[columns.ID_HEADING]].text.strip()
    state = read.cells[places[columns.STATE_HEADING]].text if columns.STATE_HEADING in places else ""
    pk = int(key) if key.isdecimal() and len(key) < 18 else (-1 if key else None)  # -1: no action has it
    return GivenRow(read.number, cells, pk, marks_in(state))


def _cell(book: Book, cell: ReadCell, sort: Sort) -> ReadCell:
    """A plain number in a date column is the day that the workbook counts it as."""
    if sort != Sort.DATE or cell.problem:
        return cell
    day = book.day(cell.text)
    return ReadCell(cell.place, day.isoformat()) if day else cell


def _twice(rows: list[GivenRow]) -> list[Mistake]:
    first: dict[int, int] = {}
    mistakes = []
    for row in rows:
        if row.pk in first:
            title = row.cells["title"]
            words = TWICE.format(row=first[row.pk])
            mistakes.append(Mistake(words, columns.SHEET, f"A{row.number}", title.text[:80]))
        elif row.pk is not None:
            first[row.pk] = row.number
    return mistakes
