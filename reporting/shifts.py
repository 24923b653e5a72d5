"""What changed since the half year before, action by action. Pure functions of the content of a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actions.models import Assessment, Phase
from reporting.content import ActionLineItem, ReportContent, State

FINISHED_PHASES = (Phase.FINISHED, Phase.EMBEDDED)


class ShiftKind(StrEnum):
    WORSE = "worse"
    FINISHED = "finished"
    BETTER = "better"
    NEW = "new"

    @property
    def label(self) -> str:
        return {"worse": "Slechter", "finished": "Afgerond", "better": "Beter", "new": "Nieuw"}[self]

    @property
    def icon(self) -> str:
        icons = {"worse": "arrow-down-right", "finished": "flag", "better": "arrow-up-right", "new": "plus"}
        return icons[self]

    @property
    def tone(self) -> str:
        return "plain"


@dataclass(frozen=True)
class Shift:
    """An action that stands otherwise than in the half year before; `because` is its explanation of now."""

    kind: ShiftKind
    size: int
    number: str
    title: str
    before: str
    now: str
    because: str

    @property
    def sentence(self) -> str:
        if not self.before:
            return f"Nieuw: {self.now.lower()}."
        return f"Van {self.before.lower()} naar {self.now.lower()}."


def all_shifts(content: ReportContent) -> tuple[Shift, ...]:
    """Every action that changed since the previous half year: worse, finished, better, new, biggest first."""
    shifts = [shift for action in content.actions if (shift := _shift(action))]
    order = list(ShiftKind)
    return tuple(sorted(shifts, key=lambda shift: (order.index(shift.kind), -shift.size)))


def biggest_shifts(content: ReportContent) -> tuple[Shift, ...]:
    """At most three: the biggest of worse, finished and better first, then what is left of those."""
    shifts = [shift for shift in all_shifts(content) if shift.kind is not ShiftKind.NEW]
    firsts = [shift for n, shift in enumerate(shifts) if not n or shifts[n - 1].kind is not shift.kind]
    rest = sorted((shift for shift in shifts if shift not in firsts), key=lambda shift: -shift.size)
    chosen = (firsts + rest)[:3]
    return tuple(shift for shift in shifts if shift in chosen)


def state_label(state: State) -> str:
    """How a state is spoken: the assessment of a running action, else the phase."""
    if state.assessment:
        return Assessment(state.assessment).label
    return Phase(state.phase).label if state.phase else ""


def _shift(action: ActionLineItem) -> Shift | None:
    kind, size = _kind_of_shift(action.before, action.now)
    if kind is None:
        return None
    before, now = state_label(action.before), state_label(action.now)
    return Shift(kind, size, action.number, action.title, before, now, action.now.explanation)


def _kind_of_shift(before: State, now: State) -> tuple[ShiftKind | None, int]:
    if not now.phase:
        return None, 0
    if not before.phase:
        return ShiftKind.NEW, 0
    if now.phase in FINISHED_PHASES and before.phase not in FINISHED_PHASES:
        return ShiftKind.FINISHED, 1
    if not before.assessment or not now.assessment:
        return None, 0
    order = [one.value for one in Assessment]
    step = order.index(now.assessment) - order.index(before.assessment)
    return (None, 0) if not step else (ShiftKind.WORSE if step > 0 else ShiftKind.BETTER, abs(step))
