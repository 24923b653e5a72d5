"""The rows of "Bestedingen bijwerken": which actions a year's page shows, each with what was filled in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from actions.means.book import add_up
from actions.means.sums import Sums
from actions.models import Action, ActionCost, Spending
from ghnt.periods import HalfYear
from programmes.models import OutlineNode
from programmes.outline import programme_for
from regions.models import Region

ACTIONS_A_PAGE = 50


@dataclass(frozen=True)
class ActionRow:
    """An action with what is planned for the year, and the spendings that stand."""

    action: Action
    sums: Sums
    spendings: tuple[Spending, ...]


def actions_of_year(region: Region, year: int, *, on: date) -> list[int]:
    """Keys of the actions of the programme of that year, and of others with money in it, as the outline reads."""
    programme = programme_for(region, HalfYear(year, 2), on=on)
    own = Action.objects.present().own().filter(programme__region=region)
    with_money = set(own.filter(costs__year=year).values_list("pk", flat=True))
    with_money |= set(own.filter(spendings__year=year).values_list("pk", flat=True))
    if programme is None:
        return list(own.filter(pk__in=with_money).values_list("pk", flat=True))
    nodes = [node.pk for node in OutlineNode.objects.of(programme)]
    asked = Action.objects.in_programme(programme).own().values("pk")
    shown = own.filter(pk__in=asked) | own.filter(pk__in=with_money)
    return list(shown.in_outline_order(nodes).values_list("pk", flat=True))


def page_of(pks: list[int], number: str) -> Page:
    return Paginator(pks, ACTIONS_A_PAGE).get_page(number)


def rows_for(pks: Collection[int], year: int) -> list[ActionRow]:
    """In the order of the keys; three queries."""
    actions = Action.objects.filter(pk__in=pks).select_related("node").in_bulk()
    costs = _by_action(ActionCost.objects.filter(action__in=pks, year=year))
    spendings = _by_action(Spending.objects.filter(action__in=pks, year=year).order_by("pk"))
    return [
        ActionRow(
            actions[pk],
            add_up((), costs.get(pk, ()), spendings.get(pk, ())),
            tuple(spendings.get(pk, ())),
        )
        for pk in pks
        if pk in actions
    ]


def _by_action(rows: object) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:  # type: ignore[attr-defined]
        found.setdefault(row.action_id, []).append(row)
    return found
