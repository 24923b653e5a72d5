"""Definitions of indicators, what makes figures incomparable, baselines and targets: saved and removed as seen."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.models import BuildingBlock
from regions.models import Region
from reporting.models import FigureTarget, Incomparability, Indicator

# Whoever changes one of these gives another meaning to the figures that stand.
FIXED_WITH_FIGURES = ("unit", "value_kind", "level", "period_kind", "decimals")


def fixed_fields(indicator: Indicator) -> tuple[str, ...]:
    """What of a definition can no longer change, because there are figures."""
    return FIXED_WITH_FIGURES if indicator.pk and indicator.figures.exists() else ()


@transaction.atomic
def save_indicator(*, indicator: Indicator, blocks: Iterable[BuildingBlock], seen_version: int | None) -> Indicator:
    """Save a new definition, or a changed one as it was seen. The same new one a second time gives what stands.

    Raises EditConflictError, ValidationError when a field changed that figures depend on.
    """
    if indicator.pk:
        indicator.claim(seen_version or 0)
        _refuse_fixed(indicator)
    elif standing := _same(indicator):
        return standing
    else:
        indicator.code = free_code(indicator.name, indicator.region)
    indicator.save()
    indicator.blocks.set(blocks)
    return indicator


def _refuse_fixed(indicator: Indicator) -> None:
    stored = Indicator.objects.get(pk=indicator.pk)
    changed = [name for name in fixed_fields(stored) if getattr(stored, name) != getattr(indicator, name)]
    if changed:
        said = "Er zijn al cijfers van deze indicator. Maak een nieuwe indicator als u dit anders wilt tellen."
        raise ValidationError(dict.fromkeys(changed, said))


def _same(indicator: Indicator) -> Indicator | None:
    if indicator.region_id:
        Region.objects.select_for_update().get(pk=indicator.region_id)
    said = ("region", "name", "definition", "unit", "value_kind", "level", "period_kind")
    return Indicator.objects.present().filter(**{name: getattr(indicator, name) for name in said}).first()


def free_code(name: str, region: Region | None) -> str:
    """A code for addresses made of the name, that of a region behind the region's code."""
    start = slugify(f"{region.short_code} {name}" if region else name)[:32].strip("-") or "indicator"
    taken = set(Indicator.objects.filter(code__startswith=start).values_list("code", flat=True))
    options = (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in options if one not in taken)


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: User) -> None:
    """Put an indicator in the bin with its figures; done twice it changes nothing."""
    stored = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if not stored.is_removed:
        stored.removed_at, stored.removed_by = clock.now(), by
        stored.save()


@transaction.atomic
def restore_indicator(*, indicator: Indicator) -> Indicator:
    """Take an indicator out of the bin; done twice it changes nothing."""
    stored = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if stored.is_removed:
        stored.removed_at = stored.removed_by = None
        stored.save()
    return stored


@transaction.atomic
def save_incomparability(*, row: Incomparability, seen_version: int | None) -> Incomparability:
    """Save why figures cannot be compared. The same new one again gives what stands. Raises EditConflictError."""
    if row.pk:
        row.claim(seen_version or 0)
    else:
        Indicator.objects.select_for_update().get(pk=row.indicator_id)
        said = ("indicator", "area_code", "first", "last", "reason")
        if standing := Incomparability.objects.filter(**{name: getattr(row, name) for name in said}).first():
            return standing
    row.save()
    return row


@transaction.atomic
def save_target(*, target: FigureTarget, seen_version: int | None) -> FigureTarget:
    """Save baseline and target of an area. Raises EditConflictError, also when a colleague made it meanwhile."""
    if not target.pk:
        Indicator.objects.select_for_update().get(pk=target.indicator_id)
        standing = FigureTarget.objects.filter(indicator=target.indicator_id, area_code=target.area_code).first()
        if standing and _says_the_same(standing, target):
            return standing
        if standing:
            raise EditConflictError(standing)
    else:
        target.claim(-1 if seen_version is None else seen_version)  # it was new on the form that was sent
    target.save()
    return target


def _says_the_same(one: FigureTarget, other: FigureTarget) -> bool:
    said = ("baseline_period", "baseline", "target", "target_on", "note")
    return all(getattr(one, name) == getattr(other, name) for name in said)
