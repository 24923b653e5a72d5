"""What the cells of one row say together: a title there must be, an end after the start, a koers with its reason."""

from __future__ import annotations

from datetime import date

from actions.exchange.cells import StoredRow
from actions.exchange.columns import STATE_NAMES
from actions.exchange.reading import GivenRow
from actions.exchange.understanding import Understood
from actions.models import ENDED_PHASES, NEEDS_EXPLANATION, Assessment, Phase
from ghnt.ui.dates import long_date

Changes = dict[str, Understood]
Wrong = list[tuple[str, str]]  # (column, what to do)

TITLE_NEEDED = "Vul een titel in. Wilt u de actie weglaten? Verwijder dan de hele rij."
PHASE_NEEDED = "Kies een fase. Zonder fase bewaren wij geen koers en geen toelichting."
WHY = {
    Assessment.ATTENTION: "Schrijf kort waarom deze actie aandacht vraagt.",
    Assessment.STALLED: "Schrijf kort waarom deze actie stagneert.",
}


def wrong_together(
    row: GivenRow, stored: StoredRow | None, texts: dict[str, str], changes: Changes
) -> tuple[Changes, Wrong]:
    """The changes as they would be saved, and what is wrong between the cells of the row."""
    wrong = _title(row, changes, texts) + _dates(stored, changes)
    if changes.keys() & set(STATE_NAMES):
        changes, wrong_state = _state(stored, texts, changes)
        wrong += wrong_state
    return changes, wrong


def _title(row: GivenRow, changes: Changes, texts: dict[str, str]) -> Wrong:
    is_empty = not row.cells["title"].text.strip() if "title" in row.cells else not texts["title"]
    return [("title", TITLE_NEEDED)] if is_empty else []


def _dates(stored: StoredRow | None, changes: Changes) -> Wrong:
    if not changes.keys() & {"start", "end"}:
        return []
    start, end = _day(stored, changes, "start"), _day(stored, changes, "end")
    if start is None or end is None or end >= start:
        return []
    return [("end", f"De einddatum ligt vóór de begindatum, {long_date(start)}. Kies een latere datum.")]


def _day(stored: StoredRow | None, changes: Changes, name: str) -> date | None:
    if name in changes:
        return changes[name].value
    return getattr(stored.action, name) if stored else None


def _state(stored: StoredRow | None, texts: dict[str, str], changes: Changes) -> tuple[Changes, Wrong]:
    """Phase, koers and explanation of the half year; a koers goes when the phase ended."""
    phase = _value(changes, "phase", texts, Phase)
    assessment = _value(changes, "assessment", texts, Assessment)
    explanation = changes["explanation"].value if "explanation" in changes else texts["explanation"]
    if not phase:
        return changes, [("phase", PHASE_NEEDED)]
    if phase in ENDED_PHASES and assessment:
        changes = {name: said for name, said in changes.items() if name != "assessment"}
        if texts["assessment"]:
            changes["assessment"] = Understood("", "")
        return changes, []
    if assessment in NEEDS_EXPLANATION and not explanation.strip():
        return changes, [("explanation", WHY[Assessment(assessment)])]
    return changes, []


def _value(changes: Changes, name: str, texts: dict[str, str], scale: type[Phase] | type[Assessment]) -> str:
    if name in changes:
        return str(changes[name].value)
    return next((str(value) for value, label in scale.choices if label == texts[name]), "")
