"""What changed since the half year before, action by action. Pure functions of the content of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actions.models import Assessment, Phase
from ghnt.ui.dates import long_date
from reporting.content import ActionLineItem, ReportContent, State

FINISHED_PHASES = (Phase.FINISHED, Phase.EMBEDDED)


class ShiftKind(StrEnum):
    WORSE = "worse"
    FINISHED = "finished"
    BETTER = "better"
    MOVED = "moved"
    NEW = "new"

    @property
    def label(self) -> str:
        labels = {"worse": "Slechter", "finished": "Afgerond", "better": "Beter", "moved": "Verschoven", "new": "Nieuw"}
        return labels[self]

    @property
    def icon(self) -> str:
        return {
            "worse": "arrow-down-right",
            "finished": "flag",
            "better": "arrow-up-right",
            "moved": "calendar-event",
            "new": "plus",
        }[self]

    @property
    def tone(self) -> str:
        return "plain"


# As readers get them: first what is new, last what will come at another time.
READING_ORDER = (ShiftKind.NEW, ShiftKind.FINISHED, ShiftKind.BETTER, ShiftKind.WORSE, ShiftKind.MOVED)
NO_END = "geen einddatum"


@dataclass(frozen=True)
class Shift:
    """An action that stands otherwise than in the half year before, or whose end moved.

    `because` is its explanation of now, or the reason given for the new end.
    """

    kind: ShiftKind
    size: int
    number: str
    title: str
    before: str
    now: str
    because: str

    @property
    def sentence(self) -> str:
        if self.kind is ShiftKind.MOVED:
            return f"Einddatum van {self.before} naar {self.now}."
        if not self.before:
            return f"Nieuw: {self.now.lower()}."
        return f"Van {self.before.lower()} naar {self.now.lower()}."

    @property
    def opening(self) -> str:
        """The sentence, leading over to the reason where there is one: "…, want:"."""
        return f"{self.sentence.removesuffix('.')}, want:" if self.because else self.sentence


def all_shifts(content: ReportContent) -> tuple[Shift, ...]:
    """Every action that changed since the previous half year: worse, finished, better, moved, new, biggest first."""
    found = (shift for action in content.actions for shift in (_shift(action), _move(action)))
    shifts = [shift for shift in found if shift]
    order = list(ShiftKind)
    return tuple(sorted(shifts, key=lambda shift: (order.index(shift.kind), -shift.size)))


def shifts_by_kind(content: ReportContent) -> tuple[tuple[ShiftKind, tuple[Shift, ...]], ...]:
    """The shifts of each kind that has any, in the order in which they are read."""
    shifts = all_shifts(content)
    kinds = ((kind, tuple(shift for shift in shifts if shift.kind is kind)) for kind in READING_ORDER)
    return tuple((kind, found) for kind, found in kinds if found)


def biggest_shifts(content: ReportContent) -> tuple[Shift, ...]:
    """At most three: the biggest of worse, finished, better and moved first, then what is left of those."""
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


def _move(action: ActionLineItem) -> Shift | None:
    """The end that was agreed before, and now; how far it moved does not count against how an action goes."""
    if not action.end_before or action.end_before == action.end:
        return None
    because = next((change.reason for change in reversed(action.plan_changes) if change.field == "end"), "")
    now = _day(action.end) if action.end else NO_END
    return Shift(ShiftKind.MOVED, 1, action.number, action.title, _day(action.end_before), now, because)


def _day(iso: str) -> str:
    return long_date(date.fromisoformat(iso))


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
