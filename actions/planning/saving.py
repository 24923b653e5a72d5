"""Saving a plan: the action, its partners, milestones, money and links, and what changed, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from actions import carrying
from actions.changes import plan_of, record_changes
from actions.models import Action, ActionCost, ActionMilestone, ActionPartner, ChangeReason, MilestoneState
from actions.planning.values import LEAVE, CostValues, MilestoneValues, PartnerValues, PlanValues
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import BuildingBlock, Measure, OutlineNode, Remark

LED_ELSEWHERE = "Een andere regio leidt deze actie en wijzigt haar. De antwoorden van uw gemeenten vult u hier in."
_OWN_OF_A_MIRROR = {"node"}
_RELATED = ("measures", "blocks", "remarks", "partners", "milestones", "costs")
_RELATIONS = {"programme", "node", "puller", "owner", "origin", "shared_from", "merged_into", "number"}


@transaction.atomic
def add_action(
    *,
    action: Action,
    by: User | None,
    measures: Iterable[Measure] | None = None,
    partners: Iterable[PartnerValues] | None = None,
    milestones: Iterable[MilestoneValues] | None = None,
    costs: Iterable[CostValues] | None = None,
    blocks: Iterable[BuildingBlock] | None = None,
    remarks: Iterable[Remark] | None = None,
) -> Action:
    """Save a new action with the next number of its node; what is None stays empty. A new action needs no reason."""
    action.number = next_number(action.node)
    given = _given(measures, partners, milestones, costs, blocks, remarks)
    return _save(action, given, by)


@transaction.atomic
def change_action(
    *,
    action: Action,
    seen_version: int,
    by: User | None,
    measures: Iterable[Measure] | None = None,
    partners: Iterable[PartnerValues] | None = None,
    milestones: Iterable[MilestoneValues] | None = None,
    costs: Iterable[CostValues] | None = None,
    blocks: Iterable[BuildingBlock] | None = None,
    remarks: Iterable[Remark] | None = None,
    reason: ChangeReason | None = None,
) -> Action:
    """Save a changed action; what is None stays as it is. In another node it gets the next number there.

    Every difference of its plan is kept in its history. Raises EditConflictError when somebody else was first, and
    ReasonNeededError when the programme is adopted and planning, trekker, money or priority changed without a reason.
    """
    action.claim(seen_version)
    stored = Action.objects.select_related("node", "puller", "owner").get(pk=action.pk)
    before = plan_of(stored)
    if stored.node_id != action.node_id:
        action.number = next_number(action.node)
    _save(action, _given(measures, partners, milestones, costs, blocks, remarks), by)
    record_changes(action=action, before=before, by=by, reason=reason)
    return action


@transaction.atomic
def apply_plan(
    *, action: Action, seen_version: int, values: PlanValues, by: User | None, reason: ChangeReason | None = None
) -> Action:
    """Change only the fields given, for a bulk change or an import; the action handed in stays as it was read.

    apply_plan(action=action, seen_version=seen, values=PlanValues(puller=None, end=day), by=by, reason=reason)

    Returns the action as saved. Raises EditConflictError, ReasonNeededError (see `change_action`), and ValidationError
    when the values do not fit together, a node or remark is not of the action's region, or another region leads the
    action. Run all of a pile in one transaction, with one `changes.give_reason`.
    """
    given = values.given
    current = Action.objects.select_related("programme", "node", "puller", "owner").get(pk=action.pk)
    if current.is_shared_here and not given.keys() <= _OWN_OF_A_MIRROR:
        raise ValidationError(LED_ELSEWHERE)
    related = {name: given.pop(name) for name in _RELATED if name in given}
    for name, value in given.items():
        setattr(current, name, value)
    _refuse_foreign_node(current)
    current.clean_fields(exclude=_RELATIONS)
    current.validate_constraints(exclude=_RELATIONS)
    return change_action(action=current, seen_version=seen_version, by=by, reason=reason, **related)


@transaction.atomic
def reach_milestone(*, milestone: ActionMilestone, seen_version: int, on: date, by: User | None) -> ActionMilestone:
    """Mark a milestone as reached on a day. Raises EditConflictError, and ValidationError for a day that must come."""
    if on > clock.today():
        raise ValidationError("Deze datum is nog niet geweest. Kies vandaag of een eerdere datum.")
    action = milestone.action
    if action.is_shared_here:
        raise ValidationError(LED_ELSEWHERE)
    others = [_values_of(one) for one in action.milestones.exclude(pk=milestone.pk)]
    reached = MilestoneValues(milestone.title, milestone.due, MilestoneState.REACHED, on, milestone.pk)
    change_action(action=action, seen_version=seen_version, milestones=[*others, reached], by=by)
    milestone.refresh_from_db()
    return milestone


def next_number(node: OutlineNode) -> int:
    """One more than the last of the node, which stays locked until the transaction ends."""
    OutlineNode.objects.select_for_update().get(pk=node.pk)
    return (Action.objects.filter(node=node).aggregate(last=Max("number"))["last"] or 0) + 1


def _given(
    measures: Iterable[Measure] | None,
    partners: Iterable[PartnerValues] | None,
    milestones: Iterable[MilestoneValues] | None,
    costs: Iterable[CostValues] | None,
    blocks: Iterable[BuildingBlock] | None,
    remarks: Iterable[Remark] | None,
) -> dict[str, Any]:
    values = (measures, blocks, remarks, partners, milestones, costs)
    return {name: value for name, value in zip(_RELATED, values, strict=True) if value is not None}


def _refuse_foreign_node(action: Action) -> None:
    if action.node.programme_id != action.programme_id:
        raise ValidationError({"node": "Kies een onderdeel van hetzelfde programma."})


def _save(action: Action, given: dict[str, Any], by: User | None) -> Action:
    action.changed_at, action.changed_by = clock.now(), by
    action.save()
    for name in ("measures", "blocks", "remarks"):
        if name in given:
            getattr(action, name).set(given[name])
    if "partners" in given:
        _save_partners(action, given["partners"])
    if "milestones" in given:
        _save_rows(ActionMilestone, action, given["milestones"])
    if "costs" in given:
        _save_rows(ActionCost, action, given["costs"])
    carrying.carry_over(action)
    return action


def _save_partners(action: Action, partners: Iterable[PartnerValues]) -> None:
    wanted = {partner.organisation: partner for partner in partners}
    action.partners.exclude(organisation__in=wanted).delete()
    for organisation, partner in wanted.items():
        ActionPartner.objects.update_or_create(
            action=action,
            organisation=organisation,
            defaults={"responsible_for": partner.responsible_for},
        )


def _save_rows(
    model: type[ActionMilestone | ActionCost], action: Action, rows: Iterable[MilestoneValues | CostValues]
) -> None:
    """Make the rows of an action equal to these; a pk of another action's row counts as new."""
    wanted = list(rows)
    own = set(model._base_manager.filter(action=action).values_list("pk", flat=True))
    grants: dict[int | None, int | None] = {}
    if model is ActionCost:
        grants |= dict(ActionCost.objects.filter(action=action).values_list("pk", "grant"))
    kept = own & {row.pk for row in wanted}
    model._base_manager.filter(action=action).exclude(pk__in=kept).delete()
    for row in wanted:
        values = vars(row) | {"pk": row.pk if row.pk in kept else None}
        if values.get("grant_id") is LEAVE:
            values["grant_id"] = grants.get(row.pk)
        model(action=action, **values).save()


def _values_of(milestone: ActionMilestone) -> MilestoneValues:
    return MilestoneValues(milestone.title, milestone.due, milestone.state, milestone.reached_on, milestone.pk)
