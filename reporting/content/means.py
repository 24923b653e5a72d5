"""Money of the year of a report. Amounts are euro, as decimal text ("1250.00"); None is not known or p.m."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MeansGrant:
    name: str
    source: str
    recipient: str
    amount: str | None
    is_provisional: bool


@dataclass(frozen=True)
class MeansLine:
    """What was planned, committed and spent under a top node; `open_amounts` counts the costs that are p.m."""

    name: str
    planned: str | None
    open_amounts: int
    committed: str | None
    spent: str | None


@dataclass(frozen=True)
class MeansDifference:
    about: str
    words: str
    explanation: str  # "" as long as the region wrote none


@dataclass(frozen=True)
class MeansApplication:
    """One that was handed in; the state and the decision are those of the end of the half year."""

    title: str
    recipient: str
    amount: str
    state: str
    submitted_on: str
    decided_on: str | None
    granted: str | None
    decision: str


@dataclass(frozen=True)
class MeansTold:
    year: int
    grants: tuple[MeansGrant, ...]
    lines: tuple[MeansLine, ...]
    differences: tuple[MeansDifference, ...]
    applications: tuple[MeansApplication, ...]
