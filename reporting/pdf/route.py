"""A proposal as it is drawn: bodies are columns, rounds are rows, and below it what each body concluded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ghnt.documents.words import DATE_FOLLOWS, Word, long_date, short_date
from programmes.drawn_route import DrawnRoute, Stop, drawn_route
from reporting.content import ProposalRoute, RouteStation
from reporting.pdf.words import outcome_word


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
    route: DrawnRoute
    treatments: tuple[Treatment, ...]


def proposal_of(route: ProposalRoute) -> Proposal:
    upcoming = next((station for station in route.stations if not station.outcome), None)
    rounds = groupby(route.stations, key=lambda station: (station.round_number, station.round_kind))
    return Proposal(
        subject=route.subject,
        reference=route.reference,
        date=long_date(route.date, unknown=""),
        decisions=route.decisions,
        route=drawn_route(
            [
                (f"Ronde {number} {kind}", [_stop(station, is_next=station is upcoming) for station in stations])
                for (number, kind), stations in rounds
            ]
        ),
        treatments=tuple(_treatment(station) for station in route.stations if station.outcome),
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
