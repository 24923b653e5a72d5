"""Who led the region in the half year, where it met and with how many partners."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PostHeld:
    """In the half year; `until` is the last day, None when it went on after the half year. Dates are ISO."""

    kind: str
    person: str
    hours_a_week: int | None
    steered_by: tuple[str, ...]
    since: str
    until: str | None


@dataclass(frozen=True)
class BodyMet:
    name: str
    kind: str
    rhythm: str
    meetings: int  # held in the half year


@dataclass(frozen=True)
class PartnersOfKind:
    kind: str
    number: int


@dataclass(frozen=True)
class NetworkTold:
    posts: tuple[PostHeld, ...] = ()
    bodies: tuple[BodyMet, ...] = ()
    partners: tuple[PartnersOfKind, ...] = ()


NOTHING_TOLD = NetworkTold()
