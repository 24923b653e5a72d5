"""What is agreed about an action: making and changing it, its partners, and a municipality's own row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from actions.models import Action, ActionMunicipality, ActionPartner
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.models import Measure, OutlineNode
from regions.models import Organisation, Region


@dataclass(frozen=True)
class PartnerValues:
    organisation: Organisation
    responsible_for: str


def organisation_named(region: Region, name: str) -> Organisation:
    """The organisation that the region may choose under this name; a new one of the region when there is none."""
    offered = Organisation.objects.offered_in(region)
    return offered.filter(name__iexact=name).first() or Organisation.objects.create(region=region, name=name)


@transaction.atomic
def add_action(*, action: Action, measures: Iterable[Measure], partners: Iterable[PartnerValues], by: User) -> Action:
    """Save a new action with the next number of its node."""
    action.number = _next_number(action.node)
    return _save(action, measures, partners, by)


@transaction.atomic
def change_action(
    *,
    action: Action,
    seen_version: int,
    measures: Iterable[Measure],
    partners: Iterable[PartnerValues],
    by: User,
) -> Action:
    """Save a changed action; in another node it gets the next number there. Raises EditConflictError."""
    action.claim(seen_version)
    if Action.objects.filter(pk=action.pk).exclude(node=action.node).exists():
        action.number = _next_number(action.node)
    return _save(action, measures, partners, by)


@transaction.atomic
def save_municipal_row(*, row: ActionMunicipality, seen_version: int | None) -> ActionMunicipality:
    """Save a municipality's row; None says that there was none yet. Raises EditConflictError."""
    Action.objects.select_for_update().get(pk=row.action_id)
    current = ActionMunicipality.objects.filter(action=row.action, municipality=row.municipality).first()
    if current is not None and seen_version is None:
        raise EditConflictError(current)
    if current is not None and seen_version is not None:
        row.pk = current.pk
        row.claim(seen_version)
    row.save()
    return row


def _next_number(node: OutlineNode) -> int:
    """One more than the last of the node, which stays locked until the transaction ends."""
    OutlineNode.objects.select_for_update().get(pk=node.pk)
    return (Action.objects.filter(node=node).aggregate(last=Max("number"))["last"] or 0) + 1


def _save(action: Action, measures: Iterable[Measure], partners: Iterable[PartnerValues], by: User) -> Action:
    action.changed_at, action.changed_by = clock.now(), by
    action.save()
    action.measures.set(measures)
    wanted = {partner.organisation: partner for partner in partners}
    action.partners.exclude(organisation__in=wanted).delete()
    for organisation, partner in wanted.items():
        ActionPartner.objects.update_or_create(
            action=action,
            organisation=organisation,
            defaults={"responsible_for": partner.responsible_for},
        )
    return action
