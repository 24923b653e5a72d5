"""The shape of an outline: who stands under whom, and what may stand where."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.core.exceptions import ValidationError

from programmes.models import OutlineNode, RegionalProgramme

MAX_LEVELS = 3
OUTLINE_CHANGED = "Een collega heeft de onderdelen intussen gewijzigd. Er is niets veranderd. Kijk hoe ze nu staan."
_GONE = "Dit onderdeel staat niet meer in dit programma. Kies een ander onderdeel."


class Tree:
    """The present nodes of one programme, in reading order."""

    def __init__(self, nodes: Iterable[OutlineNode]) -> None:
        self.nodes = {node.pk: node for node in nodes}
        self._children: dict[int | None, list[OutlineNode]] = {}
        for node in self.nodes.values():
            self._children.setdefault(node.parent_id, []).append(node)

    @classmethod
    def of(cls, programme: RegionalProgramme) -> Tree:
        return cls(OutlineNode.objects.of(programme))

    @classmethod
    def held(cls, programme: RegionalProgramme, seen: str | None = None) -> Tree:
        """The outline with its programme locked until the transaction ends: changes go one after the other.

        Raises ValidationError with code "changed" when it no longer is the outline that was seen.
        """
        RegionalProgramme.objects.select_for_update().get(pk=programme.pk)
        tree = cls.of(programme)
        if seen is not None and tree.mark != seen:
            raise ValidationError(OUTLINE_CHANGED, code="changed")
        return tree

    @property
    def mark(self) -> str:
        """Changes whenever a node comes, goes, moves or gets another number."""
        shape = [(node.pk, node.parent_id, node.position, node.code) for node in self.nodes.values()]
        return sha256(repr(shape).encode()).hexdigest()[:20]

    def node(self, pk: int) -> OutlineNode:
        """Raises ValidationError when it lies in the bin or belongs to another programme."""
        if pk not in self.nodes:
            raise ValidationError(_GONE)
        return self.nodes[pk]

    def children(self, pk: int | None) -> list[OutlineNode]:
        return list(self._children.get(pk, []))

    def level(self, pk: int | None) -> int:
        """1 = top; 0 for None, which is above all."""
        return 0 if pk is None else 1 + self.level(self.node(pk).parent_id)

    def height(self, pk: int) -> int:
        """How many levels the node takes with everything below it."""
        return 1 + max((self.height(child.pk) for child in self.children(pk)), default=0)

    def with_below(self, pk: int) -> set[int]:
        """The node and everything below it."""
        return {pk}.union(*(self.with_below(child.pk) for child in self.children(pk)))

    def why_not_under(self, pk: int, parent: int | None) -> str:
        """The reason that the node may not stand under `parent` (None = top); empty when it may."""
        if parent is not None and parent in self.with_below(pk):
            return f"{self.node(parent)} valt zelf onder {self.node(pk)}. Kies een onderdeel dat er niet onder valt."
        if self.level(parent) + self.height(pk) > MAX_LEVELS:
            return (
                f"{self.node(pk)} zou met wat eronder valt op een vierde niveau komen. "
                "Een programma heeft hooguit drie niveaus. Kies een hoger onderdeel."
            )
        return ""

    def refuse_place(self, pk: int, parent: int | None) -> None:
        """Raises ValidationError for a loop, a fourth level, or a node of another programme."""
        for wanted in (pk, parent):
            if wanted is not None:
                self.node(wanted)
        if reason := self.why_not_under(pk, parent):
            raise ValidationError(reason)


def outline_mark(programme: RegionalProgramme) -> str:
    """What a page shows of the outline, in twenty characters, to send along with a change."""
    return Tree.of(programme).mark


def parent_choices(programme: RegionalProgramme, node: OutlineNode | None = None) -> list[OutlineNode]:
    """The nodes that may stand above `node` (a new one when None) without a loop or a fourth level."""
    tree = Tree.of(programme)
    if node is None:
        return [item for item in tree.nodes.values() if tree.level(item.pk) < MAX_LEVELS]
    return [item for item in tree.nodes.values() if not tree.why_not_under(node.pk, item.pk)]
