"""Two nodes that become one, and one that becomes two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import Goal, OutlineNode
from programmes.outline.editing import last_position, refuse_code
from programmes.outline.hanging import move_what_hangs
from programmes.outline.ordering import put_in_order
from programmes.outline.tree import Tree


@dataclass(frozen=True)
class Merging:
    """What goes along to the target."""

    actions: int
    goals: int
    children: tuple[OutlineNode, ...]
    blocks: int
    has_text: bool


def merge_plan(source: OutlineNode, target: OutlineNode) -> Merging:
    """What merging would do. Raises ValidationError when it may not be done."""
    tree = Tree.of(source.programme)
    _refuse_merge(tree, source.pk, target.pk)
    held = set(target.blocks.values_list("pk", flat=True))
    return Merging(
        actions=source.actions.filter(removed_at__isnull=True).count(),
        goals=source.goals.count(),
        children=tuple(tree.children(source.pk)),
        blocks=len(set(source.blocks.values_list("pk", flat=True)) - held),
        has_text=bool(source.text.strip()),
    )


@transaction.atomic
def merge_nodes(*, source: OutlineNode, target: OutlineNode, seen: str, by: User) -> OutlineNode:
    """Bring everything of `source` to `target`; what is left of it goes to the bin. Returns the target.

    `source` and `target` carry the versions that the user saw. Raises EditConflictError when their words changed
    since, ValidationError for another outline by now (code "changed"), a loop or a fourth level.
    """
    tree = Tree.held(source.programme, seen)
    _refuse_merge(tree, source.pk, target.pk)
    kept, gone = tree.node(target.pk), tree.node(source.pk)
    kept.claim(target.version)
    gone.claim(source.version)
    _bring_children(tree, gone, kept)
    _bring_goals(gone.goals.all(), kept)
    move_what_hangs(source=gone, target=kept, by=by)
    if gone.text.strip():
        kept.text = "\n\n".join(filter(None, [kept.text.strip(), f"Uit {gone}:", gone.text.strip()]))
    kept.save()
    kept.blocks.add(*gone.blocks.all())
    gone.removed_at, gone.removed_by = clock.now(), by
    gone.save()
    return kept


@transaction.atomic
def split_node(
    *,
    source: OutlineNode,
    title: str,
    code: str,
    actions: Collection[int] = (),
    goals: Collection[int] = (),
    children: Collection[int] = (),
    seen: str,
    by: User,
) -> OutlineNode:
    """Make a node right after `source`, with its blocks and the chosen actions, goals and nodes. Returns the new one.

    What is named but does not hang under `source` stays where it is. Raises ValidationError for another outline by
    now (code "changed") or a number in use.
    """
    tree = Tree.held(source.programme, seen)
    refuse_code(tree, code)
    old = tree.node(source.pk)
    new = OutlineNode(programme=old.programme, parent_id=old.parent_id, code=code, title=title)
    new.position = last_position(old.programme) + 1
    new.save()
    new.blocks.set(old.blocks.all())
    siblings = tree.children(old.parent_id)
    place = [node.pk for node in siblings].index(old.pk) + 1
    put_in_order([*siblings[:place], new, *siblings[place:]])
    _put_under(new, [child for child in tree.children(old.pk) if child.pk in set(children)])
    _bring_goals(old.goals.filter(pk__in=goals), new)
    move_what_hangs(source=old, target=new, actions=actions, by=by)
    return new


def _refuse_merge(tree: Tree, source: int, target: int) -> None:
    gone, kept = tree.node(source), tree.node(target)
    if source == target:
        raise ValidationError("Kies een ander onderdeel om mee samen te voegen.")
    if target in tree.with_below(source):
        raise ValidationError(f"{kept} valt onder {gone}. Kies een onderdeel dat er niet onder valt.")
    for child in tree.children(source):
        if reason := tree.why_not_under(child.pk, target):
            raise ValidationError(reason)


def _bring_children(tree: Tree, source: OutlineNode, target: OutlineNode) -> None:
    brought = tree.children(source.pk)
    own = [node for node in tree.children(target.pk) if node.pk != source.pk]
    _put_under(target, brought)
    if brought:
        put_in_order([*own, *brought])


def _put_under(parent: OutlineNode, nodes: list[OutlineNode]) -> None:
    for node in nodes:
        node.claim(node.version)
        node.parent = parent
        node.save(update_fields=["parent", "version"])


def _bring_goals(goals: Collection[Goal], target: OutlineNode) -> None:
    for goal in goals:
        goal.claim(goal.version)
        goal.node = target
        goal.save(update_fields=["node", "version"])
