"""Who reports, and what the report was made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tile:
    """One region on the tile map."""

    code: str
    name: str
    row: int
    column: int


@dataclass(frozen=True)
class RegionFacts:
    code: str
    name: str
    municipalities: tuple[str, ...]
    centre_municipalities: tuple[str, ...]
    leader: str
    hours_a_week: int | None


@dataclass(frozen=True)
class Source:
    """What the report was made of: programme, edition of the catalogue, question set."""

    programme: str
    regional_programme: str
    regional_programme_period: str
    catalogue_edition: str
    question_set: str


@dataclass(frozen=True)
class Request:
    """What was asked: a regular round, an extra one, or none at all; `themes` is empty when everything was."""

    kind: str
    name: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Somebody who wrote, read along or is accountable; `role` is a PersonRole."""

    role: str
    name: str
    function: str


@dataclass(frozen=True)
class MunicipalAdoption:
    """How far one municipality is with adopting the programme; `state` in words, `on` of its last step done."""

    municipality: str
    state: str
    steps_done: int
    steps: int
    on: str | None


@dataclass(frozen=True)
class YearOfMoney:
    """What the actions of one year cost. Amounts are euros as decimal text ("1250.00"), from the actions themselves.

    `without_amount` counts the lines that are "p.m."; they are not in `amount`.
    """

    year: int
    amount: str
    actions: int
    without_amount: int
    is_provisional: bool
    cover: tuple[str, ...]
