"""What is said of an action in a half year: how it is saved, and how the last save is undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.carrying import carry_update
from actions.models import ENDED_PHASES, Action, ActionUpdate
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError

NOTHING_TO_UNDO = "Er is niets meer om ongedaan te maken. Ververs de pagina om te zien wat er nu staat."
NOT_YOURS = "De laatste wijziging is niet van u. U kunt alleen uw eigen laatste wijziging ongedaan maken."


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


@transaction.atomic
def save_update(
    *, action: Action, half_year: HalfYear, seen_version: int | None, values: UpdateValues, by: User | None
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
    carry_update(action, half_year)
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


@transaction.atomic
def undo_update(*, update: ActionUpdate, seen_version: int, by: User) -> ActionUpdate | None:
    """Put back what stood in the half year before the user's last save; None when nothing stood there.

    Raises EditConflictError when somebody changed it since, and ValidationError when the last save was not the user's.
    """
    Action.objects.select_for_update().get(pk=update.action_id)
    if not ActionUpdate.objects.filter(pk=update.pk).exists():
        raise ValidationError(NOTHING_TO_UNDO)
    update.claim(seen_version)
    update.refresh_from_db()
    if update.updated_by_id != by.pk:
        raise ValidationError(NOT_YOURS)
    past = list(update.history.order_by("-history_date", "-history_id")[:2])
    if len(past) < 2:
        update.delete()
        carry_update(update.action, update.half_year)
        return None
    put_back = _put_back(update, past[1])
    carry_update(update.action, update.half_year)
    return put_back


def _put_back(update: ActionUpdate, past: Any) -> ActionUpdate:
    for name in (*UpdateValues.__dataclass_fields__, "is_unchanged", "updated_at", "updated_by_id"):
        setattr(update, name, getattr(past, name))
    update.save()
    return update
