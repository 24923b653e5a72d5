"""What goes along to the successor of a programme, and what stays behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from actions.models import Action, ActionCost, ActionMilestone, MilestoneState
from actions.models.action import ActionQuerySet
from actions.succession.mapping import BlockMap, block_map
from actions.succession.wishing import Going, Succession, refuse
from ghnt.periods import HalfYear
from programmes import wording
from programmes.models import (
    BlockStance,
    Goal,
    MeasureStance,
    OutlineNode,
    Part,
    PolicyFrame,
    ProgrammeChapter,
    RegionalProgramme,
)


@dataclass(frozen=True)
class Luggage:
    """The rows that go along; an action brings its own partners, milestones, costs and municipal rows."""

    chapters: tuple[ProgrammeChapter, ...]
    nodes: tuple[OutlineNode, ...]
    goals: tuple[Goal, ...]
    frames: tuple[PolicyFrame, ...]
    block_stances: tuple[BlockStance, ...]
    measure_stances: tuple[MeasureStance, ...]
    actions: tuple[Action, ...]
    blocks: BlockMap
    lost_blocks: tuple[str, ...]  # in words, those that the new national programme does not know
    lost_measures: int
    led_elsewhere: int  # actions that another region leads and shares; they stay behind

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """What goes along, as labels and numbers for people."""
        return (
            ("Hoofdstukken", len(self.chapters)),
            ("Onderdelen", len(self.nodes)),
            ("Doelen", len(self.goals)),
            ("Beleidskaders", len(self.frames)),
            ("Keuzes per bouwsteen", len(self.blocks.all_of(one.block_id for one in self.block_stances))),
            ("Keuzes per maatregel", len(self.measure_stances)),
            ("Acties", len(self.actions)),
            ("Mijlpalen die nog niet gehaald zijn", self._number_of("open_milestones")),
            ("Regels met kosten", self._number_of("coming_costs")),
            ("Antwoorden van gemeenten bij acties", sum(len(one.municipal_rows.all()) for one in self.actions)),
        )

    def _number_of(self, prefetched: str) -> int:
        return sum(len(getattr(action, prefetched)) for action in self.actions)


def offered(source: RegionalProgramme, *, on: date) -> ActionQuerySet:
    """The region's own actions of the programme with their phase on the date, as the outline reads."""
    order = [node.pk for node in OutlineNode.objects.of(source)]
    actions = _own(source).with_state(HalfYear.of(on))
    return actions.select_related("node").in_outline_order(order)


def luggage(succession: Succession) -> Luggage:
    """Everything that goes along, in a number of queries that does not grow with it. Raises as `refuse`."""
    refuse(succession)
    source, going = succession.source, succession.going
    blocks = block_map(source.programme, succession.national)
    nodes = tuple(OutlineNode.objects.of(source).prefetch_related("blocks")) if Going.OUTLINE in going else ()
    block_stances = tuple(source.block_stances.all()) if Going.STANCES in going else ()
    actions = tuple(_actions(succession))
    stances = source.measure_stances.all() if Going.STANCES in going else MeasureStance.objects.none()
    return Luggage(
        chapters=_chapters(source, going),
        nodes=nodes,
        goals=_goals(source, going),
        frames=tuple(source.policy_frames.all()) if Going.FRAMES in going else (),
        block_stances=block_stances,
        measure_stances=tuple(stances) if succession.keeps_measures else (),
        actions=actions,
        blocks=blocks,
        lost_blocks=_lost(source, blocks, (nodes, actions), block_stances),
        lost_measures=0 if succession.keeps_measures else _uses_of_measures(actions, stances),
        led_elsewhere=Action.objects.in_programme(source).filter(shared_from__isnull=False).count(),
    )


def _actions(succession: Succession) -> ActionQuerySet:
    chosen = _own(succession.source).filter(pk__in=succession.actions)
    milestones = ActionMilestone.objects.filter(state=MilestoneState.PLANNED)
    costs = ActionCost.objects.filter(year__gte=succession.valid_from.year)
    return chosen.order_by("node", "number", "pk").prefetch_related(
        models.Prefetch("milestones", milestones, to_attr="open_milestones"),
        models.Prefetch("costs", costs, to_attr="coming_costs"),
        "partners",
        "municipal_rows",
        "measures",
        "blocks",
    )


def _uses_of_measures(actions: Iterable[Action], stances: Iterable[MeasureStance]) -> int:
    return sum(len(action.measures.all()) for action in actions) + len(list(stances))


def _own(source: RegionalProgramme) -> ActionQuerySet:
    """What another region leads stays with that region: it shares its own successor again."""
    return Action.objects.in_programme(source).own().filter(node__removed_at__isnull=True)


def _chapters(source: RegionalProgramme, going: frozenset[Going]) -> tuple[ProgrammeChapter, ...]:
    wanted = {Going.CHAPTERS: Part.PROGRAMME, Going.PROJECT_PLAN: Part.PROJECT_PLAN}
    return tuple(source.chapters.filter(part__in=[part for one, part in wanted.items() if one in going]))


def _goals(source: RegionalProgramme, going: frozenset[Going]) -> tuple[Goal, ...]:
    """Goals of nodes go along with their nodes."""
    if Going.GOALS not in going:
        return ()
    of_nodes = Q(node__isnull=False, node__removed_at__isnull=True) if Going.OUTLINE in going else Q(pk__in=())
    return tuple(source.goals.filter(Q(node__isnull=True) | of_nodes))


def _lost(
    source: RegionalProgramme,
    blocks: BlockMap,
    holders: Iterable[Iterable[OutlineNode | Action]],
    stances: Iterable[BlockStance],
) -> tuple[str, ...]:
    used = {block.pk for some in holders for holder in some for block in holder.blocks.all()}
    lost = blocks.lost(used | {stance.block_id for stance in stances})
    if not lost:
        return ()
    titles = wording.titles_in_force(source.programme, on=source.valid_to or source.valid_from)
    return wording.names(titles.blocks, lost)
