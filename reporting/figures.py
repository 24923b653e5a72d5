"""The figures of a report: counts, shifts and what is asked of whom. All are pure functions of its content.

Unit everywhere: number of actions, unless said otherwise; source: the content of the report alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from actions.models import Assessment, Phase
from actions.models.update import ENDED_PHASES
from ghnt.periods import HalfYear
from reporting.content import ActionLineItem, ReportContent
from reporting.shifts import FINISHED_PHASES, Shift, biggest_shifts

NOT_FILLED_IN = "Nog niet ingevuld"
WAITING_FIRST = 3  # bottlenecks before the coming decisions


@dataclass(frozen=True)
class Count:
    """How many actions have one phase or assessment; code "" is what was not filled in."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class LineFigures:
    """One line, or all of them together (key "" then).

    `assessments` leaves out actions that ended: none is asked of those; `phases` counts every action.
    """

    key: str
    code: str
    title: str
    total: int
    running: int
    finished: int
    assessments: tuple[Count, ...]
    phases: tuple[Count, ...]

    @property
    def finished_words(self) -> str:
        return f"{self.finished} van {self.total} afgerond"

    def assessed(self, assessment: str) -> int:
        return next(count.number for count in self.assessments if count.code == assessment)

    def in_phase(self, phase: str) -> int:
        return next(count.number for count in self.phases if count.code == phase)


@dataclass(frozen=True)
class KeyFigure:
    number: int
    words: str


@dataclass(frozen=True)
class Ask:
    """What is asked of whom: a coming step of a proposal, with its date (ISO, None is not known yet), or an answer."""

    who: str
    purpose: str
    subject: str
    when: str | None
    since: str | None = None  # of a bottleneck: from when it waits


@dataclass(frozen=True)
class ReportFigures:
    total: LineFigures
    lines: tuple[LineFigures, ...]
    key_figures: tuple[KeyFigure, ...]
    shifts: tuple[Shift, ...]
    asks: tuple[Ask, ...]
    conclusions: int

    @property
    def assessment_sentence(self) -> str:
        """ "26 van 36 lopende acties liggen op koers, 7 vragen aandacht, 3 stagneren." """
        if not self.total.running:
            return "Er zijn geen lopende acties."
        good, attention, stalled = (self.total.assessed(code) for code in Assessment)
        running = _count(self.total.running, "lopende actie", "lopende acties")
        return (
            f"{good} van {running} {_verb(good, 'ligt', 'liggen')} op koers,"
            f" {attention} {_verb(attention, 'vraagt', 'vragen')} aandacht,"
            f" {stalled} {_verb(stalled, 'stagneert', 'stagneren')}."
        )

    @property
    def phase_sentence(self) -> str:
        """ "22 van 40 acties zijn in uitvoering, 4 zijn afgerond of geborgd." """
        if not self.total.total:
            return "Er zijn nog geen acties."
        busy, finished = self.total.in_phase(Phase.IN_PROGRESS), self.total.finished
        every = _count(self.total.total, "actie", "acties")
        return (
            f"{busy} van {every} {_verb(busy, 'is', 'zijn')} in uitvoering,"
            f" {finished} {_verb(finished, 'is', 'zijn')} afgerond of geborgd."
        )


def figures_of(content: ReportContent) -> ReportFigures:
    total = _line_figures("", "", "Alle acties", content.actions)
    conclusions = _conclusions_in(content)
    return ReportFigures(
        total=total,
        lines=tuple(_line_figures(line.key, line.code, line.title, line.actions) for line in content.lines),
        key_figures=_key_figures(total, conclusions),
        shifts=biggest_shifts(content),
        asks=asks_of(content),
        conclusions=conclusions,
    )


def asks_of(content: ReportContent) -> tuple[Ask, ...]:
    """What waits for an answer, the longest first, and the planned steps after the reference date, by date.

    A few bottlenecks stand on top and the others at the end; steps without a date come after those with one.
    """
    asks = [
        Ask(station.body, station.purpose, proposal.subject, station.date)
        for proposal in content.proposals
        for station in proposal.stations
        if not station.outcome and (station.date is None or station.date > content.reference_date)
    ]
    steps = sorted(asks, key=lambda ask: (ask.when is None, ask.when or ""))
    waiting = [
        Ask(item.level_label, "Antwoord gevraagd", item.title, None, item.since)
        for item in content.bottlenecks.open
        if item.since
    ]
    return (*waiting[:WAITING_FIRST], *steps, *waiting[WAITING_FIRST:])


def _line_figures(key: str, code: str, title: str, actions: Sequence[ActionLineItem]) -> LineFigures:
    phases = Counter(action.now.phase for action in actions)
    assessments = Counter(action.now.assessment for action in actions if action.now.phase not in ENDED_PHASES)
    return LineFigures(
        key=key,
        code=code,
        title=title,
        total=len(actions),
        running=assessments.total(),
        finished=sum(phases[phase] for phase in FINISHED_PHASES),
        assessments=(
            *(Count(one.value, one.label, assessments[one.value]) for one in Assessment),
            Count("", NOT_FILLED_IN, assessments[""]),
        ),
        phases=(
            *(Count(one.value, one.label, phases[one.value]) for one in Phase),
            Count("", NOT_FILLED_IN, phases[""]),
        ),
    )


def _key_figures(total: LineFigures, conclusions: int) -> tuple[KeyFigure, ...]:
    good, attention, stalled = (total.assessed(code) for code in Assessment)
    troubled = attention + stalled
    return (
        KeyFigure(good, f"van {_count(total.running, 'lopende actie', 'lopende acties')} op koers"),
        KeyFigure(
            troubled,
            _verb(troubled, "actie vraagt aandacht of stagneert", "acties vragen aandacht of stagneren"),
        ),
        KeyFigure(total.finished, f"van {_count(total.total, 'actie', 'acties')} afgerond of geborgd"),
        KeyFigure(conclusions, _verb(conclusions, "conclusie van een overleg", "conclusies van overleggen")),
    )


def _conclusions_in(content: ReportContent) -> int:
    """Number of conclusions dated in the half year."""
    period = HalfYear.parse(content.half_year)
    first, last = period.start.isoformat(), period.end.isoformat()
    stations = (station for proposal in content.proposals for station in proposal.stations)
    return sum(bool(one.outcome and one.date and first <= one.date <= last) for one in stations)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _verb(number: int, one: str, more: str) -> str:
    return one if number == 1 else more
