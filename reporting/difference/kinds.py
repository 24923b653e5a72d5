"""What kinds of change there are, and of which kind a change of an action is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from actions.models import Assessment, Phase
from actions.models.states import ENDED_PHASES
from reporting.shifts import FINISHED_PHASES


class ChangeKind(StrEnum):
    """In the order in which people read them."""

    WORSE = "worse"
    BETTER = "better"
    FINISHED = "finished"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"
    PLAN = "plan"
    TEXTS = "texts"
    FIGURES = "figures"
    DECISIONS = "decisions"
    ADOPTION = "adoption"
    MONEY = "money"

    @property
    def label(self) -> str:
        return _SHOWN[self.value][0]

    @property
    def icon(self) -> str:
        return _SHOWN[self.value][1]

    @property
    def tone(self) -> str:
        return "plain"


_SHOWN = {
    "worse": ("Slechter", "arrow-down-right"),
    "better": ("Beter", "arrow-up-right"),
    "finished": ("Afgerond", "flag"),
    "moved": ("Verschoven", "calendar-event"),
    "new": ("Nieuw", "plus"),
    "gone": ("Vervallen", "circle-x"),
    "plan": ("Aangepast", "pencil"),
    "texts": ("Teksten", "file"),
    "figures": ("Cijfers", "chart-bar"),
    "decisions": ("Besluitvorming", "road"),
    "adoption": ("Vaststelling", "gavel"),
    "money": ("Geld", "coin-euro"),
}

# What actions went through: the shifts that are counted and compared between regions.
SHIFTS = (
    ChangeKind.WORSE,
    ChangeKind.BETTER,
    ChangeKind.FINISHED,
    ChangeKind.MOVED,
    ChangeKind.NEW,
    ChangeKind.GONE,
)
_PHASES = [phase.value for phase in Phase]
_ASSESSMENTS = [assessment.value for assessment in Assessment]
_DATES = {"start", "end"}

Values = Mapping[str, str]


def kind_of_action_change(field: str, before: Values, after: Values) -> ChangeKind:
    """Of one field of an action that is in both reports; `before` and `after` are all its values."""
    if field in _DATES:
        return ChangeKind.MOVED
    if field == "phase":
        return _of_phase(before.get("phase", ""), after.get("phase", ""))
    if field == "assessment":
        return _of_assessment(before, after)
    return ChangeKind.PLAN


def kind_of_departure(values: Values) -> ChangeKind:
    """Of an action that is not told any more: one that had ended was not dropped by it."""
    return ChangeKind.PLAN if values.get("phase") in ENDED_PHASES else ChangeKind.GONE


def is_told_by_phase(before: str, after: str, phase: str) -> bool:
    """Whether a change of assessment says nothing of its own: none is asked of an action that ended."""
    return bool(before) and not after and phase in ENDED_PHASES


def _of_phase(before: str, after: str) -> ChangeKind:
    if not before or not after:
        return ChangeKind.PLAN
    if after in FINISHED_PHASES and before not in FINISHED_PHASES:
        return ChangeKind.FINISHED
    if after == Phase.DROPPED:
        return ChangeKind.GONE
    if before == Phase.DROPPED:
        return ChangeKind.BETTER
    return ChangeKind.BETTER if _PHASES.index(after) > _PHASES.index(before) else ChangeKind.WORSE


def _of_assessment(before: Values, after: Values) -> ChangeKind:
    was, became = before.get("assessment", ""), after.get("assessment", "")
    if was and became:
        return ChangeKind.WORSE if _ASSESSMENTS.index(became) > _ASSESSMENTS.index(was) else ChangeKind.BETTER
    if is_told_by_phase(was, became, after.get("phase", "")) and before.get("phase") != after.get("phase"):
        return _of_phase(before.get("phase", ""), after.get("phase", ""))
    return ChangeKind.PLAN
