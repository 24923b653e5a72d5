"""Putting nodes in order and under another node, with everything below them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from programmes.models import OutlineNode
from programmes.outline.tree import Tree

_OTHER_ORDER = "De volgorde is niet die van deze onderdelen. Laad de pagina opnieuw en probeer het nog een keer."


@transaction.atomic
def place_node(
    *, node: OutlineNode, parent: OutlineNode | None, order: Sequence[int] | None = None, seen: str
) -> OutlineNode:
    """Put the node with everything below it under `parent` (None = top), last or as in `order`.

    `order` names the node and its new siblings; `seen` is the mark of the outline that the user looked at. Raises
    ValidationError for another outline by now (code "changed"), a loop, a fourth level, or an order of other nodes.
    """
    tree = Tree.held(node.programme, seen)
    above = parent.pk if parent else None
    tree.refuse_place(node.pk, above)
    moved = tree.node(node.pk)
    siblings = [other for other in tree.children(above) if other.pk != moved.pk] + [moved]
    if moved.parent_id != above:
        moved.claim(moved.version)
        moved.parent = parent
        moved.save(update_fields=["parent", "version"])
    put_in_order(siblings if order is None else _ordered(siblings, order))
    return moved


@transaction.atomic
def step_node(*, node: OutlineNode, up: bool, seen: str) -> OutlineNode:
    """One place up or down among its siblings; the first stays first and the last stays last."""
    tree = Tree.held(node.programme, seen)
    moved = tree.node(node.pk)
    siblings = tree.children(moved.parent_id)
    place = next(index for index, other in enumerate(siblings) if other.pk == moved.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(siblings):
        siblings[place], siblings[other] = siblings[other], siblings[place]
        put_in_order(siblings)
    return moved


def put_in_order(siblings: Sequence[OutlineNode]) -> None:
    """Give the nodes places in this order, out of those that they have; saves only the ones that get another."""
    places = sorted({node.position for node in siblings})
    if len(places) < len(siblings):
        places = list(range(places[0], places[0] + len(siblings)))
    for node, place in zip(siblings, places, strict=True):
        if node.position != place:
            node.position = place
            node.save(update_fields=["position"])


def _ordered(siblings: Sequence[OutlineNode], order: Sequence[int]) -> list[OutlineNode]:
    by_key = {node.pk: node for node in siblings}
    if len(order) != len(by_key) or set(order) != set(by_key):
        raise ValidationError(_OTHER_ORDER)
    return [by_key[pk] for pk in order]


def place_words(node: OutlineNode) -> str:
    """Where the node stands now: "2.1 Scholing staat nu op plaats 2 van 4, onder 2 Preventie."."""
    tree = Tree.of(node.programme)
    stands = tree.node(node.pk)
    siblings = [other.pk for other in tree.children(stands.parent_id)]
    place = f"{stands} staat nu op plaats {siblings.index(stands.pk) + 1} van {len(siblings)}"
    return f"{place}, onder {tree.node(stands.parent_id)}." if stands.parent_id else f"{place}."
