"""Lays what a file says beside what is stored: what is new, what differs, what is left out, what is wrong.

Nothing is saved here. Three texts decide about a cell: what it says, what is stored now, and what it said when the
workbook was made. Only what the user changed counts; where a colleague changed the same cell, both texts are shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.exchange import cells
from actions.exchange.checking import wrong_together
from actions.exchange.columns import BY_NAME, READ, STATE_NAMES
from actions.exchange.lists import Lists
from actions.exchange.mistakes import Mistake, NotUnderstoodError
from actions.exchange.reading import Given, GivenRow
from actions.exchange.rows import StoredRows
from actions.exchange.understanding import Understood, short, understand
from actions.models import Action
from ghnt.periods import HalfYear
from programmes.models import RegionalProgramme

UNKNOWN_ROW = (
    "Deze actie staat niet in dit programma, of zij is intussen gearchiveerd of verwijderd. "
    "Haal de rij weg, of typ de actie in een lege rij onderaan."
)
LED_ELSEWHERE = "Een andere regio leidt deze actie. Zet de oude tekst terug; alleen het onderdeel kunt u hier wijzigen."


@dataclass(frozen=True)
class FieldChange:
    """One cell that the user changed; in conflict when a colleague changed it too."""

    name: str
    place: str
    before: str  # as stored now
    after: str
    value: Any
    in_conflict: bool = False

    @property
    def heading(self) -> str:
        return BY_NAME[self.name].heading

    def as_json(self) -> dict[str, Any]:
        """Dates and what else may be unknown are null when empty; empty text is ""."""
        empty = None if self.name in {"start", "end", "node", "puller", "owner"} else ""
        texts = {"from": self.before or empty, "to": self.after or empty}
        return {"field": self.name, "cell": self.place, **texts, "conflict": self.in_conflict}


@dataclass(frozen=True)
class RowChange:
    """A row of which something would be saved."""

    number: int
    action: Action | None
    title: str
    fields: tuple[FieldChange, ...]
    unknown: tuple[str, ...]  # organisations that would have to be made

    @property
    def is_new(self) -> bool:
        return self.action is None

    @property
    def has_conflicts(self) -> bool:
        return any(change.in_conflict for change in self.fields)

    @property
    def seen(self) -> str:
        """A fingerprint of what the user saw, to tell whether it still holds when it is saved."""
        said = [f"{self.action.version if self.action else ''}"]
        said += [
            f"{change.name}\x1f{change.before}\x1f{change.after}\x1f{change.in_conflict}" for change in self.fields
        ]
        return hashlib.sha256("\x1e".join(said).encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.number,
            "kind": "added" if self.is_new else "changed",
            "action": self.action.pk if self.action else None,
            "number": self.action.code if self.action else None,
            "title": self.title,
            "fields": [change.as_json() for change in self.fields],
        }


@dataclass(frozen=True)
class Comparison:
    half_year: HalfYear | None
    rows: tuple[RowChange, ...]
    unchanged: int
    left_out: tuple[Action, ...]
    mistakes: tuple[Mistake, ...]
    notices: tuple[str, ...]
    stored: StoredRows = field(repr=False)
    lists: Lists = field(repr=False)

    @property
    def added(self) -> tuple[RowChange, ...]:
        return tuple(row for row in self.rows if row.is_new)

    @property
    def changed(self) -> tuple[RowChange, ...]:
        return tuple(row for row in self.rows if not row.is_new)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of organisations that do not exist yet, each once, in the order of the file."""
        names = (name for row in self.rows for name in row.unknown)
        return tuple({cells.folded(name): name for name in names}.values())

    @property
    def conflicts(self) -> int:
        return sum(row.has_conflicts for row in self.rows)

    @property
    def has_news(self) -> bool:
        return bool(self.rows or self.left_out)

    def places_of(self, name: str) -> tuple[str, ...]:
        """The cells that name an unknown organisation."""
        wanted = cells.folded(name)
        found = (
            (row, change) for row in self.rows for change in row.fields if wanted in map(cells.folded, row.unknown)
        )
        return tuple(change.place for _row, change in found if wanted in cells.folded(change.after))


