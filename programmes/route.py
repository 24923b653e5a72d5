"""The route of a proposal as plain values: rounds as rows, bodies as columns, stations past, next and planned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, prefetch_related_objects

from programmes.decided import Decided, conclusions_of
from programmes.models import Conclusion, Proposal, Round, RouteStep
from programmes.models.proposals import ProposalQuerySet

WIDEST = 7  # more bodies than this do not fit beside each other


class StationState(StrEnum):
    PAST = "past"
    NEXT = "next"
    PLANNED = "planned"


@dataclass(frozen=True)
class Station:
    """One step: what a body was asked, when, and what it concluded; `replaced` is oldest first."""

    step: int
    body: str
    purpose: str
    date: date | None
    meeting: int | None
    state: StationState
    conclusion: Decided | None
    replaced: tuple[Decided, ...]


@dataclass(frozen=True)
class Drawn:
    """A cell of the drawing: a station, a piece of line past a body that has no part, or nothing."""

    station: Station | None
    is_first: bool
    is_last: bool
    is_gap: bool
    is_past: bool


@dataclass(frozen=True)
class RouteRound:
    """A row: one cell for each body of the route, empty where the body has no part in this round."""

    number: int
    kind: str
    cells: tuple[Station | None, ...]

    @property
    def stations(self) -> tuple[Station, ...]:
        return tuple(station for station in self.cells if station)

    @property
    def is_begun(self) -> bool:
        return any(station.conclusion for station in self.stations)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The cells with how the line runs through them."""
        places = [place for place, station in enumerate(self.cells) if station]
        return tuple(self._drawn(place, places) for place in range(len(self.cells)))

    def _drawn(self, place: int, places: list[int]) -> Drawn:
        following = self.cells[min((other for other in places if other >= place), default=0)]
        is_between = bool(places) and places[0] < place < places[-1]
        return Drawn(
            station=self.cells[place],
            is_first=place == places[0] if places else False,
            is_last=place == places[-1] if places else False,
            is_gap=is_between and self.cells[place] is None,
            is_past=following is not None and following.state == StationState.PAST,
        )


@dataclass(frozen=True)
class Route:
    bodies: tuple[str, ...]
    rounds: tuple[RouteRound, ...]

    @property
    def stations(self) -> tuple[Station, ...]:
        return tuple(station for row in self.rounds for station in row.stations)

    @property
    def next(self) -> Station | None:
        return next((station for station in self.stations if station.state == StationState.NEXT), None)

    @property
    def last(self) -> Station | None:
        """The station with the newest conclusion."""
        told = [(station.conclusion, station) for station in self.stations if station.conclusion]
        newest = max(told, key=lambda pair: (pair[0].date, pair[0].pk), default=None)
        return newest[1] if newest else None

    @property
    def is_vertical(self) -> bool:
        return len(self.bodies) > WIDEST


def _lookups() -> tuple[str | Prefetch, ...]:
    steps = RouteStep.objects.select_related("body", "meeting", "purpose")
    conclusions = Conclusion.objects.select_related("outcome")
    return (
        "rounds",
        Prefetch("rounds__steps", steps),
        Prefetch("rounds__steps__conclusions", conclusions),
        "rounds__steps__conclusions__remarks",
    )


def with_route(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Fetch the routes of many proposals along in four queries, for `route_of`."""
    return proposals.prefetch_related(*_lookups())


def route_of(proposal: Proposal) -> Route:
    """The whole route, in at most four queries and none after `with_route`."""
    prefetch_related_objects([proposal], *_lookups())
    rounds = [(round_, _by_column(round_)) for round_ in proposal.rounds.all()]
    columns = _columns([tuple(steps) for _round, steps in rounds])
    stations = _stations([step for _round, steps in rounds for step in steps.values()])
    names = {key: step.body.name for _round, steps in rounds for key, step in steps.items()}
    return Route(
        bodies=tuple(names[key] for key in columns),
        rounds=tuple(
            RouteRound(
                round_.number,
                round_.get_kind_display(),
                tuple(stations[steps[key].pk] if key in steps else None for key in columns),
            )
            for round_, steps in rounds
        ),
    )


Column = tuple[int, int]


def _by_column(round_: Round) -> dict[Column, RouteStep]:
    """The steps of a round; a body that comes back within the round gets a column of its own."""
    seen: Counter[int] = Counter()
    steps = {}
    for step in round_.steps.all():
        steps[step.body_id, seen[step.body_id]] = step
        seen[step.body_id] += 1
    return steps


def _columns(rounds: list[tuple[Column, ...]]) -> list[Column]:
    """The columns in the order of the first round; what a later one adds comes where it stood there."""
    columns: list[Column] = []
    for keys in rounds:
        place = 0
        for key in keys:
            if key not in columns:
                columns.insert(place, key)
            place = columns.index(key) + 1
    return columns


def _stations(steps: list[RouteStep]) -> dict[int, Station]:
    told = {step.pk: conclusions_of(step) for step in steps}
    standing = {step.pk: _standing(step) for step in steps}
    is_ended = any(conclusion and conclusion.outcome.ends_route for conclusion in standing.values())
    following = next((step.pk for step in steps if not told[step.pk]), None)
    stations = {}
    for step in steps:
        is_next = step.pk == following and not is_ended
        open_state = StationState.NEXT if is_next else StationState.PLANNED
        *replaced, current = told[step.pk] or (None,)
        stations[step.pk] = Station(
            step=step.pk,
            body=current.body if current else step.body.name,
            purpose=step.purpose.name,
            date=current.date if current else step.date,
            meeting=step.meeting_id,
            state=StationState.PAST if current else open_state,
            conclusion=current,
            replaced=tuple(decided for decided in replaced if decided),
        )
    return stations


def _standing(step: RouteStep) -> Conclusion | None:
    conclusions = list(step.conclusions.all())
    return conclusions[-1] if conclusions else None
