"""Actions that a remark of a body led to: chosen from the remark, told at it, and moved to a corrected remark."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import Remark
from programmes.remarks import RemarkLink
from regions.models import Region


def offered_actions(region: Region) -> list[Action]:
    """What a remark of the region's proposals can have led to: the region's own actions that were not put away."""
    rows = Action.objects.own().present().filter(programme__region=region, archived_at__isnull=True)
    return list(rows.select_related("node", "programme__region").order_by("node__position", "number", "pk"))


def remark_links(remarks: Collection[int]) -> Mapping[int, tuple[RemarkLink, ...]]:
    """By remark the actions that it led to; one query."""
    rows = Action.remarks.through.objects.filter(remark__in=remarks, action__removed_at__isnull=True)
    rows = rows.select_related("action__node", "action__programme__region")
    found: dict[int, tuple[RemarkLink, ...]] = {}
    for row in rows.select_related("action__node", "action__programme__region").order_by(
        "action__node__position", "pk"
    ):
        link = RemarkLink(f"Actie {row.action.code} {row.action.title}", row.action.get_absolute_url())
        found[row.remark_id] = (*found.get(row.remark_id, ()), link)
    return found


@transaction.atomic
def carry_links(pairs: Mapping[int, int], *, by: User) -> None:
    """Actions of the remarks of a corrected conclusion go to the same remarks of the new one."""
    for action in Action.objects.filter(remarks__in=pairs).distinct().prefetch_related("remarks"):
        linked = {remark.pk for remark in action.remarks.all()}
        _save(action, by, remarks=[pairs.get(pk, pk) for pk in linked])


@transaction.atomic
def choose_actions(*, remark: Remark, actions: Collection[int], by: User) -> None:
    """Link the remark to these actions of its region and to no others there.

    Raises ValidationError when one is not of the region, or is put away.
    """
    offered = {action.pk: action for action in offered_actions(remark.conclusion.step.round.proposal.region)}
    if set(actions) - offered.keys():
        raise ValidationError("Kies acties van deze regio.", code="foreign")
    linked = set(remark.actions.values_list("pk", flat=True))
    for pk in (linked ^ set(actions)) & offered.keys():
        action = offered[pk]
        others = set(action.remarks.values_list("pk", flat=True)) - {remark.pk}
        _save(action, by, remarks=[*others, *([remark.pk] if pk in actions else [])])


def _save(action: Action, by: User, *, remarks: list[int]) -> None:
    action.claim(action.version)  # a page of the action that is open elsewhere is out of date now
    action.changed_at, action.changed_by = clock.now(), by
    action.save(update_fields=["version", "changed_at", "changed_by"])
    action.remarks.set(remarks)
