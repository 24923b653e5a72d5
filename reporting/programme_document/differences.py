"""What differs between two states of a programme: what came, what went, what moved, and which words changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ghnt.ui.text_differences import Piece, line_differences, shortened, text_differences
from reporting.programme_document.content import ProgrammeContent
from reporting.programme_document.entries import PARTS, Entry, entries_of

SHORT = 60  # characters: below it a field reads best as "van … naar …"


@dataclass(frozen=True)
class FieldChange:
    """`pieces` for a text or a list; a short field has none and is told as from and to."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Change:
    """Something that is in both: `moved` says from where to where, "" when it stayed; `renumbered` likewise."""

    name: str
    moved: str
    fields: tuple[FieldChange, ...]
    renumbered: str = ""


@dataclass(frozen=True)
class Group:
    """The differences in one part of the programme."""

    title: str
    added: tuple[Entry, ...]
    dropped: tuple[Entry, ...]
    changed: tuple[Change, ...]

    @property
    def count(self) -> int:
        return len(self.added) + len(self.dropped) + len(self.changed)


@dataclass(frozen=True)
class Differences:
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def differences(before: ProgrammeContent, after: ProgrammeContent) -> Differences:
    """Grouped by part, in the order in which the programme is read; parts without a difference are left out."""
    old, new = entries_of(before), entries_of(after)
    groups = (_group(part, title, old, new) for part, title in PARTS.items())
    return Differences(tuple(group for group in groups if group.count))


Entries = Mapping[tuple[str, str], Entry]


def _group(part: str, title: str, old: Entries, new: Entries) -> Group:
    return Group(
        title=title,
        added=tuple(entry for key, entry in new.items() if key[0] == part and key not in old),
        dropped=tuple(entry for key, entry in old.items() if key[0] == part and key not in new),
        changed=tuple(
            change
            for key, entry in new.items()
            if key[0] == part and key in old and (change := _change(old[key], entry)) is not None
        ),
    )


def _change(before: Entry, after: Entry) -> Change | None:
    moved, renumbered = "", ""
    if before.number and before.place != after.place and before.place[0] == after.place[0]:
        renumbered = f"van {before.number} naar {after.number}"
    elif before.place != after.place:
        moved = f"van {before.place_words} naar {after.place_words}"
    fields = tuple(_fields(before, after))
    return Change(after.name, moved, fields, renumbered) if moved or renumbered or fields else None


def _fields(before: Entry, after: Entry) -> Iterator[FieldChange]:
    for label, value in after.fields.items():
        old = before.fields[label]
        if old == value:
            continue
        if isinstance(value, tuple):
            lines = old if isinstance(old, tuple) else (old,)
            yield FieldChange(label, "", "", line_differences(lines, value))
        else:
            yield from _words(label, str(old).strip(), value.strip())


def _words(label: str, old: str, value: str) -> Iterator[FieldChange]:
    """White space around a text is no difference."""
    if old == value:
        return
    is_long = max(len(old), len(value)) > SHORT
    yield FieldChange(label, old, value, shortened(text_differences(old, value)) if is_long else ())
