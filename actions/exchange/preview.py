"""What the page of an import shows: every change with a check box, every mistake, what is left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from actions.exchange import cells
from actions.exchange.columns import BY_NAME, Sort
from actions.exchange.comparing import Comparison, FieldChange, RowChange
from actions.exchange.mistakes import Mistake
from actions.models import Action
from ghnt.ui.dates import long_date, parse_dutch_date

LONG = 400  # characters; a longer text folds


@dataclass(frozen=True)
class ShownField:
    change: FieldChange
    row: int
    is_taken: bool

    @property
    def before(self) -> str:
        return _shown(self.change.name, self.change.before)

    @property
    def after(self) -> str:
        return _shown(self.change.name, self.change.after)

    @property
    def is_long(self) -> bool:
        return max(len(self.change.before), len(self.change.after)) > LONG

    @property
    def value(self) -> str:
        """What its check box posts."""
        return f"{self.row}:{self.change.name}"


@dataclass(frozen=True)
class ShownRow:
    change: RowChange
    is_taken: bool
    fields: tuple[ShownField, ...]

    @property
    def value(self) -> str:
        return f"{self.change.number}:{self.change.seen}"


@dataclass(frozen=True)
class ShownAction:
    action: Action
    is_taken: bool


@dataclass(frozen=True)
class Preview:
    summary: str
    mistakes: tuple[Mistake, ...]
    notices: tuple[str, ...]
    added: tuple[ShownRow, ...]
    changed: tuple[ShownRow, ...]
    left_out: tuple[ShownAction, ...]
    unknown: tuple[str, ...]
    conflicts: int

    @property
    def can_apply(self) -> bool:
        return not self.mistakes and bool(self.added or self.changed or self.left_out)


@dataclass(frozen=True)
class Ticked:
    """What stood ticked when the form was sent; before that everything but cells in conflict is."""

    rows: Collection[int] | None = None
    conflicts: Collection[tuple[int, str]] = ()
    archive: Collection[int] = ()


def preview_of(comparison: Comparison, ticked: Ticked, more: tuple[str, ...] = ()) -> Preview:
    return Preview(
        summary=summary_of(comparison),
        mistakes=comparison.mistakes,
        notices=(*more, *comparison.notices),
        added=tuple(_row(row, ticked) for row in comparison.added),
        changed=tuple(_row(row, ticked) for row in comparison.changed),
        left_out=tuple(ShownAction(action, action.pk in ticked.archive) for action in comparison.left_out),
        unknown=comparison.unknown,
        conflicts=comparison.conflicts,
    )


def summary_of(comparison: Comparison) -> str:
    """ "2 nieuwe acties, 3 gewijzigd, 12 ongewijzigd, 1 ontbreekt." """
    added, left_out = len(comparison.added), len(comparison.left_out)
    parts = [
        "1 nieuwe actie" if added == 1 else f"{added} nieuwe acties",
        f"{len(comparison.changed)} gewijzigd",
        f"{comparison.unchanged} ongewijzigd",
    ]
    if left_out:
        parts.append("1 ontbreekt" if left_out == 1 else f"{left_out} ontbreken")
    return f"{', '.join(parts)}."


def _row(row: RowChange, ticked: Ticked) -> ShownRow:
    fields = tuple(
        ShownField(change, row.number, not change.in_conflict or (row.number, change.name) in ticked.conflicts)
        for change in row.fields
    )
    return ShownRow(row, ticked.rows is None or row.number in ticked.rows, fields)


def _shown(name: str, text: str) -> str:
    if text and BY_NAME[name].sort == Sort.DATE:
        return long_date(parse_dutch_date(text))
    return cells.plain(text)
