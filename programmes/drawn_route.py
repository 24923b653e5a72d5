"""A route on paper: bodies are columns, rounds are rows; over seven bodies a list. For every document that has one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ghnt.documents.words import Word

MOST_COLUMNS = 7
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Stop:
    """A station on the line: past, next or planned."""

    state: str
    body: str
    date: str
    purpose: str
    outcome: Word | None


@dataclass(frozen=True)
class Leg:
    """One round: its stops under the bodies, in the order of the columns; none where the body has no part in it."""

    title: str
    cells: tuple[tuple[Stop, ...], ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(stop for cell in self.cells for stop in cell)


@dataclass(frozen=True)
class DrawnRoute:
    bodies: tuple[str, ...]
    legs: tuple[Leg, ...]
    in_order: tuple[Leg, ...]  # the same rounds with their stops one after the other

    @property
    def is_wide(self) -> bool:
        """Too many bodies to stand beside each other."""
        return len(self.bodies) > MOST_COLUMNS


def columns_of(rounds: Sequence[Sequence[Key]]) -> list[Key]:
    """The columns in the order of the first round; what a later one adds comes where it stood there."""
    columns: list[Key] = []
    for keys in rounds:
        place = 0
        for key in keys:
            if key not in columns:
                columns.insert(place, key)
            place = columns.index(key) + 1
    return columns


def drawn_route(rounds: Sequence[tuple[str, Sequence[Stop]]]) -> DrawnRoute:
    """The drawing of rounds, each with its title and its stops in order."""
    bodies = tuple(columns_of([[stop.body for stop in stops] for _title, stops in rounds]))
    return DrawnRoute(
        bodies,
        tuple(
            Leg(title, tuple(tuple(stop for stop in stops if stop.body == body) for body in bodies))
            for title, stops in rounds
        ),
        tuple(Leg(title, (tuple(stops),)) for title, stops in rounds),
    )
