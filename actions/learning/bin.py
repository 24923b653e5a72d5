"""Putting what stands under Leren in the bin, and taking it out again."""

from __future__ import annotations

from django.db import transaction

from actions.models import LearningCircle, Lesson, Research
from ghnt import clock
from ghnt.accounts.models import User

Kept = Lesson | LearningCircle | Research


@transaction.atomic
def put_in_bin(*, one: Kept, seen_version: int, by: User) -> None:
    """Done twice it changes nothing. Raises EditConflictError when it changed since it was read."""
    stored = type(one)._base_manager.select_for_update().get(pk=one.pk)
    if stored.is_removed:
        return
    stored.claim(seen_version)
    stored.removed_at, stored.removed_by = clock.now(), by
    stored.save()


@transaction.atomic
def take_out_of_bin(*, one: Kept) -> None:
    """Done twice it changes nothing."""
    stored = type(one)._base_manager.select_for_update().get(pk=one.pk)
    if stored.is_removed:
        stored.removed_at = stored.removed_by = None
        stored.save()
