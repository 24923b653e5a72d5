"""Putting an action away: into the archive, where it keeps its page, or into the bin for thirty days; and back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import carrying
from actions.changes import record_event
from actions.models import Action, ChangeReason, DisclosedHalfYear
from ghnt import clock
from ghnt.accounts.models import User

OTHERS_TAKE_PART = (
    "Andere regio’s doen mee met deze actie. Spreek eerst af wie haar overneemt en stop het delen; daarna kan zij weg."
)
NODE_IS_GONE = "Het onderdeel van deze actie ligt ook in de prullenbak. Zet eerst het onderdeel terug."
SHARED_AGAIN = "Deze gedeelde actie staat al opnieuw in uw programma. Zij kan daarom niet terug."


@transaction.atomic
def archive_action(
    *, action: Action, by: User | None, after: str = "Gearchiveerd", reason: ChangeReason | None = None
) -> Action:
    """Let an action count nowhere any more; its page stays. Done twice it changes nothing.

    Only reports about a half year in which it still ran tell it. `after` is what history says.
    """
    stored = _locked(action)
    if stored.is_archived:
        return stored
    stored.archived_at, stored.archived_by = clock.now(), by
    return _keep(stored, "archived", after, by, reason)


@transaction.atomic
def unarchive_action(*, action: Action, by: User | None) -> Action:
    """Let an archived action count again. Done twice it changes nothing."""
    stored = _locked(action)
    if not stored.is_archived:
        return stored
    stored.archived_at = stored.archived_by = stored.merged_into = None
    return _keep(stored, "archived", "Teruggezet uit het archief", by)


@transaction.atomic
def remove_action(*, action: Action, by: User | None) -> Action:
    """Put an action into the bin; one that stands in a submitted report goes into the archive instead.

    The action returned says which: `is_removed` or `is_archived`. Raises ValidationError while other regions take part.
    """
    stored = _locked(action)
    if stored.is_removed:
        return stored
    if stored.shares.filter(removed_at__isnull=True).exists():
        raise ValidationError(OTHERS_TAKE_PART)
    if stands_in_a_report(stored):
        return archive_action(action=stored, by=by)
    stored.removed_at, stored.removed_by = clock.now(), by
    return _keep(stored, "removed", "Naar de prullenbak", by)


@transaction.atomic
def restore_action(*, action: Action, by: User | None = None) -> Action:
    """Take an action out of the bin; done twice it changes nothing. Raises ValidationError when its place is gone."""
    stored = _locked(action)
    if not stored.is_removed:
        return stored
    if stored.node.is_removed:
        raise ValidationError(NODE_IS_GONE)
    same = Action.objects.present().filter(programme=stored.programme_id, shared_from=stored.shared_from_id)
    if stored.shared_from_id and same.exists():
        raise ValidationError(SHARED_AGAIN)
    stored.removed_at = stored.removed_by = None
    return _keep(stored, "removed", "Teruggezet uit de prullenbak", by)


def stands_in_a_report(action: Action) -> bool:
    """Whether something was said of the action in a half year whose report was submitted."""
    told = DisclosedHalfYear.objects.filter(region=action.programme.region_id).values("half_year")
    return action.updates.filter(half_year__in=told).exists()


def _locked(action: Action) -> Action:
    locked = Action.objects.select_for_update(of=("self",))
    return locked.select_related("programme", "node").get(pk=action.pk)


def _keep(stored: Action, event: str, after: str, by: User | None, reason: ChangeReason | None = None) -> Action:
    stored.claim(stored.version)
    stored.changed_at = clock.now()
    stored.changed_by = by or stored.changed_by
    stored.save()
    record_event(action=stored, event=event, after=after, by=by, reason=reason)
    carrying.carry_over(stored)
    return stored
