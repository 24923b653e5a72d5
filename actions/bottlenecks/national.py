"""One national bottleneck for similar ones of regions: made of chosen ones, linked, unlinked."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.bottlenecks.saving import save_bottleneck
from actions.bottlenecks.spreading import bring
from actions.bottlenecks.states import Verb
from actions.bottlenecks.steps import take_step
from actions.models import Bottleneck
from actions.models.bottlenecks import BottleneckQuerySet
from ghnt.accounts.models import User
from regions.rights import Rights

MOST_AT_ONCE = 60
FOREIGN = "Kies knelpunten die aan het landelijk team zijn voorgelegd."


def linkable(rights: Rights) -> BottleneckQuerySet:
    """Those of regions that the national team reads."""
    return Bottleneck.objects.visible_to(rights).regional().filter(is_shared=True)


@transaction.atomic
def make_national(
    *, bottleneck: Bottleneck, blocks: Collection, level: str, members: Collection[Bottleneck], by: User
) -> Bottleneck:
    """A new national bottleneck that lies at a level at once, with the ones of regions that it is made of.

    The same one a second time gives the one that stands there.
    """
    made = save_bottleneck(bottleneck=bottleneck, relations={"blocks": blocks}, seen_version=None, by=by)
    if not made.steps.exists():
        take_step(bottleneck=made, verb=Verb.RAISE, level=level, seen_version=made.version, by=by)
        made.refresh_from_db()
    set_members(national=made, members=members, by=by)
    return made


@transaction.atomic
def set_members(*, national: Bottleneck, members: Collection[Bottleneck], by: User) -> None:
    """Let exactly these hang under it; who is new gets what was answered already.

    Raises ValidationError for one that was never raised, is a national one, or hangs under another.
    """
    national = Bottleneck.objects.select_for_update(of=("self",)).get(pk=national.pk)
    wanted = {one.pk: one for one in members}
    if len(wanted) > MOST_AT_ONCE:
        raise ValidationError(f"Koppel hoogstens {MOST_AT_ONCE} knelpunten.")
    if any(one.region_id is None or not one.is_shared for one in members):
        raise ValidationError(FOREIGN)
    for one in members:
        if one.national_id not in (None, national.pk):
            raise ValidationError(f"{one.code} van {one.region} hangt al onder een ander landelijk knelpunt.")
    for one in Bottleneck.objects.filter(national=national).exclude(pk__in=wanted):
        _link(one, None)
    for one in Bottleneck.objects.filter(pk__in=wanted, national__isnull=True).select_related("region"):
        _link(one, national)
        bring(national, one)


def _link(bottleneck: Bottleneck, national: Bottleneck | None) -> None:
    bottleneck.claim(bottleneck.version)
    bottleneck.national = national
    bottleneck.save()
