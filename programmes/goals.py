"""Measurable goals of a programme and of its nodes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet

from programmes.models import Goal, OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class GoalGroup:
    """The goals of one node, or those of the programme as a whole when there is no node."""

    node: OutlineNode | None
    goals: tuple[Goal, ...]


def present_goals(programme: RegionalProgramme) -> QuerySet[Goal]:
    """Those of the programme, without those of nodes in the bin."""
    return Goal.objects.filter(programme=programme, node__removed_at__isnull=True)


def programme_goals(programme: RegionalProgramme) -> tuple[Goal, ...]:
    """The goals of the programme as a whole, in order."""
    return tuple(Goal.objects.filter(programme=programme, node=None))


def goals_by_node(programme: RegionalProgramme) -> tuple[GoalGroup, ...]:
    """All goals: first those of the whole programme, then per node as the outline reads; empty groups left out."""
    found: dict[int | None, list[Goal]] = {}
    for goal in present_goals(programme):
        found.setdefault(goal.node_id, []).append(goal)
    nodes: list[OutlineNode | None] = [None, *OutlineNode.objects.of(programme)]
    groups = (GoalGroup(node, tuple(found.get(node.pk if node else None, ()))) for node in nodes)
    return tuple(group for group in groups if group.goals)


@transaction.atomic
def add_goal(*, goal: Goal) -> Goal:
    """Save a new goal behind the others of the programme; the same one a second time gives the one that stands."""
    _hold(goal)
    same = ("programme", "node", "statement", "measure", "target", "due")
    if standing := Goal.objects.filter(**{name: getattr(goal, name) for name in same}).first():
        return standing
    last = Goal.objects.filter(programme=goal.programme).aggregate(last=Max("position"))["last"]
    goal.position = 0 if last is None else last + 1
    goal.save()
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, seen_version: int) -> Goal:
    """Save a changed goal; raises EditConflictError when somebody else changed it since `seen_version`."""
    _hold(goal)
    goal.claim(seen_version)
    goal.position = Goal.objects.values_list("position", flat=True).get(pk=goal.pk)
    goal.save()
    return goal


@transaction.atomic
def remove_goal(*, goal: Goal, seen_version: int) -> None:
    """Take a goal away, with what ideas scored on it. Raises EditConflictError as `change_goal` does."""
    _hold(goal)
    goal.claim(seen_version)
    goal.delete()


@transaction.atomic
def step_goal(*, goal: Goal, up: bool) -> None:
    """One place up or down among the goals of the same node; the first stays first and the last stays last."""
    _hold(goal)
    siblings = list(Goal.objects.filter(programme=goal.programme_id, node=goal.node_id))
    place = [other.pk for other in siblings].index(goal.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(siblings):
        siblings[place], siblings[other] = siblings[other], siblings[place]
        _put_in_order(siblings)


def _put_in_order(goals: list[Goal]) -> None:
    places = sorted({goal.position for goal in goals})
    if len(places) < len(goals):
        places = list(range(places[0], places[0] + len(goals)))
    for goal, place in zip(goals, places, strict=True):
        if goal.position != place:
            goal.position = place
            goal.save(update_fields=["position"])


def _hold(goal: Goal) -> None:
    RegionalProgramme.objects.select_for_update().get(pk=goal.programme_id)
