"""Who was heard about a programme, outside any proposal ("inbreng belanghebbenden")."""

from __future__ import annotations

from django.db import transaction

from programmes.models import Consultation, RegionalProgramme


@transaction.atomic
def save_consultation(*, consultation: Consultation, seen_version: int | None) -> Consultation:
    """Save a new or changed consultation; the same new one a second time gives the one that stands there.

    Raises EditConflictError when somebody else changed it since `seen_version`.
    """
    if consultation.pk:
        consultation.claim(seen_version or 0)
    elif standing := _same(consultation):
        return standing
    consultation.save()
    return consultation


def _same(consultation: Consultation) -> Consultation | None:
    RegionalProgramme.objects.select_for_update().get(pk=consultation.programme_id)
    return Consultation.objects.filter(
        programme=consultation.programme_id,
        heard=consultation.heard,
        date=consultation.date,
        said=consultation.said,
    ).first()
