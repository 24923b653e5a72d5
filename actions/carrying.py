"""Keeps the row that another region holds of a shared action equal to the action that is led elsewhere.

Whoever saves an action calls `carry_over`, whoever saves or takes back what is said of a half year `carry_update`,
in the same transaction. A row in the archive is left as it was: its region stopped taking part.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from actions.models import Action, ActionMilestone, ActionUpdate
from ghnt import clock
from ghnt.periods import HalfYear
from regions.models import Organisation, Region
from regions.organisations import organisation_named

CARRIED = ("title", "description", "expected_result", "priority", "start", "end")
MILESTONE = ("title", "due", "state", "reached_on")
SAID = (
    "phase",
    "assessment",
    "explanation",
    "efforts",
    "results",
    "outlook",
    "is_unchanged",
    "updated_at",
    "updated_by_id",
)


@transaction.atomic
def carry_over(action: Action) -> None:
    """Bring the other regions' rows of an action up to date; one query when nobody shares it.

    Of a row that came out of the archive again the text is fetched from where it is led.
    """
    if action.shared_from_id is not None:
        if not action.is_archived and not action.is_removed:
            copy_to(action)
        return
    for mirror in _mirrors_of(action):
        copy_to(mirror)


@transaction.atomic
def carry_update(action: Action, half_year: HalfYear) -> None:
    """Make what is said of a half year the same in the other regions; gone here is gone there."""
    if action.shared_from_id is not None:
        return
    for mirror in _mirrors_of(action):
        _copy_updates(action, mirror, [half_year])


def copy_to(mirror: Action) -> None:
    """Make one row equal to the action it stands for, in all that is carried."""
    original = Action.objects.select_related("programme", "puller", "owner").get(shares=mirror)
    values: dict[str, Any] = {name: getattr(original, name) for name in CARRIED}
    region = mirror.programme.region
    values["puller"] = _organisation(region, original.puller)
    values["owner"] = _organisation(region, original.owner)
    if original.is_archived:
        values["archived_at"] = original.archived_at
    if any(getattr(mirror, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(mirror, name, value)
        mirror.version += 1
        mirror.changed_at = clock.now()
        mirror.save()
    if original.programme.programme_id == mirror.programme.programme_id:
        mirror.measures.set(original.measures.all())
    _copy_milestones(original, mirror)
    said = {*original.updates.values_list("half_year", flat=True), *mirror.updates.values_list("half_year", flat=True)}
    _copy_updates(original, mirror, sorted(said))


def _mirrors_of(action: Action) -> QuerySet[Action]:
    shares = Action.objects.present().filter(shared_from=action.pk, archived_at__isnull=True)
    return shares.select_for_update(of=("self",)).select_related("programme__region")


def _organisation(region: Region, known: Organisation | None) -> Organisation | None:
    """The organisation of that name which the region itself may choose."""
    return organisation_named(region, known.name) if known else None


def _copy_milestones(original: Action, mirror: Action) -> None:
    wanted = list(original.milestones.order_by("pk").values(*MILESTONE))
    if wanted == list(mirror.milestones.order_by("pk").values(*MILESTONE)):
        return
    mirror.milestones.all().delete()
    ActionMilestone.objects.bulk_create(ActionMilestone(action=mirror, **values) for values in wanted)


def _copy_updates(original: Action, mirror: Action, half_years: list[HalfYear]) -> None:
    theirs = {update.half_year: update for update in original.updates.filter(half_year__in=half_years)}
    ours = {update.half_year: update for update in mirror.updates.filter(half_year__in=half_years)}
    for half_year in half_years:
        said, update = theirs.get(half_year), ours.get(half_year)
        if said is None:
            if update is not None:
                update.delete()
            continue
        update = update or ActionUpdate(action=mirror, half_year=half_year)
        if update.pk and all(getattr(update, name) == getattr(said, name) for name in SAID):
            continue
        for name in SAID:
            setattr(update, name, getattr(said, name))
        update.version += 1
        update.save()
