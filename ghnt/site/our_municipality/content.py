"""What the page of one municipality says, as frozen plain values: screen and PDF are made from this alone.

Dates are ISO text, unknown is None, empty text is "". Numbers of rows say what to link to.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pydantic import TypeAdapter

from ghnt.documents.words import Word, long_date


@dataclass(frozen=True)
class Neighbour:
    """A municipality that this one went into, or that went into this one."""

    name: str
    slug: str
    on: str


@dataclass(frozen=True)
class Row:
    """An action with the municipality's own answer; `answer` None: it has not answered. A state not visible is None."""

    pk: int
    group: str
    name: str
    answer: Word | None
    since: str | None
    elaboration: str
    consequence: str
    phase: Word | None
    course: Word | None


@dataclass(frozen=True)
class RowGroup:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Local:
    title: str
    phase: Word
    puller: str
    end: str | None


@dataclass(frozen=True)
class Concluded:
    """`review` None: nobody asked the municipality to look at it, or the visitor may not know."""

    proposal: int
    subject: str
    body: str
    date: str
    outcome: Word
    text: str
    review: Word | None


@dataclass(frozen=True)
class RouteDay:
    name: str
    planned_on: str | None
    done_on: str | None
    result: str
    is_late: bool


@dataclass(frozen=True)
class OwnAct:
    version: int
    required: str
    state: Word
    planned_on: str | None
    decided_on: str | None
    note: str
    link: str
    days: tuple[RouteDay, ...]


@dataclass(frozen=True)
class Promise:
    text: str
    made_on: str | None
    due: str | None
    is_late: bool


@dataclass(frozen=True)
class Coming:
    pk: int
    body: str
    date: str
    hours: str
    place: str


@dataclass(frozen=True)
class Cost:
    action: int
    name: str
    year: int
    amount: str
    cover: str


@dataclass(frozen=True)
class Review:
    """Conclusions that still wait for this municipality, and the first day that is too late."""

    waiting: int
    before: str | None


@dataclass(frozen=True)
class OwnFigure:
    """What is read of one period, "" where nothing is known."""

    period: str
    shown: str
    is_apart: bool  # cannot be compared


@dataclass(frozen=True)
class OwnFigures:
    """One indicator of the municipality, oldest period first; `goal` and `remarks` are sentences."""

    code: str
    name: str
    unit: str
    cells: tuple[OwnFigure, ...]
    goal: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class OwnScan:
    """A scan that the municipality fills in; `filled` in words."""

    pk: int
    name: str
    state: Word
    filled: str
    due: str


@dataclass(frozen=True)
class OurMunicipality:
    name: str
    slug: str
    on: str
    ended_on: str | None
    successors: tuple[Neighbour, ...]
    predecessors: tuple[Neighbour, ...]
    region: str
    region_slug: str
    centre: str
    leader: str
    programme: str
    half_year: str
    rows: tuple[Row, ...]
    local_actions: tuple[Local, ...]
    conclusions: tuple[Concluded, ...]
    review: Review
    act: OwnAct | None
    promises: tuple[Promise, ...]
    meetings: tuple[Coming, ...]
    costs: tuple[Cost, ...]
    scans: tuple[OwnScan, ...] = ()
    figures: tuple[OwnFigures, ...] = ()

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        return grouped(self.rows)

    @property
    def unanswered(self) -> int:
        return sum(row.answer is None for row in self.rows)

    @property
    def taking_part(self) -> int:
        return sum(row.answer is not None and row.answer.label != NOT_TAKING_PART for row in self.rows)

    @property
    def sentence(self) -> str:
        """ "Beekdal doet mee aan 14 van 21 acties, nu of later; op 3 is nog geen antwoord. …" """
        return " ".join(part for part in (self._rows_said, self._act_said, self._review_said, self._late_said) if part)

    @property
    def _rows_said(self) -> str:
        if not self.rows:
            return f"Er zijn nog geen acties waarop {self.name} kan antwoorden."
        total = f"{len(self.rows)} {'actie' if len(self.rows) == 1 else 'acties'}"
        gaps = f"; op {self.unanswered} is nog geen antwoord" if self.unanswered else ""
        return f"{self.name} doet mee aan {self.taking_part} van {total}, nu of later{gaps}."

    @property
    def _act_said(self) -> str:
        act = self.act
        if act is None:
            return ""
        when = act.decided_on or act.planned_on
        day = f", {long_date(when)}" if when else ""
        return f"Programma, versie {act.version}: {act.state.label.lower()}{day}."

    @property
    def _review_said(self) -> str:
        number = self.review.waiting
        if not number:
            return ""
        before = f" vóór {long_date(self.review.before)}" if self.review.before else ""
        return f"{number} {'conclusie wacht' if number == 1 else 'conclusies wachten'} op nakijken{before}."

    @property
    def _late_said(self) -> str:
        late = sum(one.is_late for one in self.promises)
        if not late:
            return ""
        return f"{late} {'toezegging is' if late == 1 else 'toezeggingen zijn'} te laat."


NOT_TAKING_PART = "Doet niet mee"  # as actions.models.Participation says it


def grouped(rows: tuple[Row, ...]) -> tuple[RowGroup, ...]:
    return tuple(RowGroup(title, tuple(found)) for title, found in groupby(rows, key=lambda row: row.group))


_content = TypeAdapter(OurMunicipality)


def read_content(text: str) -> OurMunicipality:
    """Raises pydantic.ValidationError for text that is not of this schema."""
    return _content.validate_json(text)
