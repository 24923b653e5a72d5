"""The money of one or more regions as rows, read in a constant number of queries, and how it adds up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet

from actions.means.sums import Sums, sum_of, sum_of_known
from actions.models import Action, ActionCost, Grant, MeansExplanation, MeansSetting, Spending
from regions.models import Region

Row = TypeVar("Row")
Years = frozenset[int] | None  # None: all of them
USUAL_THRESHOLD = Decimal(MeansSetting._meta.get_field("explain_above").default)


@dataclass
class Book:
    """All money of a region: of every year, without what lies in the bin. Shared actions count where they are led."""

    region: int
    grants: list[Grant] = field(default_factory=list)
    actions: dict[int, Action] = field(default_factory=dict)
    costs: list[ActionCost] = field(default_factory=list)
    spendings: list[Spending] = field(default_factory=list)
    explanations: list[MeansExplanation] = field(default_factory=list)
    explain_above: Decimal = USUAL_THRESHOLD

    @property
    def years(self) -> list[int]:
        """The years of which anything is known, in order."""
        rows: list[Grant | ActionCost | Spending] = [*self.grants, *self.costs, *self.spendings]
        return sorted({row.year for row in rows})

    def grants_in(self, years: Years) -> list[Grant]:
        return [grant for grant in self.grants if years is None or grant.year in years]

    def costs_in(self, years: Years) -> list[ActionCost]:
        return [cost for cost in self.costs if years is None or cost.year in years]

    def spendings_in(self, years: Years) -> list[Spending]:
        return [one for one in self.spendings if years is None or one.year in years]

    def sums(self, years: Years) -> Sums:
        return add_up(self.grants_in(years), self.costs_in(years), self.spendings_in(years))

    def per_action(self, years: Years) -> dict[int, Sums]:
        """By key of the action; only those with money in the years."""
        return self._divided(years, lambda row: row.action_id)

    def per_grant(self) -> dict[int, Sums]:
        """By key of the grant, over all years: a grant of last year may still be spent."""
        parts = self._divided(None, lambda row: row.grant_id)
        return {grant.pk: add_up([grant], (), ()) + parts.get(grant.pk, Sums()) for grant in self.grants}

    def divided(self, years: Years, key: Callable[[Grant | None], object]) -> dict[object, Sums]:
        """By what `key` says of a grant; None is what hangs on no grant."""
        grants = {grant.pk: grant for grant in self.grants}
        found: dict[object, Sums] = {}
        for grant in self.grants_in(years):
            found[key(grant)] = found.get(key(grant), Sums()) + add_up([grant], (), ())
        for pk, sums in self._divided(years, lambda row: row.grant_id).items():
            name = key(grants.get(pk or 0))
            found[name] = found.get(name, Sums()) + sums
        return found

    def _divided(self, years: Years, key: Callable[[Any], int | None]) -> dict[int, Sums]:
        costs, spendings = self.costs_in(years), self.spendings_in(years)
        costs_by, spendings_by = _by(costs, key), _by(spendings, key)
        return {
            pk: add_up((), costs_by.get(pk, ()), spendings_by.get(pk, ()))  # type: ignore[misc]
            for pk in dict.fromkeys((*costs_by, *spendings_by))
        }


def _by(rows: Iterable[Row], key: Callable[[Any], int | None]) -> dict[int | None, list[Row]]:
    found: dict[int | None, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def add_up(grants: Iterable[Grant], costs: Iterable[ActionCost], spendings: Iterable[Spending]) -> Sums:
    """The four amounts of some rows; a cost or a grant without an amount is p.m., a spending then is not filled in."""
    spent = list(spendings)
    return Sums(
        sum_of(grant.amount for grant in grants),
        sum_of(cost.amount for cost in costs),
        sum_of_known(one.committed for one in spent),
        sum_of_known(one.spent for one in spent),
    )


def book_of(region: Region) -> Book:
    """Everything of one region; six queries."""
    return books_of([region.pk])[region.pk]


def books_of(regions: Collection[int], *, years: Years = None) -> dict[int, Book]:
    """By key of the region; six queries, however many regions there are."""
    books = {pk: Book(pk) for pk in regions}
    for grant in (
        _in_years(Grant.objects.present(), years).filter(region__in=books).select_related("centre__municipality")
    ):
        books[grant.region_id].grants.append(grant)
    home = {}
    for action in _actions(books):
        home[action.pk] = books[action.programme.region_id]
        home[action.pk].actions[action.pk] = action
    for cost in _in_years(ActionCost.objects.filter(action__programme__region__in=books), years):
        if book := home.get(cost.action_id):
            book.costs.append(cost)
    for spending in _in_years(Spending.objects.filter(action__programme__region__in=books), years):
        if book := home.get(spending.action_id):
            book.spendings.append(spending)
    for explanation in _in_years(MeansExplanation.objects.filter(region__in=books), years):
        books[explanation.region_id].explanations.append(explanation)
    for setting in MeansSetting.objects.filter(region__in=books):
        books[setting.region_id].explain_above = setting.explain_above
    return books


def _actions(regions: Iterable[int]) -> QuerySet[Action]:
    found = Action.objects.present().own().filter(programme__region__in=list(regions))
    return found.select_related("node", "programme").order_by("programme__valid_from", "node__position", "number", "pk")


def _in_years(rows: QuerySet, years: Years) -> QuerySet:
    return rows if years is None else rows.filter(year__in=years)


def recipient_of(grant: Grant | None) -> str:
    """ "Gemeente Hilversum (centrumgemeente)", "De regio", or that nothing was chosen."""
    if grant is None:
        return "Zonder bijdrage"
    return f"Centrumgemeente {grant.centre}" if grant.centre_id else "De regio zelf"


def grant_words(grant: Grant) -> str:
    """As a choice in a list: "Projectenpool 2021, Centrumgemeente Hilversum"."""
    return f"{grant.name or grant.get_source_display()}, {grant.year}, {grant.centre or 'de regio'}"


def grants_to_choose(region: Region, year: int | None = None) -> Iterator[tuple[int, str]]:
    """The grants that a region may name with costs and spendings, newest first; of later years none. One query."""
    found = Grant.objects.present().filter(region=region).select_related("centre__municipality")
    if year is not None:
        found = found.filter(year__lte=year)
    return ((grant.pk, grant_words(grant)) for grant in found)
