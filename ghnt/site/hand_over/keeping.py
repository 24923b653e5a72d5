"""The own words of whoever leaves, for whoever comes."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from regions.models import HandOver, Region


def own_words_of(region: Region) -> HandOver | None:
    """One query."""
    return HandOver.objects.filter(region=region).select_related("changed_by").first()


@transaction.atomic
def save_own_words(*, region: Region, text: str, where: str, seen: int, by: User) -> HandOver:
    """Keep the words; made at the first edit. Raises EditConflictError when they changed since version `seen`."""
    kept = HandOver.objects.filter(region=region).first()
    if kept is None:
        kept = _made(region)
    kept.claim(seen)
    kept.text, kept.where = text, where
    kept.changed_at, kept.changed_by = clock.now(), by
    kept.save()
    return kept


def _made(region: Region) -> HandOver:
    try:
        with transaction.atomic():
            return HandOver.objects.create(region=region)
    except IntegrityError as error:  # a colleague began at the same moment
        raise EditConflictError(HandOver.objects.get(region=region)) from error
