"""A new action out of an old one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from actions.changes import record_event
from actions.models import Action, ActionMunicipality, ActionPartner
from actions.planning.saving import add_action
from actions.planning.values import CostValues, MilestoneValues, PartnerValues
from ghnt.accounts.models import User

COPIED = (
    "node",
    "description",
    "expected_result",
    "puller",
    "puller_contact",
    "owner",
    "priority",
    "start",
    "end",
)


@transaction.atomic
def duplicate_action(*, action: Action, title: str, with_municipal_rows: bool, by: User) -> Action:
    """Copy the plan of an action under the same node, with the next number. Nothing was said of the copy yet.

    Its milestones stand as planned again. Remarks and files stay with the old one.
    """
    copied = {name: getattr(action, name) for name in COPIED}
    copy = Action(programme=action.programme, title=title, origin=action, **copied)
    add_action(
        action=copy,
        measures=action.measures.all(),
        blocks=action.blocks.all(),
        partners=[PartnerValues(one.organisation, one.responsible_for) for one in _partners(action)],
        milestones=[MilestoneValues(one.title, one.due) for one in action.milestones.all()],
        costs=[CostValues(one.year, one.amount, one.cover, one.is_provisional) for one in action.costs.all()],
        by=by,
    )
    if with_municipal_rows:
        copy_municipal_rows(source=action, target=copy)
    record_event(action=copy, event="made", after=f"Kopie van {action.code} {action.title}", by=by)
    return copy


def copy_municipal_rows(*, source: Action, target: Action) -> None:
    """Give the target the answers of municipalities that have none there yet."""
    answered = set(target.municipal_rows.values_list("municipality", flat=True))
    for row in source.municipal_rows.exclude(municipality__in=answered):
        ActionMunicipality(
            action=target,
            municipality_id=row.municipality_id,
            takes_part=row.takes_part,
            since=row.since,
            elaboration=row.elaboration,
            consequence=row.consequence,
        ).save()


def _partners(action: Action) -> QuerySet[ActionPartner]:
    return action.partners.select_related("organisation")
