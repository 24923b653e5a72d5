"""How the actions of a programme stand in one half year and stood before: for the report and its chapters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from actions.models import Action, ActionChange, ActionUpdate
from actions.models.action import ActionQuerySet
from actions.models.update import ENDED_PHASES
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class StandingAction:
    """An action with its update of the half year (`now`) and the last one of before (`before`)."""

    action: Action
    now: ActionUpdate | None
    before: ActionUpdate | None
    changes: tuple[ActionChange, ...] = ()  # of its plan in the half year, with their reasons, oldest first
    later: tuple[ActionChange, ...] = ()  # of its plan since the half year ended, oldest first

    @property
    def ended_before(self) -> bool:
        """It had ended in an earlier half year, so that nothing is asked about this one."""
        return self.before is not None and self.before.phase in ENDED_PHASES

    @property
    def is_told(self) -> bool:
        return self.now is not None or self.ended_before or self.action.is_shared_here


class Outline:
    """A region's outline in reading order, with the actions below each node."""

    def __init__(self, nodes: Iterable[OutlineNode], standing: Iterable[StandingAction]) -> None:
        self.nodes = list(nodes)
        self.standing = list(standing)

    @cached_property
    def tops(self) -> list[OutlineNode]:
        return [node for node in self.nodes if len(node.tree_path) == 1]

    @cached_property
    def by_node(self) -> dict[int, OutlineNode]:
        return {node.pk: node for node in self.nodes}

    def sections(self, top: OutlineNode) -> list[OutlineNode]:
        """The top node itself, then its children."""
        return [top, *(node for node in self.nodes if node.parent_id == top.pk)]

    def under(self, node: OutlineNode) -> list[StandingAction]:
        """Every action of the node and of what lies below it."""
        paths = {other.pk: other.tree_path for other in self.nodes}
        return [one for one in self.standing if node.pk in paths[one.action.node_id]]

    def in_section(self, section: OutlineNode) -> list[StandingAction]:
        """The actions told under a section: a top node tells its own, a child also what lies below it."""
        if section.parent_id is None:
            return [one for one in self.standing if one.action.node_id == section.pk]
        return self.under(section)

    def lineage(self, node_id: int) -> list[OutlineNode]:
        """The node and its parents, nearest first."""
        return [self.by_node[pk] for pk in reversed(self.by_node[node_id].tree_path)]

    def narrowed(self, told: Iterable[StandingAction], nodes: Iterable[OutlineNode]) -> Outline:
        """Only these actions, below as much of the outline as leads to them and to these nodes."""
        told = list(told)
        wanted = {one.action.node_id for one in told} | {node.pk for node in nodes}
        kept = {pk for one in wanted for pk in self.by_node[one].tree_path}
        return Outline((node for node in self.nodes if node.pk in kept), told)


def outline_of(programme: RegionalProgramme | None, half_year: HalfYear, *, detailed: bool = True) -> Outline:
    """The outline with its actions as they stood, in a constant number of queries.

    `detailed` adds measures, partners, blocks, costs and changes of the plan.
    """
    if programme is None:
        return Outline([], [])
    nodes = OutlineNode.objects.of(programme)
    nodes = list(nodes.prefetch_related("blocks") if detailed else nodes)
    for node in nodes:
        node.programme = programme
    actions = _actions(programme, half_year, detailed).in_outline_order([node.pk for node in nodes])
    return Outline(nodes, [_standing(action, half_year) for action in actions])


def _actions(programme: RegionalProgramme, half_year: HalfYear, detailed: bool) -> ActionQuerySet:
    # Outside: whoever reads the report may not have been told yet by the region that leads a shared action.
    updates = ActionUpdate.objects.as_of(half_year, outside=True).select_related("updated_by")
    states = Prefetch("updates", updates, to_attr="told_updates")
    actions = Action.objects.told_in(programme, half_year).prefetch_related(states)
    actions = actions.select_related("node", "shared_from__programme__region")
    if not detailed:
        return actions
    changes = ActionChange.objects.select_related("reason").order_by("at", "pk")
    told = Prefetch("changes", changes.reasoned_in(half_year), to_attr="told")
    later = Prefetch("changes", changes.filter(at__gte=half_year.span[1]), to_attr="later")
    actions = actions.select_related("puller").prefetch_related("measures", "blocks", "partners__organisation", "costs")
    return actions.prefetch_related(told, later)


def _standing(action: Action, half_year: HalfYear) -> StandingAction:
    updates: list[ActionUpdate] = action.told_updates  # type: ignore[attr-defined]
    now = next((one for one in updates if one.half_year == half_year), None)
    before = next((one for one in updates if one.half_year < half_year), None)
    return StandingAction(action, now, before, tuple(getattr(action, "told", ())), tuple(getattr(action, "later", ())))
