"""What a report says of scans: counts per theme, never of one municipality by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ToldTheme:
    """`counts` in the order of the scale; `before` of the same statements the time before, () without one."""

    title: str
    counts: tuple[int, ...]
    not_applicable: int
    before: tuple[int, ...] = ()


@dataclass(frozen=True)
class ToldScan:
    """`themes` is empty while too few municipalities are done to show them together (`is_protected`)."""

    name: str
    kind: str
    of_municipalities: bool
    reference_date: str
    finished: int
    asked: int
    steps: tuple[str, ...]
    themes: tuple[ToldTheme, ...]
    is_protected: bool
    previous_date: str | None
    previous_finished: int


@dataclass(frozen=True)
class ToldPoint:
    """`taken_up` in words, "" when nothing takes it up yet; `state` is a phase in words."""

    scan: str
    text: str
    taken_up: str
    state: str


@dataclass(frozen=True)
class ScanFacts:
    scans: tuple[ToldScan, ...]
    points: tuple[ToldPoint, ...]
