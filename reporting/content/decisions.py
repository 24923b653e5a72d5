"""The routes of proposals."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RouteStation:
    """One step of a proposal's route; a planned one has outcome "" and no conclusion."""

    round_number: int
    round_kind: str
    body: str
    date: str | None
    purpose: str
    outcome: str
    outcome_label: str
    outcome_icon: str
    outcome_tone: str
    conclusion: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ProposalRoute:
    subject: str
    reference: str
    date: str | None
    decisions: tuple[str, ...]
    stations: tuple[RouteStation, ...]
