"""Voortgang bijwerken: the rows of one half year and how they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Self

from django.db import transaction
from django.db.models import Prefetch

from actions.models import ENDED_PHASES, Action, ActionUpdate
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class UpdateValues:
    """What somebody says of an action in one half year."""

    phase: str
    assessment: str = ""
    explanation: str = ""
    efforts: str = ""
    results: str = ""
    outlook: str = ""

    @classmethod
    def of(cls, update: ActionUpdate) -> Self:
        return cls(**{name: getattr(update, name) for name in cls.__dataclass_fields__})

    @property
    def settled(self) -> UpdateValues:
        """Without koers where the phase ended: it is not asked then."""
        if self.phase not in ENDED_PHASES:
            return self
        return UpdateValues(**(asdict(self) | {"assessment": ""}))

    def repeats(self, previous: ActionUpdate | None) -> bool:
        """Whether they say what was said last time, and nothing more: the report then says "ongewijzigd"."""
        if previous is None or self.efforts or self.results or self.outlook:
            return False
        said = (previous.phase, previous.assessment, previous.explanation)
        return (self.phase, self.assessment, self.explanation) == said


@dataclass(frozen=True)
class RowState:
    """An action with what was said of it, now and the last time before."""

    action: Action
    update: ActionUpdate | None
    previous: ActionUpdate | None

    @property
    def had_ended(self) -> bool:
        """It ended in an earlier half year: nothing is asked."""
        return self.previous is not None and self.previous.phase in ENDED_PHASES

    @property
    def name(self) -> str:
        """As the page's script knows it."""
        if self.update is not None:
            return "done"
        return "ended" if self.had_ended else "todo"


@dataclass(frozen=True)
class Tally:
    """ "18 van 40 bijgewerkt"; the same answer as `figures.updated_count`."""

    done: int
    total: int
    rows: int

    @property
    def to_do(self) -> int:
        return self.total - self.done


class RowsChangedError(Exception):
    """Some rows were changed by others; by action, the update as it stands now."""

    def __init__(self, current: dict[int, ActionUpdate]) -> None:
        super().__init__(f"{len(current)} rows")
        self.current = current


@dataclass(frozen=True)
class RowChange:
    action: Action
    seen_version: int | None
    values: UpdateValues


def row_states(programme: RegionalProgramme, half_year: HalfYear) -> list[RowState]:
    """Every action of the programme as the outline reads; four queries."""
    nodes = [node.pk for node in OutlineNode.objects.of(programme)]
    updates = ActionUpdate.objects.select_related("updated_by")
    before = ActionUpdate.objects.as_of(half_year.previous).latest_only()
    actions = Action.objects.in_programme(programme).in_outline_order(nodes).select_related("node")
    prefetched = actions.prefetch_related(
        Prefetch("updates", updates.filter(half_year=half_year), to_attr="this_half_year"),
        Prefetch("updates", before, to_attr="before"),
    )
    return [
        RowState(action, next(iter(action.this_half_year), None), next(iter(action.before), None))
        for action in prefetched
    ]


def tally(states: Iterable[RowState]) -> Tally:
    found = list(states)
    asked = [state for state in found if not state.had_ended]
    done = [state for state in asked if state.update is not None]
    return Tally(len(done), len(asked), len(found))


@transaction.atomic
def save_update(
    *, action: Action, half_year: HalfYear, seen_version: int | None, values: UpdateValues, by: User
) -> ActionUpdate:
    """Save what is said of an action in a half year; saving the same again changes nothing.

    `seen_version` is that of the update as the user read it, None when there was none. Raises EditConflictError when
    somebody else said something different meanwhile, and ValidationError when the values do not fit together.
    """
    Action.objects.select_for_update().get(pk=action.pk)
    said = values.settled
    current = ActionUpdate.objects.filter(action=action, half_year=half_year).first()
    if current is not None and UpdateValues.of(current) == said:
        return current
    if current is not None and seen_version is None:
        raise EditConflictError(current)
    update = current or ActionUpdate(action=action, half_year=half_year)
    if current is not None and seen_version is not None:
        update.claim(seen_version)
    for name, value in asdict(said).items():
        setattr(update, name, value)
    update.is_unchanged = said.repeats(action.state_as_of(half_year.previous))
    update.updated_at, update.updated_by = clock.now(), by
    update.full_clean()
    update.save()
    return update


@transaction.atomic
def save_updates(*, changes: Iterable[RowChange], half_year: HalfYear, by: User) -> int:
    """Save all of them or none; raises RowsChangedError with every row that somebody else changed. Returns how many."""
    conflicts: dict[int, ActionUpdate] = {}
    saved = 0
    for change in changes:
        try:
            save_update(
                action=change.action,
                half_year=half_year,
                seen_version=change.seen_version,
                values=change.values,
                by=by,
            )
            saved += 1
        except EditConflictError as conflict:
            conflicts[change.action.pk] = conflict.current  # type: ignore[assignment]
    if conflicts:
        raise RowsChangedError(conflicts)
    return saved
