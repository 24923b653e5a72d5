"""Bijdragen: to write one down, to change it, to put it in the bin and to take it out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.means.usual import centres_in
from actions.models import Grant
from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region

FROM_APPLICATION = "Deze bijdrage volgt uit een toegekende aanvraag. U kunt haar niet verwijderen."
IN_USE = "Bij deze bijdrage staan kosten of bestedingen van acties. Kies daar eerst een andere bijdrage."
_SAID = ("region", "source", "name", "year", "centre", "amount", "is_provisional", "note")


@transaction.atomic
def save_grant(*, grant: Grant, seen_version: int | None) -> Grant:
    """Save a new grant, or a changed one as it was seen. Raises EditConflictError and ValidationError.

    The same new one a second time gives the one that stands there.
    """
    _refuse_centre_of_another_time(grant)
    Region.objects.select_for_update().get(pk=grant.region_id)
    if grant.pk:
        grant.claim(seen_version or 0)
    elif standing := Grant.objects.present().filter(**{name: getattr(grant, name) for name in _SAID}).first():
        return standing
    grant.save()
    return grant


@transaction.atomic
def remove_grant(*, grant: Grant, by: User) -> None:
    """Put a grant in the bin; done twice it changes nothing. Raises ValidationError as long as it is in use."""
    stored = Grant.objects.select_for_update().get(pk=grant.pk)
    if stored.is_removed:
        return
    if hasattr(stored, "application"):
        raise ValidationError(FROM_APPLICATION)
    if stored.spendings.exists() or stored.costs.exists():
        raise ValidationError(IN_USE)
    stored.removed_at, stored.removed_by = clock.now(), by
    stored.save()


@transaction.atomic
def restore_grant(*, grant: Grant) -> Grant:
    """Take a grant out of the bin; done twice it changes nothing."""
    stored = Grant.objects.select_for_update().get(pk=grant.pk)
    if stored.is_removed:
        stored.removed_at = stored.removed_by = None
        stored.save()
    return stored


def _refuse_centre_of_another_time(grant: Grant) -> None:
    if grant.centre is None or grant.centre in centres_in(grant.region, grant.year):
        return
    words = f"{grant.centre} was in {grant.year} geen centrumgemeente van deze regio. Kies een andere ontvanger."
    raise ValidationError({"centre": words})
