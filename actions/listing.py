"""What the list of actions shows: filtered, in the order asked for, as a table, per phase or on a line of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.http import QueryDict

from actions import columns
from actions.models import Action, Phase, SavedView
from actions.timeline import Timeline
from ghnt.periods import HalfYear
from programmes.models import OutlineNode

TABLE, TIMELINE, PHASES = "tabel", "tijdlijn", "fasen"
LOOKS: Mapping[str, str] = {TABLE: "Tabel", TIMELINE: "Tijdlijn", PHASES: "Fasen"}
SHOWN_A_PHASE = 12


@dataclass(frozen=True)
class Column:
    label: str
    url: str  # sorts on it; "" when that is of no use
    aria_sort: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class NamedLink:
    """A filter with the address without it, or a view with its address."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class ActionRow:
    action: Action
    cells: tuple[columns.Cell, ...] = ()
    changed: str = ""  # since the previous visit, in a few words


@dataclass(frozen=True)
class Group:
    """Actions under the heading of their node; without one when another order was asked for."""

    node: OutlineNode | None
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class PhaseGroup:
    phase: Phase | None
    count: int
    rows: tuple[ActionRow, ...]
    all_url: str  # the table of this phase, "" when all its actions stand here


@dataclass(frozen=True)
class Listing:
    """The list as its page shows it."""

    look: str
    looks: tuple[NamedLink, ...]
    result: str
    half_year: HalfYear | None
    may_write: bool
    choosing: bool  # whether there are check boxes to change several at once
    address: Addresses
    active_filters: tuple[NamedLink, ...]
    saved_views: tuple[SavedView, ...]
    has_visited: bool
    columns: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()
    phases: tuple[PhaseGroup, ...] = ()
    timeline: Timeline | None = None


@dataclass(frozen=True)
class Addresses:
    """Where links of the list lead, with the filters that are in use."""

    query: str  # of this list, without its page
    clear: str
    choose: str
    stop_choosing: str


@dataclass(frozen=True)
class Order:
    column: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> Order:
        """Read "-koers"; anything unknown is the order of the outline."""
        column = text.removeprefix("-")
        return cls(column, text.startswith("-")) if column in columns.SORTED else cls(columns.NAME, False)

    @property
    def is_outline(self) -> bool:
        return self.column == columns.NAME

    def heads(self, chosen: tuple[str, ...], query: QueryDict) -> tuple[Column, ...]:
        first = self._head(columns.NAME, "Actie", query)
        return (first, *(self._head(name, columns.LABELS[name], query) for name in chosen))

    def _head(self, name: str, label: str, query: QueryDict) -> Column:
        if name != columns.NAME and name not in columns.SORTED:
            return Column(label, "", "")
        if name != self.column:
            return Column(label, changed(query, sorteer=None if name == columns.NAME else name), "")
        if name == columns.NAME:
            return Column(label, changed(query, sorteer=None), "ascending")
        turned = name if self.descending else f"-{name}"
        return Column(label, changed(query, sorteer=turned), "descending" if self.descending else "ascending")


@dataclass(frozen=True)
class RowMaker:
    """Makes a row of an action, with the columns chosen and what changed."""

    chosen: tuple[str, ...] = ()
    around: columns.Surroundings | None = None
    changes: Mapping[int, str] = field(default_factory=dict)

    def __call__(self, action: Action) -> ActionRow:
        cells = columns.cells(action, self.chosen, self.around) if self.around else ()
        return ActionRow(action, cells, self.changes.get(action.pk, ""))


def changed(query: QueryDict, **values: str | None) -> str:
    """The address of this list with other parameters, at its first page; None takes one away."""
    parameters = query.copy()
    parameters.pop("page", None)
    for name, value in values.items():
        parameters.pop(name, None)
        if value is not None:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


def looks(current: str, query: QueryDict) -> tuple[NamedLink, ...]:
    return tuple(
        NamedLink(label, changed(query, weergave=None if name == TABLE else name, kiezen=None), name == current)
        for name, label in LOOKS.items()
    )


def grouped(actions: list[Action], order: Order, make: RowMaker) -> tuple[Group, ...]:
    if not order.is_outline:
        return (Group(None, tuple(map(make, actions))),) if actions else ()
    return tuple(Group(node, tuple(map(make, rows))) for node, rows in groupby(actions, key=lambda one: one.node))


def first_per_phase(actions: Any) -> tuple[dict[str, int], set[int]]:
    """How many actions stand in each phase ("" = not filled in), and which of them are shown; one query."""
    counts: dict[str, int] = {}
    shown: set[int] = set()
    for pk, phase in actions.values_list("pk", "phase"):
        counts[phase or ""] = counts.get(phase or "", 0) + 1
        if counts[phase or ""] <= SHOWN_A_PHASE:
            shown.add(pk)
    return counts, shown


def by_phase(
    actions: list[Action], counts: Mapping[str, int], make: RowMaker, query: QueryDict
) -> tuple[PhaseGroup, ...]:
    """A group for each phase that has actions, in the order of the scale; what is not filled in comes last."""
    rows: dict[str, list[ActionRow]] = {}
    for action in actions:
        rows.setdefault(action.state.phase if action.state else "", []).append(make(action))
    groups = []
    for name in (*Phase.values, ""):
        count, more = counts.get(name, 0), counts.get(name, 0) > SHOWN_A_PHASE and name
        url = changed(query, weergave=None, fase=name) if more else ""
        if count:
            groups.append(PhaseGroup(Phase(name) if name else None, count, tuple(rows.get(name, ())), url))
    return tuple(groups)


def count_words(shown: int, total: int) -> str:
    noun = "actie" if total == 1 else "acties"
    return f"{total} {noun}" if shown == total else f"{shown} van {total} {noun}"
