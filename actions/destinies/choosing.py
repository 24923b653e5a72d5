"""Saving what becomes of actions: only what changed, all or none, and never over a colleague's choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.models import Action, ActionDestiny, Destiny
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import RegionalProgramme

TO_WHOM = "Schrijf naar wie de actie overgaat."


@dataclass(frozen=True)
class Chosen:
    """`choice` None takes a choice back; `seen` is the version that was shown, None when there was no choice."""

    action: int
    choice: Destiny | None
    to: str = ""
    note: str = ""
    seen: int | None = None


class DestinyConflictError(Exception):
    """Colleagues chose meanwhile; nothing was saved. `current`: by action what stands, None when it was taken back."""

    def __init__(self, current: dict[int, ActionDestiny | None]) -> None:
        super().__init__(f"{len(current)} changed")
        self.current = current


def save_destinies(*, programme: RegionalProgramme, chosen: Iterable[Chosen], by: User) -> int:
    """Save what differs and return how many did.

    Raises ValidationError when an action goes over to nobody, DestinyConflictError when a colleague was first.
    """
    wanted = {one.action: one for one in chosen}
    if any(one.choice == Destiny.TRANSFER and not one.to.strip() for one in wanted.values()):
        raise ValidationError(TO_WHOM)
    try:
        with transaction.atomic():
            return _save(programme, wanted, by)
    except IntegrityError as error:
        raise DestinyConflictError(_standing(programme, wanted)) from error


def _save(programme: RegionalProgramme, wanted: dict[int, Chosen], by: User) -> int:
    actions = Action.objects.in_programme(programme).own().filter(pk__in=wanted).select_for_update(of=("self",))
    known = {action.pk for action in actions}
    standing = {one.action_id: one for one in ActionDestiny.objects.filter(action__in=known).select_for_update()}
    differing = [one for pk, one in wanted.items() if pk in known and _differs(one, standing.get(pk))]
    lost = {one.action: standing.get(one.action) for one in differing if one.seen != _version(standing.get(one.action))}
    if lost:
        raise DestinyConflictError(lost)
    for one in differing:
        _write(one, standing.get(one.action), by)
    return len(differing)


def _standing(programme: RegionalProgramme, wanted: Iterable[int]) -> dict[int, ActionDestiny | None]:
    found = ActionDestiny.objects.filter(action__programme=programme, action__in=list(wanted))
    return {one.action_id: one for one in found}


def _version(destiny: ActionDestiny | None) -> int | None:
    return destiny.version if destiny else None


def _differs(one: Chosen, old: ActionDestiny | None) -> bool:
    if old is None or one.choice is None:
        return (old is None) != (one.choice is None)
    return (one.choice, one.to, one.note) != (old.choice, old.to, old.note)


def _write(one: Chosen, old: ActionDestiny | None, by: User) -> None:
    if one.choice is None:
        if old:
            old.delete()
        return
    row = old or ActionDestiny(action_id=one.action)
    row.choice, row.to, row.note = one.choice, one.to, one.note
    row.at, row.by = clock.now(), by
    row.version += 1
    row.save()
