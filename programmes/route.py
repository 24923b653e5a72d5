"""The route of a proposal as plain values: rounds as rows, bodies as columns, stations past, next and planned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from ghnt import clock
from programmes.decided import Decided, conclusions_of
from programmes.drawn_route import columns_of
from programmes.models import Conclusion, Meeting, Proposal, ProposalState, Round, RouteStep
from programmes.models.proposals import ProposalQuerySet
from programmes.proposal_states import StationState, last_conclusion, state_of

WIDEST = 7  # more bodies than this do not fit beside each other


@dataclass(frozen=True)
class Station:
    """One step: what a body was asked, when, and what it concluded; `replaced` is oldest first."""

    step: int
    body: str
    body_key: int
    purpose: str
    papers_by: date | None  # the last day for papers, as long as the meeting is ahead
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
    state: ProposalState

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
    def overtaken(self) -> tuple[Station, ...]:
        """What waits in a round while a later round is already being treated."""
        begun = max((row.number for row in self.rounds if row.is_begun), default=0)
        earlier = (row for row in self.rounds if row.number < begun)
        return tuple(station for row in earlier for station in row.stations if not station.conclusion)

    @property
    def is_vertical(self) -> bool:
        return len(self.bodies) > WIDEST


def _lookups() -> tuple[str | Prefetch, ...]:
    steps = RouteStep.objects.select_related("body", "meeting__body", "purpose")
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
    columns = columns_of([tuple(steps) for _round, steps in rounds])
    stations = _stations([step for _round, steps in rounds for step in steps.values()])
    names = {key: step.body.name for _round, steps in rounds for key, step in steps.items()}
    return Route(
        bodies=tuple(names[key] for key in columns),
        rounds=tuple(
            RouteRound(
                round_.number,
                round_.title,
                tuple(stations[steps[key].pk] if key in steps else None for key in columns),
            )
            for round_, steps in rounds
        ),
        state=state_of(proposal),
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


def _stations(steps: list[RouteStep]) -> dict[int, Station]:
    last = last_conclusion(steps)
    is_ended = last is not None and last.outcome.ends_route
    following = next((step.pk for step in steps if not step.conclusions.all()), None)
    return {step.pk: _station(step, is_next=step.pk == following and not is_ended) for step in steps}


def _station(step: RouteStep, *, is_next: bool) -> Station:
    *replaced, current = conclusions_of(step) or (None,)
    ahead = StationState.NEXT if is_next else StationState.PLANNED
    return Station(
        step=step.pk,
        body=current.body if current else step.body.name,
        body_key=step.body_id,
        purpose=step.purpose.name,
        date=current.date if current else step.date,
        meeting=step.meeting_id,
        papers_by=None if current else _papers_by(step.meeting),
        state=StationState.PAST if current else ahead,
        conclusion=current,
        replaced=tuple(decided for decided in replaced if decided),
    )


def _papers_by(meeting: Meeting | None) -> date | None:
    return meeting.papers_by if meeting and meeting.date >= clock.today() else None


def is_early(step: RouteStep) -> bool:
    """Whether something of the same proposal still waits in an earlier round; one query."""
    earlier = RouteStep.objects.open().filter(
        round__proposal=step.round.proposal_id, round__number__lt=step.round.number
    )
    return earlier.exists()
