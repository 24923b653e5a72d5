"""Learning circles: who sees them, and how the national team keeps them."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.text import slugify

from actions.models import CircleMeeting, LearningCircle
from ghnt.accounts.models import User
from ghnt.ui.removing import RemovableQuerySet
from programmes.models import BuildingBlock
from regions.models import Region
from regions.rights import Right, Rights

WITHOUT_REGIONS = (
    "Kies ten minste één regio: een leerkring zonder regio’s heeft niemand om uit te nodigen. "
    "Weet u de regio’s nog niet? Kies er alvast één en vul de leerkring later aan."
)


def visible_circles(rights: Rights) -> RemovableQuerySet:
    """The circles of the regions somebody reads from within; of whoever keeps them all."""
    circles = LearningCircle.objects.present()
    if Right.WRITE_NATIONAL in rights.national:
        return circles
    return circles.filter(regions__in=_own(rights)).distinct()


def _own(rights: Rights) -> list[int]:
    return [pk for pk, held in rights.by_region.items() if Right.READ_REGION in held]


def told_circles(rights: Rights) -> RemovableQuerySet:
    """The visible ones with their regions and meetings; three queries."""
    meetings = Prefetch("meetings", CircleMeeting.objects.order_by("date", "pk"))
    return visible_circles(rights).prefetch_related("regions", meetings)


@transaction.atomic
def save_circle(
    *,
    circle: LearningCircle,
    regions: Collection[Region],
    blocks: Collection[BuildingBlock],
    seen_version: int | None,
    by: User,
) -> LearningCircle:
    """Save a new circle (None), or a changed one as it was seen.

    The same new one a second time gives the one that stands there. Raises EditConflictError, and ValidationError
    without any region.
    """
    if not regions:
        raise ValidationError({"regions": WITHOUT_REGIONS})
    if seen_version is not None:
        circle.claim(seen_version)
    else:
        User.objects.select_for_update().get(pk=by.pk)  # a second click waits for the first
        said = {name: getattr(circle, name) for name in ("name", "themes", "begins", "ends")}
        if standing := LearningCircle.objects.present().filter(**said).first():
            return standing
        circle.slug = _free_slug(circle.name)
    circle.save()
    circle.regions.set(regions)
    circle.blocks.set(blocks)
    return circle


def _free_slug(name: str) -> str:
    """An address of its own, also beside circles of the same name."""
    wanted = slugify(name)[:150] or "leerkring"
    taken = set(LearningCircle.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
