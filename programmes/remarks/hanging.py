"""What the layers above hang on remarks, such as actions: they tell of it, and move it along themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from ghnt.accounts.models import User


@dataclass(frozen=True)
class RemarkLink:
    """Where a remark was processed; without an address for who may not read that page."""

    label: str
    url: str = ""


class TellsOfRemarks(Protocol):
    def __call__(self, remarks: Collection[int]) -> Mapping[int, tuple[RemarkLink, ...]]: ...


class CarriesRemarks(Protocol):
    def __call__(self, pairs: Mapping[int, int], *, by: User) -> None: ...


@dataclass(frozen=True)
class Hanging:
    tell: TellsOfRemarks
    carry: CarriesRemarks
    page: str  # name of the page on which this is chosen for one remark: its region, its number
    label: str


_hangings: list[Hanging] = []


def hangs_on_remarks(*, tell: TellsOfRemarks, carry: CarriesRemarks, page: str, label: str) -> None:
    """A layer above registers what hangs on remarks: how to tell of it, and how it goes to a corrected remark."""
    _hangings.append(Hanging(tell, carry, page, label))


def hangings() -> tuple[Hanging, ...]:
    return tuple(_hangings)


def links_of(remarks: Collection[int]) -> dict[int, tuple[RemarkLink, ...]]:
    """By remark what hangs on it; a constant number of queries."""
    found: dict[int, tuple[RemarkLink, ...]] = {}
    for hanging in _hangings if remarks else ():
        for remark, links in hanging.tell(remarks).items():
            found[remark] = (*found.get(remark, ()), *links)
    return found
