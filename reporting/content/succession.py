"""What becomes of actions when the programme ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DestinyTold:
    """The region's choice for one action; `choice` in words, `to` whom it goes over."""

    number: str
    title: str
    choice: str
    to: str
    note: str
