"""Codes of the content as the words that stand in the document, each with its icon."""

from __future__ import annotations

from actions.models import Assessment, Phase
from actions.models.update import ENDED_PHASES
from ghnt.documents.words import Word
from reporting.content import RouteStation, State
from reporting.figures import NOT_FILLED_IN

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
