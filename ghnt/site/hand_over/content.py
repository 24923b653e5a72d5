"""All that a hand-over says, as plain values: the page and its PDF are made from this alone.

Contacts of partners are counted and not named: they stand in no export.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from ghnt.documents.words import long_date
from programmes.network.content import BodyLine, PostLine


@dataclass(frozen=True)
class TroubledLine:
    name: str
    url: str
    course: str
    why: str


@dataclass(frozen=True)
class ProposalLine:
    title: str
    url: str
    next_step: str


@dataclass(frozen=True)
class Runs:
    """The programme and its actions."""

    programme: str
    period: str
    version: str  # "Versie 2: vastgesteld in 7 van 10 gemeenten."
    half_year: str
    sentence: str
    phases: tuple[tuple[str, int], ...]
    troubled: tuple[TroubledLine, ...]
    proposals: tuple[ProposalLine, ...]


@dataclass(frozen=True)
class WaitingLine:
    title: str
    url: str
    why: str
    when: str


@dataclass(frozen=True)
class WaitingGroup:
    title: str
    rows: tuple[WaitingLine, ...]
    left_out: int


@dataclass(frozen=True)
class AccountLine:
    name: str
    role: str
    whose: tuple[str, ...]  # the bodies that a secretary serves


@dataclass(frozen=True)
class OfficerLine:
    municipality: str
    officers: tuple[str, ...]
    is_centre: bool


@dataclass(frozen=True)
class People:
    posts: tuple[PostLine, ...]
    advisers: tuple[str, ...]
    bodies: tuple[BodyLine, ...]
    accounts: tuple[AccountLine, ...]
    officers: tuple[OfficerLine, ...]
    organisations: int
    contacts: int


@dataclass(frozen=True)
class Place:
    """Where something stands, and what to find there."""

    name: str
    url: str
    words: str


@dataclass(frozen=True)
class Coming:
    on: str
    title: str
    url: str


@dataclass(frozen=True)
class OwnWords:
    text: str = ""
    where: str = ""
    by: str = ""
    on: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.where)


@dataclass(frozen=True)
class HandedOver:
    region: str
    slug: str
    on: str
    leader: str
    own_words: OwnWords
    runs: Runs | None
    waits: tuple[WaitingGroup, ...]
    people: People
    places: tuple[Place, ...]
    coming: tuple[Coming, ...]

    @property
    def day(self) -> str:
        return long_date(self.on)

    @property
    def waiting(self) -> int:
        return sum(len(group.rows) + group.left_out for group in self.waits)


_content = TypeAdapter(HandedOver)


def read_content(text: str) -> HandedOver:
    """The hand-over of a kept content; raises pydantic.ValidationError for another text."""
    return _content.validate_json(text)
