"""A municipality's own row of an action."""

from __future__ import annotations

from django.db import transaction

from actions.models import Action, ActionMunicipality
from ghnt.ui.editing import EditConflictError


@transaction.atomic
def save_municipal_row(*, row: ActionMunicipality, seen_version: int | None) -> ActionMunicipality:
    """Save a municipality's row; None says that there was none yet. Raises EditConflictError."""
    Action.objects.select_for_update().get(pk=row.action_id)
    current = ActionMunicipality.objects.filter(action=row.action, municipality=row.municipality).first()
    if current is not None and seen_version is None:
        raise EditConflictError(current)
    if current is not None and seen_version is not None:
        row.pk = current.pk
        row.claim(seen_version)
    row.save()
    return row
