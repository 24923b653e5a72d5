"""The old programme and the one that came after it, each in its own words, onderdeel by onderdeel."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from actions.models import Action
from programmes import wording
from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class NodeSide:
    """One onderdeel with its national blocks in the words of its own programme, and its actions."""

    node: OutlineNode
    blocks: tuple[str, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Pair:
    """What an onderdeel became; without `old` it is new, without `new` it did not go along."""

    old: NodeSide | None
    new: tuple[NodeSide, ...]


@dataclass(frozen=True)
class SideBySide:
    old: RegionalProgramme
    new: RegionalProgramme
    pairs: tuple[Pair, ...]


def side_by_side(old: RegionalProgramme, new: RegionalProgramme) -> SideBySide:
    """Both outlines in reading order, paired by where an onderdeel was copied from. Constant number of queries."""
    before, after = _sides(old), _sides(new)
    became: dict[int | None, list[NodeSide]] = defaultdict(list)
    known = {side.node.pk for side in before}
    for side in after:
        origin = side.node.origin_id
        became[origin if origin in known else None].append(side)
    pairs = [Pair(side, tuple(became[side.node.pk])) for side in before]
    return SideBySide(old, new, (*pairs, *(Pair(None, (side,)) for side in became[None])))


def _sides(programme: RegionalProgramme) -> list[NodeSide]:
    titles = wording.titles_in_force(programme.programme, on=programme.valid_from)
    actions: dict[int, list[Action]] = defaultdict(list)
    for action in Action.objects.in_programme(programme).select_related("node").order_by("number", "pk"):
        actions[action.node_id].append(action)
    nodes = OutlineNode.objects.of(programme).prefetch_related("blocks")
    return [
        NodeSide(
            node,
            wording.names(titles.blocks, [block.pk for block in node.blocks.all()]),
            tuple(actions[node.pk]),
        )
        for node in nodes
    ]
