"""The columns of the list of actions: which there are, which somebody chose, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from actions.models import (
    Action,
    ActionMilestone,
    ActionMunicipality,
    ActionPartner,
    Assessment,
    MilestoneState,
    Participation,
    Phase,
)
from ghnt.ui.dates import short_date
from ghnt.ui.money import euro
from programmes import wording
from programmes.catalogue import CatalogueTitles

NAME = "actie"
USUAL = ("trekker", "fase", "koers", "einddatum", "bijgewerkt")
LABELS: Mapping[str, str] = {
    "trekker": "Trekker",
    "fase": "Fase",
    "koers": "Koers",
    "einddatum": "Einddatum",
    "bijgewerkt": "Bijgewerkt",
    "eigenaar": "Eigenaar",
    "prioriteit": "Prioriteit",
    "begindatum": "Begindatum",
    "partners": "Partners",
    "gemeenten": "Gemeenten die meedoen",
    "bouwstenen": "Bouwstenen",
    "maatregelen": "Maatregelen",
    "mijlpaal": "Eerstvolgende mijlpaal",
    "kosten": "Kosten dit jaar",
}
SORTED = ("trekker", "fase", "koers", "einddatum", "bijgewerkt", "begindatum", "prioriteit", "eigenaar")


@dataclass(frozen=True)
class Cell:
    """What a column says of one action: words, or a badge; `missing` is said in grey."""

    label: str
    words: tuple[str, ...] = ()
    missing: str = ""
    badge: Phase | Assessment | None = None
    is_badge: bool = False
    is_short: bool = False  # a date or an amount: never broken over two lines


@dataclass(frozen=True)
class Surroundings:
    """What the columns need besides the actions."""

    today: date
    titles: CatalogueTitles
    municipalities: int


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The columns asked for, each once, in the order of LABELS; the usual ones when none of them exists."""
    wanted = set(names)
    return tuple(name for name in LABELS if name in wanted) or USUAL


def with_columns(actions: Any, columns: Iterable[str]) -> Any:
    """The queryset with what the columns read: a constant number of queries."""
    for name in columns:
        if name in _NEEDS:
            actions = _NEEDS[name](actions)
    return actions


def cells(action: Action, columns: Iterable[str], around: Surroundings) -> tuple[Cell, ...]:
    return tuple(_CELLS[name](LABELS[name], action, around) for name in columns)


def _with_municipalities(actions: Any) -> Any:
    yes = ActionMunicipality.objects.filter(action=OuterRef("pk"), takes_part=Participation.YES).order_by()
    counted = yes.values("action").annotate(number=Count("pk")).values("number")
    return actions.annotate(taking_part_count=Coalesce(Subquery(counted), 0))


_NEEDS: Mapping[str, Callable[[Any], Any]] = {
    "eigenaar": lambda actions: actions.select_related("owner"),
    "partners": lambda actions: actions.prefetch_related(
        Prefetch("partners", ActionPartner.objects.select_related("organisation"))
    ),
    "gemeenten": _with_municipalities,
    "bouwstenen": lambda actions: actions.prefetch_related("blocks", "node__blocks"),
    "maatregelen": lambda actions: actions.prefetch_related("measures"),
    "mijlpaal": lambda actions: actions.prefetch_related(
        Prefetch("milestones", ActionMilestone.objects.filter(state=MilestoneState.PLANNED), to_attr="coming")
    ),
    "kosten": lambda actions: actions.prefetch_related("costs"),
}


def _text(label: str, text: object, missing: str) -> Cell:
    return Cell(label, (str(text),) if text else (), missing)


def _day(label: str, day: date | None, missing: str) -> Cell:
    return Cell(label, (short_date(day),) if day else (), missing, is_short=True)


def _phase(label: str, action: Action, around: Surroundings) -> Cell:
    return Cell(label, badge=action.state.phase_choice if action.state else None, is_badge=True)


def _course(label: str, action: Action, around: Surroundings) -> Cell:
    if action.state and action.state.phase_choice.is_ended:
        return Cell(label, missing="n.v.t.")
    return Cell(label, badge=action.state.assessment_choice if action.state else None, is_badge=True)


def _end(label: str, action: Action, around: Surroundings) -> Cell:
    cell = _day(label, action.end, "geen")
    ended = action.state is not None and action.state.phase_choice.is_ended
    if action.end and action.end < around.today and not ended:
        return Cell(label, (*cell.words, "te laat"), is_short=True)
    return cell


def _blocks(label: str, action: Action, around: Surroundings) -> Cell:
    found = list(action.blocks.all()) or list(action.node.blocks.all())
    return Cell(label, wording.names(around.titles.blocks, (block.pk for block in found)), "geen")


def _measures(label: str, action: Action, around: Surroundings) -> Cell:
    return Cell(label, wording.names(around.titles.measures, (one.pk for one in action.measures.all())), "geen")


def _milestone(label: str, action: Action, around: Surroundings) -> Cell:
    first = next(iter(action.coming), None)  # type: ignore[attr-defined]
    if first is None:
        return Cell(label, missing="geen")
    return Cell(label, (first.title, short_date(first.due) if first.due else "geen datum"))


def _cost(label: str, action: Action, around: Surroundings) -> Cell:
    rows = [cost for cost in action.costs.all() if cost.year == around.today.year]
    known = [cost.amount for cost in rows if cost.amount is not None]
    if not rows:
        return Cell(label, missing="geen", is_short=True)
    words = [euro(sum(known))] if known else []
    return Cell(label, (*words, *(["p.m."] if len(known) < len(rows) else [])), is_short=True)


_CELLS: Mapping[str, Callable[[str, Action, Surroundings], Cell]] = {
    "trekker": lambda label, action, around: _text(label, action.puller, "nog geen"),
    "fase": _phase,
    "koers": _course,
    "einddatum": _end,
    "bijgewerkt": lambda label, action, around: _day(
        label, action.state.updated_at if action.state else None, "nog niet"
    ),
    "eigenaar": lambda label, action, around: _text(label, action.owner, "nog geen"),
    "prioriteit": lambda label, action, around: _text(
        label, action.priority and action.get_priority_display(), "niet gekozen"
    ),
    "begindatum": lambda label, action, around: _day(label, action.start, "geen"),
    "partners": lambda label, action, around: Cell(
        label, tuple(str(partner.organisation) for partner in action.partners.all()), "geen"
    ),
    "gemeenten": lambda label, action, around: Cell(
        label,
        (f"{action.taking_part_count} van {around.municipalities}",),  # type: ignore[attr-defined]
    ),
    "bouwstenen": _blocks,
    "maatregelen": _measures,
    "mijlpaal": _milestone,
    "kosten": _cost,
}
