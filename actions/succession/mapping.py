"""Which blocks of one national programme go on as which blocks of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from programmes.models import BuildingBlock, CatalogueLink, Programme


@dataclass(frozen=True)
class BlockMap:
    """`later` says what a block became; within one national programme every block stays itself."""

    is_same: bool
    later: dict[int, tuple[int, ...]]

    def of(self, block: int) -> tuple[int, ...]:
        """The blocks to which it goes over; none when the other programme does not know it."""
        return (block,) if self.is_same else self.later.get(block, ())

    def all_of(self, blocks: Iterable[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(later for block in blocks for later in self.of(block)))

    def lost(self, blocks: Iterable[int]) -> set[int]:
        return {block for block in blocks if not self.of(block)}


def block_map(before: Programme, after: Programme) -> BlockMap:
    """Reads the links between the catalogues of the two, whatever edition they stand in."""
    if before == after:
        return BlockMap(True, {})
    links = CatalogueLink.objects.filter(
        earlier__block__programme=before, later__block__in=BuildingBlock.objects.filter(programme=after)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for earlier, later in links.order_by("pk").values_list("earlier__block", "later__block"):
        if later not in found[earlier]:
            found[earlier].append(later)
    return BlockMap(False, {block: tuple(later) for block, later in found.items()})
