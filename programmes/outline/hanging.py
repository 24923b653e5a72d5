"""What the layers above hang under nodes, such as actions: they move it along themselves."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from ghnt.accounts.models import User
from programmes.models import OutlineNode


class MovesAlong(Protocol):
    def __call__(
        self, *, source: OutlineNode, target: OutlineNode, actions: Collection[int] | None, by: User
    ) -> None: ...


_movers: list[MovesAlong] = []


def move_along(mover: MovesAlong) -> None:
    """A layer above registers how what hangs under `source` goes to `target`: the actions named, or all when None."""
    _movers.append(mover)


def move_what_hangs(
    *, source: OutlineNode, target: OutlineNode, actions: Collection[int] | None = None, by: User
) -> None:
    for mover in _movers:
        mover(source=source, target=target, actions=actions, by=by)
