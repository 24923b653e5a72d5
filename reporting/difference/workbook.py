"""Differences as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ghnt.documents.workbook import Cell, Sheet
from reporting.content import Change
from reporting.difference.kinds import ChangeKind

COLUMNS = (
    ("Soort", 16),
    ("Nummer", 10),
    ("Waarover", 50),
    ("Wat", 24),
    ("Was", 34),
    ("Is nu", 34),
    ("Reden", 60),
    ("Hoofdstuk", 36),
    ("Landelijke indeling", 18),
)
TEXT_COLUMNS = (("Hoofdstuk", 36), ("Nummer", 10), ("Waarover", 50), ("Wat", 16), ("Was", 80), ("Is nu", 80))


def difference_sheets(changes: Iterable[Change]) -> tuple[Sheet, Sheet]:
    """What changed, and the texts whole."""
    found = sorted(changes, key=lambda change: list(ChangeKind).index(ChangeKind(change.kind)))
    texts = [change for change in found if change.is_text and change.kind == ChangeKind.TEXTS]
    rest = [change for change in found if change not in texts]
    return (
        Sheet("Verschillen", COLUMNS, (tuple(cells(change)) for change in rest)),
        Sheet("Teksten", TEXT_COLUMNS, (tuple(_text(change)) for change in texts)),
    )


def cells(change: Change) -> Iterator[Cell]:
    yield ChangeKind(change.kind).label
    yield change.number
    yield change.title
    yield what(change)
    yield change.was
    yield change.became
    yield change.because
    yield change.chapter_title
    yield ", ".join(change.blocks)


def what(change: Change) -> str:
    if change.is_whole:
        return "Nieuw" if change.comes else "Niet meer"
    return change.label


def _text(change: Change) -> Iterator[Cell]:
    yield from (change.chapter_title, change.number, change.title, change.label, change.before, change.after)
