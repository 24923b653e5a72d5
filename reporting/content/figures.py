"""Figures as a report tells them: with small counts protected, for everybody who reads the report sees them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ToldCell:
    """One area in one period. `shown` is what is read, "" where nothing is known; `value` is decimal text or None.

    `mark` is a FigureMark or ""; `reason`: not comparable, because.
    """

    shown: str
    value: str | None
    mark: str
    is_hidden: bool
    reason: str


@dataclass(frozen=True)
class ToldRow:
    """One area with its cells, oldest first; `goal` is its baseline and target in words."""

    label: str
    cells: tuple[ToldCell, ...]
    goal: str = ""
    baseline: str | None = None
    baseline_period: str = ""
    target: str | None = None
    target_on: str | None = None


@dataclass(frozen=True)
class ToldIndicator:
    """`periods` are "2021-H1", "2021-Q2" or "2021"; `municipalities` have one cell each, of `municipal_period`."""

    name: str
    definition: str
    facts: str
    periods: tuple[str, ...]
    rows: tuple[ToldRow, ...]
    municipal_period: str
    municipalities: tuple[ToldRow, ...]
    remarks: tuple[tuple[str, str], ...]  # of which figures, what


@dataclass(frozen=True)
class FiguresTold:
    indicators: tuple[ToldIndicator, ...] = ()


NO_FIGURES = FiguresTold()
