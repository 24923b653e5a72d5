"""Samen wijzigen: one change of phase, trekker or onderdeel for several actions, looked at before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch

from actions import planning
from actions.models import ENDED_PHASES, Action, ActionUpdate, Assessment, ChangeReason, DisclosedHalfYear, Phase
from actions.planning import PlanValues
from actions.progress import RowChange, RowsChangedError, UpdateValues, save_updates
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from regions.models import Organisation, Region

MOST = 500
SAME = "Staat al zo."


@dataclass(frozen=True)
class BulkChange:
    """What changes for all: a phase in a half year, a trekker, or a node; exactly one of the three is given."""

    half_year: HalfYear
    phase: str = ""
    puller: Organisation | None = None
    node: OutlineNode | None = None


@dataclass(frozen=True)
class BulkLine:
    """One action: from what to what, or why not. `seen` is the version to claim, None for an update not made yet."""

    action: Action
    before: str
    after: str
    seen: int | None
    note: str = ""
    refusal: str = ""
    values: UpdateValues | None = None

    @property
    def key(self) -> str:
        """As the page remembers it: "12.3"."""
        return f"{self.action.pk}.{'' if self.seen is None else self.seen}"


class ChangedMeanwhileError(Exception):
    """Others changed some of the actions since the preview; nothing was saved."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self.actions = tuple(actions)
        super().__init__(", ".join(action.code for action in self.actions))


def half_year_to_change(region: Region, *, on: date) -> HalfYear:
    """The half year that is over until its report is submitted, then the current one."""
    over = HalfYear.of(on).previous
    submitted = DisclosedHalfYear.objects.filter(region=region, half_year=over).exists()
    return HalfYear.of(on) if submitted else over


def preview(actions: Iterable[Action], change: BulkChange) -> list[BulkLine]:
    """What the change does to each action; saves nothing. The queries do not depend on the number of actions."""
    if change.phase:
        return [_phase_line(action, change) for action in _with_updates(actions, change.half_year)]
    return [_plan_line(action, change) for action in actions]


@transaction.atomic
def apply_bulk(
    *, actions: Iterable[Action], change: BulkChange, seen: Mapping[int, str], by: User, reason: ChangeReason | None
) -> int:
    """Save the change for every action that the preview let through, or for none; returns for how many.

    `seen` has the key of each line by action. Raises ChangedMeanwhileError, ReasonNeededError when the programme is
    adopted, and ValidationError when nothing is left to change.
    """
    lines = [line for line in preview(actions, change) if line.action.pk in seen]
    missing = set(seen) - {line.action.pk for line in lines}
    other = [line.action for line in lines if line.key != seen[line.action.pk]]
    other += Action.objects.filter(pk__in=missing).select_related("node")
    if other:
        raise ChangedMeanwhileError(other)
    wanted = [line for line in lines if not line.refusal]
    if not wanted:
        raise ValidationError("Geen van deze acties kan zo worden gewijzigd. Kies andere acties of iets anders.")
    if change.phase:
        _save_phases(wanted, change, by)
    else:
        _save_plans(wanted, change, by, reason)
    return len(wanted)


def _with_updates(actions: Iterable[Action], half_year: HalfYear) -> list[Action]:
    updates = Prefetch("updates", ActionUpdate.objects.as_of(half_year), to_attr="told")
    found = list(actions)
    pks = [action.pk for action in found]
    told = {one.pk: one for one in Action.objects.filter(pk__in=pks).select_related("node").prefetch_related(updates)}
    return [told[pk] for pk in pks if pk in told]


def _phase_line(action: Action, change: BulkChange) -> BulkLine:
    last = next(iter(action.told), None)  # type: ignore[attr-defined]
    now = last if last is not None and last.half_year == change.half_year else None
    before = Phase(last.phase).label if last else "nog niet ingevuld"
    values = replace(UpdateValues.of(now), phase=change.phase) if now else UpdateValues(phase=change.phase)
    line = BulkLine(action, before, Phase(change.phase).label, now.version if now else None, values=values.settled)
    if action.is_shared_here:
        return replace(line, refusal=planning.LED_ELSEWHERE)
    if now is not None and now.phase == change.phase:
        return replace(line, refusal=SAME)
    return replace(line, note=_phase_note(now, change))


def _phase_note(now: ActionUpdate | None, change: BulkChange) -> str:
    if now is None:
        ended = change.phase in ENDED_PHASES
        return "" if ended else f"Koers en toelichting over het {change.half_year.label} vult u nog in."
    if now.assessment and change.phase in ENDED_PHASES:
        return f"De koers ({Assessment(now.assessment).label.lower()}) vervalt; de toelichting blijft staan."
    return ""


def _plan_line(action: Action, change: BulkChange) -> BulkLine:
    if change.node is not None:
        line = BulkLine(action, str(action.node), str(change.node), action.version)
        note = "De actie krijgt daar een nieuw nummer."
        return replace(line, refusal=SAME) if action.node_id == change.node.pk else replace(line, note=note)
    line = BulkLine(action, str(action.puller or "nog geen"), str(change.puller), action.version)
    if action.is_shared_here:
        return replace(line, refusal=planning.LED_ELSEWHERE)
    return replace(line, refusal=SAME) if action.puller == change.puller else line


def _save_phases(lines: list[BulkLine], change: BulkChange, by: User) -> None:
    changes = [RowChange(line.action, line.seen, line.values) for line in lines if line.values is not None]
    try:
        save_updates(changes=changes, half_year=change.half_year, by=by)
    except RowsChangedError as conflicts:
        raise ChangedMeanwhileError(line.action for line in lines if line.action.pk in conflicts.current) from conflicts


def _save_plans(lines: list[BulkLine], change: BulkChange, by: User, reason: ChangeReason | None) -> None:
    values = PlanValues(node=change.node) if change.node is not None else PlanValues(puller=change.puller)
    for line in lines:
        try:
            planning.apply_plan(
                action=line.action, seen_version=line.action.version, values=values, by=by, reason=reason
            )
        except EditConflictError as conflict:
            raise ChangedMeanwhileError([line.action]) from conflict
