"""Making a node and changing its words."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from programmes.models import BuildingBlock, OutlineNode, RegionalProgramme
from programmes.outline.tree import MAX_LEVELS, Tree


@transaction.atomic
def add_node(*, node: OutlineNode, blocks: Iterable[BuildingBlock]) -> OutlineNode:
    """Save a new node, last among its siblings. Its history gets the blocks too.

    Raises ValidationError for a fourth level, a parent of another programme, or a number in use.
    """
    tree = Tree.held(node.programme)
    if tree.level(node.parent_id) >= MAX_LEVELS:
        raise ValidationError("Een programma heeft hooguit drie niveaus. Kies een hoger onderdeel.")
    refuse_code(tree, node.code)
    node.position = last_position(node.programme) + 1
    node.save()
    node.blocks.set(blocks)
    return node


@transaction.atomic
def change_node(*, node: OutlineNode, blocks: Iterable[BuildingBlock], seen_version: int) -> OutlineNode:
    """Save a changed node; under another parent it comes last.

    Raises EditConflictError when somebody else changed it since `seen_version`, ValidationError as `add_node` does.
    """
    tree = Tree.held(node.programme)
    stored = tree.node(node.pk)
    node.claim(seen_version)
    tree.refuse_place(node.pk, node.parent_id)
    refuse_code(tree, node.code, but=node.pk)
    moved = node.parent_id != stored.parent_id
    node.position = last_position(node.programme) + 1 if moved else stored.position
    node.save()
    node.blocks.set(blocks)
    return node


def refuse_code(tree: Tree, code: str, *, but: int | None = None) -> None:
    """Raises ValidationError when another node of the outline has the number."""
    for other in tree.nodes.values():
        if other.code == code and other.pk != but:
            raise ValidationError({"code": f"Nummer {code} is al in gebruik bij {other}. Kies een ander nummer."})


def last_position(programme: RegionalProgramme) -> int:
    """The highest place in use, -1 without nodes; those in the bin keep theirs."""
    last = OutlineNode.objects.filter(programme=programme).aggregate(last=Max("position"))["last"]
    return -1 if last is None else last