def compare(given: Given, programme: RegionalProgramme, *, on: date) -> Comparison:
    """What would be saved of the file, and every mistake; the number of queries does not depend on the rows."""
    half_year = HalfYear.parse(given.half_year) if given.half_year else None
    lists, stored = Lists.of(programme, on=on), StoredRows.of(programme, half_year)
    comparing = _Comparing(given.sheet, half_year, lists, stored)
    changes = [comparing.row(row) for row in given.rows]
    present = {row.pk for row in given.rows}
    left_out = [stored.by_pk[pk].action for pk in given.held if pk in stored.by_pk and pk not in present]
    return Comparison(
        half_year=half_year,
        rows=tuple(change for change in changes if change is not None and change.fields),
        unchanged=sum(change is not None and not change.fields for change in changes),
        left_out=tuple(left_out),
        mistakes=(*given.mistakes, *comparing.mistakes),
        notices=given.notices,
        stored=stored,
        lists=lists,
    )


@dataclass
class _Comparing:
    sheet: str
    half_year: HalfYear | None
    lists: Lists
    stored: StoredRows
    mistakes: list[Mistake] = field(default_factory=list)

    def row(self, row: GivenRow) -> RowChange | None:
        """What the row would change; None when it cannot be compared. Its mistakes are kept."""
        stored = self.stored.by_pk.get(row.pk) if row.pk is not None else None
        if row.pk is not None and stored is None:
            self._mistake(UNKNOWN_ROW, f"A{row.number}", short(row.cells["title"].text))
            return None
        texts = cells.texts_of(stored, self.lists) if stored else dict.fromkeys(BY_NAME, "")
        action = stored.action if stored else None
        found = dict(self._understood(row, texts, action))
        changes, wrong = wrong_together(row, stored, texts, found)
        for name, message in wrong:
            cell = row.cells.get(name)
            self._mistake(message, cell.place if cell else f"A{row.number}", short(cell.text) if cell else "")
        fields = tuple(self._change(row, name, said, texts) for name, said in changes.items())
        unknown = tuple(name for said in changes.values() for name in said.unknown)
        title = changes["title"].text if "title" in changes else texts["title"]
        return RowChange(row.number, action, title, fields, unknown)

    def _understood(
        self, row: GivenRow, texts: dict[str, str], action: Action | None
    ) -> Iterable[tuple[str, Understood]]:
        """The cells that the user changed and that mean something else than what is stored."""
        for name in self._names(row):
            cell = row.cells[name]
            if not cell.problem and _is_untouched(name, cell.text, texts[name], row):
                continue
            if action is not None and action.is_shared_here and name != "node":
                self._mistake(LED_ELSEWHERE, cell.place, short(cell.text))
                continue
            try:
                if cell.problem:
                    raise NotUnderstoodError(cell.problem)
                said = understand(name, cell.text, self.lists, action)
            except NotUnderstoodError as error:
                self._mistake(error.message, cell.place, short(cell.text))
                continue
            if not cells.is_same(name, said.text, texts[name]) and row.marks.get(name) != cells.mark(name, said.text):
                yield name, said

    def _names(self, row: GivenRow) -> Iterator[str]:
        for column in READ:
            if column.name in row.cells and (self.half_year is not None or column.name not in STATE_NAMES):
                yield column.name

    def _change(self, row: GivenRow, name: str, said: Understood, texts: dict[str, str]) -> FieldChange:
        """A change; in conflict when what is stored is no longer what the workbook held."""
        held = row.marks.get(name)
        place = row.cells[name].place if name in row.cells else ""
        in_conflict = held is not None and held != cells.mark(name, texts[name])
        return FieldChange(name, place, texts[name], said.text, said.value, in_conflict)

    def _mistake(self, message: str, cell: str, value: str) -> None:
        self.mistakes.append(Mistake(message, self.sheet, cell, value))


def _is_untouched(name: str, given: str, stored: str, row: GivenRow) -> bool:
    """Whether the cell says what is stored, or still says what it did when the workbook was made."""
    if row.pk is None and name == "node":
        return False  # without one there is something to say
    return cells.is_same(name, given, stored) or row.marks.get(name) == cells.mark(name, given)
