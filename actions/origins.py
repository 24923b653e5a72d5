"""What an action came out of, told by the layers above: a point for improvement of a scan, for instance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.models import Action
from regions.rights import Rights


@dataclass(frozen=True)
class Origin:
    """`url` is "" where the reader may not go."""

    name: str
    detail: str
    url: str


Tell = Callable[[Action, Rights], list[Origin]]
_tellers: list[Tell] = []


def tells_origins(tell: Tell) -> None:
    """Register who knows what actions came out of; `tell` only says what the reader may know."""
    if tell not in _tellers:
        _tellers.append(tell)


def origins_of(action: Action, rights: Rights) -> tuple[Origin, ...]:
    return tuple(origin for tell in _tellers for origin in tell(action, rights))
