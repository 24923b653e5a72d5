"""A municipality's own actions: kept beside the regional ones, never asked about in a half year."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count

from actions.models import LocalAction
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import OutlineNode, RegionalProgramme
from programmes.outline import current_or_coming
from regions.models import Municipality, Region
from regions.rights import Right, Rights


def local_actions_of(municipality: Municipality, programme: RegionalProgramme | None) -> list[LocalAction]:
    """The municipality's actions, each with its node as far as that still stands in the programme."""
    found = list(LocalAction.objects.present().filter(municipality=municipality).select_related("node__programme"))
    for action in found:
        node = action.node
        if node is not None and (node.programme != programme or node.is_removed):
            action.node = None
    return found


def offered_nodes(region: Region, *, on: date) -> list[OutlineNode]:
    """The nodes of the region's programme that a local action may hang on."""
    programme = current_or_coming(region, on=on)
    return list(OutlineNode.objects.of(programme)) if programme else []


@transaction.atomic
def save_local_action(*, action: LocalAction, seen_version: int | None) -> LocalAction:
    """Save a new local action, or a changed one as it was seen. Raises EditConflictError.

    The same new one a second time gives the one that stands there.
    """
    if action.pk:
        action.claim(seen_version or 0)
    elif standing := _same(action):
        return standing
    action.save()
    return action


def _same(action: LocalAction) -> LocalAction | None:
    Municipality.objects.select_for_update().get(pk=action.municipality_id)
    said = ("municipality", "node", "title", "description", "occasion", "puller", "phase", "note", "start", "end")
    return LocalAction.objects.present().filter(**{name: getattr(action, name) for name in said}).first()


@transaction.atomic
def remove_local_action(*, action: LocalAction, by: User) -> None:
    """Put a local action in the bin; done twice it changes nothing."""
    stored = LocalAction.objects.select_for_update().get(pk=action.pk)
    if not stored.is_removed:
        stored.removed_at, stored.removed_by = clock.now(), by
        stored.save()


@transaction.atomic
def restore_local_action(*, action: LocalAction) -> LocalAction:
    """Take a local action out of the bin; done twice it changes nothing."""
    stored = LocalAction.objects.select_for_update().get(pk=action.pk)
    if stored.is_removed:
        stored.removed_at = stored.removed_by = None
        stored.save()
    return stored


def local_node_sentences(programme: RegionalProgramme, rights: Rights, on: date) -> dict[int, str]:
    """Per node how many local actions its municipalities hung on it; for whoever reads the region."""
    if not rights.may(Right.READ_REGION, programme.region_id):
        return {}
    members = Municipality.objects.in_region(programme.region, on=on)
    found = LocalAction.objects.present().filter(node__programme=programme, municipality__in=members)
    counts = found.order_by().values_list("node").annotate(Count("pk"))
    return {node: f"Lokale acties bij dit onderdeel: {count}." for node, count in counts}
