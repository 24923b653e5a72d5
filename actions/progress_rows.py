"""Voortgang bijwerken: which actions are asked about a half year, which of them a page shows, and how many are done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from actions.models import ENDED_PHASES, Action, ActionUpdate
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """An action in the order of the outline, with no more than filters and counts ask; phase and koers of last time."""

    pk: int
    node: int
    puller: int | None
    phase: str | None
    assessment: str | None
    is_done: bool

    @property
    def had_ended(self) -> bool:
        return self.phase in ENDED_PHASES

    @property
    def is_to_do(self) -> bool:
        return not self.is_done and not self.had_ended


@dataclass(frozen=True)
class RowState:
    """An action with what was said of it, now and the last time before."""

    action: Action
    update: ActionUpdate | None
    previous: ActionUpdate | None

    @property
    def had_ended(self) -> bool:
        """It ended in an earlier half year: nothing is asked."""
        return self.previous is not None and self.previous.phase in ENDED_PHASES

    @property
    def name(self) -> str:
        """As the page's script knows it."""
        if self.update is not None:
            return "done"
        return "ended" if self.had_ended else "todo"


@dataclass(frozen=True)
class Tally:
    """ "18 van 40 bijgewerkt"; the same answer as `figures.updated_count`."""

    done: int
    total: int
    rows: int

    @property
    def to_do(self) -> int:
        return self.total - self.done


@dataclass(frozen=True)
class RowChoice:
    """Which rows somebody wants to see; None and "" are all of them."""

    nodes: frozenset[int] | None = None
    puller: int | None = None
    assessment: str = ""
    only_to_do: bool = False

    def holds(self, line: Line) -> bool:
        return (
            (self.nodes is None or line.node in self.nodes)
            and (self.puller is None or line.puller == self.puller)
            and (not self.assessment or line.assessment == self.assessment)
            and (not self.only_to_do or line.is_to_do)
        )


@dataclass(frozen=True)
class RowPage:
    """The rows shown; `previous` and `next` are the action after which those pages begin (0 = the first page)."""

    pks: tuple[int, ...]
    found: int
    first: int
    previous: int | None
    next: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.pks) - 1


def lines(programme: RegionalProgramme, half_year: HalfYear, nodes: Iterable[OutlineNode]) -> list[Line]:
    """Every action that the region itself updates, as the outline of `nodes` reads; one query."""
    done = ActionUpdate.objects.filter(action=OuterRef("pk"), half_year=half_year)
    asked = Action.objects.told_in(programme, half_year).own().with_state(half_year.previous)
    ordered = asked.annotate(is_done=Exists(done)).in_outline_order([node.pk for node in nodes])
    return [Line(*row) for row in ordered.values_list("pk", "node", "puller", "phase", "assessment", "is_done")]


def page_after(everything: list[Line], choice: RowChoice, after: int | None) -> RowPage:
    """The chosen rows that come after an action. Counted from an action, as rows that are done leave the list."""
    places = {line.pk: place for place, line in enumerate(everything)}
    start = places.get(after or 0, -1)
    found = [line.pk for line in everything if choice.holds(line)]
    earlier = [pk for pk in found if places[pk] <= start]
    later = [pk for pk in found if places[pk] > start]
    shown = later[:ROWS_A_PAGE]
    back = earlier[-ROWS_A_PAGE - 1] if len(earlier) > ROWS_A_PAGE else 0
    return RowPage(
        pks=tuple(shown),
        found=len(found),
        first=len(earlier) + 1,
        previous=back if earlier else None,
        next=shown[-1] if len(later) > ROWS_A_PAGE else None,
    )


def row_states(everything: Iterable[Line], half_year: HalfYear, pks: Collection[int]) -> list[RowState]:
    """Those of the lines that are named, with their texts, in the same order; at most three queries."""
    wanted = [line.pk for line in everything if line.pk in pks]
    updates = ActionUpdate.objects.select_related("updated_by")
    before = updates.as_of(half_year.previous).latest_only()
    actions = (
        Action.objects.filter(pk__in=wanted)
        .select_related("node")
        .prefetch_related(
            Prefetch("updates", updates.filter(half_year=half_year), to_attr="this_half_year"),
            Prefetch("updates", before, to_attr="before"),
        )
    )
    found = {action.pk: action for action in actions}
    return [_state(found[pk]) for pk in wanted if pk in found]


def tally(everything: Iterable[Line]) -> Tally:
    found = list(everything)
    asked = [line for line in found if not line.had_ended]
    return Tally(sum(line.is_done for line in asked), len(asked), len(found))


def _state(action: Action) -> RowState:
    now, before = action.this_half_year, action.before  # type: ignore[attr-defined]
    return RowState(action, next(iter(now), None), next(iter(before), None))
