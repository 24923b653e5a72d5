"""What a report tells of, as a flat list of things with fields: what two reports are compared by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ghnt.documents.sealing import canonical_json


class Subject(StrEnum):
    REGION = "region"
    LINE = "line"
    ACTION = "action"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    FIGURE = "figure"
    ADOPTION = "adoption"
    MONEY = "money"


# Of these the coming and going is one change; the others are told field by field.
WHOLE = frozenset({Subject.ACTION, Subject.LINE, Subject.PROPOSAL})


@dataclass(frozen=True)
class Field:
    """`value` is what is compared, "" when there is none, with its `words`; a list is told by what came and went."""

    name: str
    label: str
    value: str
    words: str = ""
    is_text: bool = False
    items: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Thing:
    """`state` is how it stands in a few words, `because` the reason for that."""

    subject: Subject
    key: str
    number: str
    title: str
    fields: tuple[Field, ...]
    chapter: str = ""
    chapter_title: str = ""
    blocks: tuple[str, ...] = ()
    state: str = ""
    because: str = ""
    is_figure: bool = False

    @property
    def values(self) -> dict[str, str]:
        return {field.name: field.value for field in self.fields if field.value}

    @property
    def words(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def as_text(self) -> str:
        """All that it says, as one value."""
        return canonical_json(self.values)


Things = dict[tuple[str, str], Thing]


def text_field(name: str, label: str, text: str) -> Field:
    """A text that is read whole; in words its length alone."""
    stripped = text.strip()
    count = len(stripped.split())
    words = "" if not stripped else "1 woord" if count == 1 else f"{count} woorden"
    return Field(name, label, stripped, words, is_text=True)


def short_field(name: str, label: str, value: str | None, say: Callable[[str], str] = str, because: str = "") -> Field:
    value = (value or "").strip()
    return Field(name, label, value, say(value) if value else "", because=because)


def list_field(name: str, label: str, items: tuple[str, ...], because: str = "") -> Field:
    value = canonical_json(list(items)) if items else ""
    return Field(name, label, value, ", ".join(items), items=items, because=because)


def count_field(name: str, label: str, number: int) -> Field:
    return Field(name, label, str(number) if number else "", str(number))


def by_key(things: Iterator[Thing]) -> Things:
    """By subject and key; what comes a second time under one key gets a key of its own."""
    found: Things = {}
    for thing in things:
        key, at = thing.key, 2
        while (thing.subject, key) in found:
            key, at = f"{thing.key}#{at}", at + 1
        found[thing.subject, key] = thing
    return found
