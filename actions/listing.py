"""What the list of actions shows: filtered, in the order asked for, grouped, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

from actions.models import Action
from ghnt.periods import HalfYear
from programmes.models import OutlineNode

COLUMNS: Mapping[str, str] = {
    "actie": "Actie",
    "trekker": "Trekker",
    "fase": "Fase",
    "koers": "Koers",
    "einddatum": "Einddatum",
    "bijgewerkt": "Bijgewerkt",
}


@dataclass(frozen=True)
class Column:
    label: str
    url: str
    aria_sort: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class ActiveFilter:
    label: str
    url: str


@dataclass(frozen=True)
class Group:
    """Actions under the heading of their node; without one when another order was asked for."""

    node: OutlineNode | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Listing:
    result: str
    half_year: HalfYear | None
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    active_filters: tuple[ActiveFilter, ...]
    may_write: bool


@dataclass(frozen=True)
class Order:
    column: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> Order:
        """Read "-koers"; anything unknown is the order of the outline."""
        column = text.removeprefix("-")
        if column not in COLUMNS or column == "actie":
            return cls("actie", False)
        return cls(column, text.startswith("-"))

    @property
    def is_outline(self) -> bool:
        return self.column == "actie"

    def columns(self, query: QueryDict) -> tuple[Column, ...]:
        return tuple(self._column(name, label, query) for name, label in COLUMNS.items())

    def _column(self, name: str, label: str, query: QueryDict) -> Column:
        if name != self.column:
            return Column(label, changed(query, sorteer=name), "")
        if name == "actie":
            return Column(label, changed(query, sorteer=None), "ascending")
        turned = name if self.descending else f"-{name}"
        return Column(label, changed(query, sorteer=turned), "descending" if self.descending else "ascending")


def changed(query: QueryDict, **values: str | None) -> str:
    """The address of this list with other parameters, at its first page; None takes one away."""
    parameters = query.copy()
    parameters.pop("page", None)
    for name, value in values.items():
        parameters.pop(name, None)
        if value is not None:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


def grouped(actions: list[Action], order: Order) -> tuple[Group, ...]:
    if not order.is_outline:
        return (Group(None, tuple(actions)),) if actions else ()
    return tuple(Group(node, tuple(rows)) for node, rows in groupby(actions, key=lambda action: action.node))


def count_words(shown: int, total: int) -> str:
    noun = "actie" if total == 1 else "acties"
    return f"{total} {noun}" if shown == total else f"{shown} van {total} {noun}"
