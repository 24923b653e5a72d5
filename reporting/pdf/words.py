"""Codes and ISO dates of the content as the words that stand in the document, each with its icon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from actions.models import Assessment, Phase
from actions.models.update import ENDED_PHASES
from ghnt.ui import dates
from reporting.content import RouteStation, State
from reporting.figures import NOT_FILLED_IN

NOT_KNOWN = "nog niet bekend"
DATE_FOLLOWS = "datum volgt"


@dataclass(frozen=True)
class Word:
    """A status as it is spoken: never an icon without its word."""

    label: str
    icon: str
    tone: str

    @property
    def picture(self) -> str:
        return f"{self.icon}-{self.tone}"


NOTHING_YET = Word(NOT_FILLED_IN, "circle-dashed", "grey")
NOT_ASKED = Word("Niet gevraagd", "", "plain")


def phase_word(state: State) -> Word:
    if not state.phase:
        return NOTHING_YET
    phase = Phase(state.phase)
    return Word(phase.label, phase.icon, phase.tone)


def assessment_word(state: State) -> Word:
    """The koers; not asked of an action that ended."""
    if state.phase in ENDED_PHASES:
        return NOT_ASKED
    if not state.assessment:
        return NOTHING_YET
    assessment = Assessment(state.assessment)
    return Word(assessment.label, assessment.icon, assessment.tone)


def outcome_word(station: RouteStation) -> Word:
    return Word(station.outcome_label, station.outcome_icon or "message-2", station.outcome_tone or "plain")


def long_date(iso: str | None, unknown: str = NOT_KNOWN) -> str:
    return dates.long_date(date.fromisoformat(iso)) if iso else unknown


def short_date(iso: str | None, unknown: str = "") -> str:
    """With hard spaces: it stands in narrow cells."""
    return dates.short_date(date.fromisoformat(iso)).replace(" ", "\N{NO-BREAK SPACE}") if iso else unknown


def moment(iso: str) -> str:
    """9 juli 2021, 16.12 uur"""
    at = datetime.fromisoformat(iso)
    return f"{dates.long_date(at)}, {dates.clock_time(at)}"


def listed(names: tuple[str, ...]) -> str:
    """A, B en C"""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
