"""The rows of an outline as nested branches, for the page on which they are put in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.outline.reading import OutlineRow


@dataclass(frozen=True)
class Branch:
    row: OutlineRow
    height: int  # levels that it takes with everything below it
    is_first: bool
    is_last: bool
    branches: tuple[Branch, ...]


def branches(rows: Iterable[OutlineRow]) -> tuple[Branch, ...]:
    """The top nodes, each with what stands below it."""
    below: dict[int | None, list[OutlineRow]] = {}
    for row in rows:
        below.setdefault(row.node.parent_id, []).append(row)
    return _under(None, below)


def _under(pk: int | None, below: dict[int | None, list[OutlineRow]]) -> tuple[Branch, ...]:
    siblings = below.get(pk, [])
    found = []
    for row in siblings:
        under = _under(row.node.pk, below)
        height = 1 + max((branch.height for branch in under), default=0)
        found.append(Branch(row, height, row is siblings[0], row is siblings[-1], under))
    return tuple(found)
