"""The order of steps that municipalities named themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def merged(routes: Iterable[Sequence[str]]) -> list[str]:
    """The names of all routes in one order that follows each of them as far as they agree; the longest leads."""
    order: list[str] = []
    for route in sorted(routes, key=len, reverse=True):
        for place, name in enumerate(route):
            if name not in order:
                order.insert(_place(order, route, place), name)
    return order


def _place(order: list[str], route: Sequence[str], place: int) -> int:
    before = next((order.index(name) + 1 for name in reversed(route[:place]) if name in order), None)
    if before is not None:
        return before
    return next((order.index(name) for name in route[place + 1 :] if name in order), len(order))
