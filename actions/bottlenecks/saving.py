"""Keeping a bottleneck: a new one with its number, its words, the bin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from actions.models import Bottleneck, BottleneckState
from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region

RAISED_ALREADY = "Dit knelpunt is voorgelegd. Neem het eerst terug, of laat het vervallen met een reden."
TRIES = 3
Relations = Mapping[str, Iterable[Any]]


@transaction.atomic
def save_bottleneck(*, bottleneck: Bottleneck, relations: Relations, seen_version: int | None, by: User) -> Bottleneck:
    """Save the words of a bottleneck and what it is about; None says that it is new, and then it gets a number.

    The same new one a second time gives the one that stands there. Raises EditConflictError when it changed since.
    """
    if seen_version is None:
        if standing := _same(bottleneck, by):
            return standing
        bottleneck.created_by = by
        _save_with_number(bottleneck)
    else:
        bottleneck.claim(seen_version)
        _keep_steps(bottleneck)
        bottleneck.save()
    for name, chosen in relations.items():
        getattr(bottleneck, name).set(chosen)
    return bottleneck


def _keep_steps(bottleneck: Bottleneck) -> None:
    """A form holds the state of when it was opened; what stands now is meant."""
    now = Bottleneck.objects.get(pk=bottleneck.pk)
    for name in ("state", "level", "raised_at", "is_shared", "national_id", "removed_at"):
        setattr(bottleneck, name, getattr(now, name))


def _same(bottleneck: Bottleneck, by: User) -> Bottleneck | None:
    said = {name: getattr(bottleneck, name) for name in ("title", "text", "proposed_solution", "must_act")}
    mine = Bottleneck.objects.present().filter(region=bottleneck.region, created_by=by, **said)
    return mine.filter(created_at__date=clock.today(), steps__isnull=True).first()


def _save_with_number(bottleneck: Bottleneck) -> None:
    """The next number of its region; another one that was made at the same moment keeps its own."""
    if bottleneck.region_id is not None:
        Region.objects.select_for_update().get(pk=bottleneck.region_id)
    for turn in range(1, TRIES + 1):
        highest = Bottleneck.objects.filter(region=bottleneck.region).aggregate(number=Max("number"))["number"]
        bottleneck.number = (highest or 0) + 1
        try:
            with transaction.atomic():
                bottleneck.save()
            return
        except IntegrityError:
            if turn == TRIES:
                raise


@transaction.atomic
def remove_bottleneck(*, bottleneck: Bottleneck, by: User) -> None:
    """Put it in the bin; again is fine. Raises ValidationError while it lies with somebody else."""
    bottleneck = Bottleneck.objects.select_for_update(of=("self",)).get(pk=bottleneck.pk)
    if bottleneck.is_removed:
        return
    if bottleneck.state == BottleneckState.RAISED or bottleneck.is_shared:
        raise ValidationError(RAISED_ALREADY, code="raised")
    bottleneck.claim(bottleneck.version)
    bottleneck.removed_at, bottleneck.removed_by = clock.now(), by
    bottleneck.save()
    bottleneck.agenda_items.exclude(meeting__date__lt=clock.today()).delete()


@transaction.atomic
def restore_bottleneck(*, bottleneck: Bottleneck) -> None:
    bottleneck.claim(bottleneck.version)
    bottleneck.removed_at = bottleneck.removed_by = None
    bottleneck.save()


def may_be_removed(bottleneck: Bottleneck) -> bool:
    """Only what never was anybody else's: the rest is dropped with a reason."""
    return bottleneck.state != BottleneckState.RAISED and not bottleneck.is_shared
