"""A proposal as it is drawn: bodies are columns, rounds are rows, and below it what each body concluded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ghnt.documents.words import DATE_FOLLOWS, Word, long_date, short_date
from reporting.content import ProposalRoute, RouteStation
from reporting.pdf.words import outcome_word

MOST_COLUMNS = 7


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
    """One round: its stops under the bodies, in the order of the columns; None where the body has no part in it."""

    title: str
    cells: tuple[tuple[Stop, ...], ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(stop for cell in self.cells for stop in cell)


@dataclass(frozen=True)
class Treatment:
    """What a body concluded, literally."""

    body: str
    date: str
    purpose: str
    outcome: Word
    conclusion: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    subject: str
    reference: str
    date: str
    decisions: tuple[str, ...]
    bodies: tuple[str, ...]
    legs: tuple[Leg, ...]
    treatments: tuple[Treatment, ...]

    @property
    def is_wide(self) -> bool:
        """Too many bodies to stand beside each other."""
        return len(self.bodies) > MOST_COLUMNS


def proposal_of(route: ProposalRoute) -> Proposal:
    bodies = tuple(dict.fromkeys(station.body for station in route.stations))
    upcoming = next((station for station in route.stations if not station.outcome), None)
    rounds = groupby(route.stations, key=lambda station: (station.round_number, station.round_kind))
    return Proposal(
        subject=route.subject,
        reference=route.reference,
        date=long_date(route.date, unknown=""),
        decisions=route.decisions,
        bodies=bodies,
        legs=tuple(
            _leg(f"Ronde {number} {kind}", list(stations), bodies, upcoming) for (number, kind), stations in rounds
        ),
        treatments=tuple(_treatment(station) for station in route.stations if station.outcome),
    )


def _leg(title: str, stations: list[RouteStation], bodies: tuple[str, ...], upcoming: RouteStation | None) -> Leg:
    return Leg(
        title,
        tuple(
            tuple(_stop(station, is_next=station is upcoming) for station in stations if station.body == body)
            for body in bodies
        ),
    )


def _stop(station: RouteStation, *, is_next: bool) -> Stop:
    past = bool(station.outcome)
    return Stop(
        state="past" if past else "next" if is_next else "planned",
        body=station.body,
        date=short_date(station.date, unknown="" if past else DATE_FOLLOWS),
        purpose=station.purpose,
        outcome=outcome_word(station) if past else None,
    )


def _treatment(station: RouteStation) -> Treatment:
    return Treatment(
        body=station.body,
        date=long_date(station.date, unknown="datum niet bekend"),
        purpose=station.purpose,
        outcome=outcome_word(station),
        conclusion=station.conclusion,
        remarks=station.remarks,
    )
