"""A national programme that begins, on its own or after another one."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from ghnt.ui.dates import long_date
from programmes.models import Programme


@transaction.atomic
def begin_programme(*, name: str, abbreviation: str, valid_from: date, follows: Programme | None) -> Programme:
    """Add a national programme; the one before it ends on the day that this one begins.

    Raises ValidationError by field: a name that exists, a predecessor that has a successor or begins later.
    """
    slug = slugify(abbreviation) or slugify(name)
    if Programme.objects.filter(name__iexact=name).exists() or Programme.objects.filter(slug=slug).exists():
        raise ValidationError({"name": "Dit programma staat er al. Kies een andere naam en afkorting."})
    programme = Programme(name=name, abbreviation=abbreviation, slug=slug, valid_from=valid_from)
    if follows:
        follows = Programme.objects.select_for_update().get(pk=follows.pk)
        _refuse(follows, valid_from)
    programme.save()
    if follows:
        follows.successor, follows.valid_to = programme, follows.valid_to or valid_from
        follows.save()
    return programme


def _refuse(follows: Programme, valid_from: date) -> None:
    if follows.successor:
        raise ValidationError({"follows": f"‘{follows}’ heeft al een opvolger: ‘{follows.successor}’."})
    if valid_from <= follows.valid_from:
        begins = long_date(follows.valid_from)
        raise ValidationError({"valid_from": f"‘{follows}’ begint zelf op {begins}. Kies een latere datum."})
