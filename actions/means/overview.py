"""The page Middelen of a region: what came in, what was planned with it and what became of it, of a year or of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from actions import disclosure
from actions.means.applications import visible_applications
from actions.means.book import Book, Years, book_of, recipient_of
from actions.means.differences import Difference, differences
from actions.means.picture import four_bars, four_table, page_amount_bars, planned_and_spent
from actions.means.sums import Sum, Sums
from actions.means.warnings import MeansWarning, warnings_of
from actions.models import Action, Grant, GrantSource, PoolApplication
from ghnt.ui.charts import ChartTable
from programmes.models import OutlineNode
from regions.models import Region
from regions.rights import Rights

WITHOUT_GRANT = "Zonder bijdrage"
FIRST_YEAR, LAST_YEAR = 2015, 2050


@dataclass(frozen=True)
class Line:
    name: str
    sums: Sums
    url: str = ""


@dataclass(frozen=True)
class GrantLine:
    grant: Grant
    recipient: str
    sums: Sums


@dataclass(frozen=True)
class Overview:
    """`year` is None for all years together; warnings and differences are then those of every year."""

    year: int | None
    years: tuple[int, ...]
    sums: Sums
    grants: tuple[GrantLine, ...]
    recipients: tuple[Line, ...]
    sources: tuple[Line, ...]
    nodes: tuple[Line, ...]
    actions: tuple[Line, ...]
    warnings: tuple[MeansWarning, ...]
    differences: tuple[Difference, ...]
    applications: tuple[PoolApplication, ...]
    action_years: tuple[tuple[int, Line], ...]  # every action and year apart

    @property
    def period(self) -> str:
        return str(self.year) if self.year else "alle jaren"

    @property
    def is_empty(self) -> bool:
        return self.sums.is_empty and not self.applications

    @property
    def sentence(self) -> str:
        """ "In 2021: € 225.000 toegekend, € 180.000 begroot, € 90.000 vastgelegd en € 60.000 uitgegeven." """
        when = f"In {self.year}" if self.year else "In alle jaren samen"
        if self.sums.is_empty:
            return f"{when} staat er nog geen geld."
        told = (
            _told(self.sums.granted, "toegekend"),
            _told(self.sums.planned, "begroot"),
            _told(self.sums.committed, "vastgelegd"),
        )
        return f"{when}: {', '.join(told)} en {_told(self.sums.spent, 'uitgegeven')}."

    @property
    def open_differences(self) -> int:
        return sum(one.is_open for one in self.differences)

    @property
    def picture(self) -> SafeString:
        return page_amount_bars(four_bars(self.sums), title=self.sentence)

    @property
    def twin(self) -> ChartTable:
        return four_table(self.sums, caption=f"Middelen, {self.period}")

    @property
    def node_picture(self) -> SafeString:
        rows = [(line.name, line.sums) for line in self.nodes]
        return page_amount_bars(planned_and_spent(rows), title=f"Begroot en uitgegeven per onderdeel, {self.period}")


def _told(amount: Sum, word: str) -> str:
    return f"{amount.words} {word}" if amount.rows else f"niets {word}"


def overview_of(region: Region, year: int | None, rights: Rights, *, on: date) -> Overview:
    """Everything of the page, in a constant number of queries."""
    book = book_of(region)
    years = tuple(sorted({*book.years, on.year}, reverse=True))
    chosen: Years = None if year is None else frozenset({year})
    told = years if year is None else (year,)
    phases = phases_of(region, rights, on=on)
    applications = visible_applications(rights, region)
    if year is not None:
        applications = applications.filter(year=year)
    return Overview(
        year=year,
        years=years if year is None or year in years else tuple(sorted({*years, year}, reverse=True)),
        sums=book.sums(chosen),
        grants=grant_lines(book, chosen),
        recipients=recipient_lines(book, chosen),
        sources=source_lines(book, chosen),
        nodes=node_lines(book, chosen, region),
        actions=action_lines(book, chosen, region),
        warnings=tuple(one for each in told for one in warnings_of(book, region, each, phases)),
        differences=tuple(one for each in told for one in differences(book, each, this_year=on.year)),
        applications=tuple(applications),
        action_years=tuple(
            (each, line) for each in sorted(told) for line in action_lines(book, frozenset({each}), region)
        ),
    )


def phases_of(region: Region, rights: Rights, *, on: date) -> dict[int, str | None]:
    """By key of the action, as far as the reader may know how the region's actions go. At most two queries."""
    half_year = disclosure.latest_visible_half_year(rights, region, on=on)
    found = Action.objects.present().own().filter(programme__region=region)
    told = found.with_state(half_year, outside=disclosure.is_outside(rights, region))
    return dict(told.order_by().values_list("pk", "phase"))  # type: ignore[misc]


def grant_lines(book: Book, years: Years) -> tuple[GrantLine, ...]:
    """The grants of the years, and earlier ones from which something was planned or spent in them."""
    used = {cost.grant_id for cost in book.costs_in(years)} | {one.grant_id for one in book.spendings_in(years)}
    everything = book.per_grant()
    shown = [grant for grant in book.grants if years is None or grant.year in years or grant.pk in used]
    return tuple(GrantLine(grant, recipient_of(grant), everything[grant.pk]) for grant in shown)


def recipient_lines(book: Book, years: Years) -> tuple[Line, ...]:
    """Per centre municipality by name, then the region itself, then what hangs on no grant."""
    found = book.divided(years, recipient_of)
    rank = {"De regio zelf": 1, WITHOUT_GRANT: 2}
    ordered = sorted(found.items(), key=lambda item: (rank.get(str(item[0]), 0), str(item[0])))
    return tuple(Line(str(name), sums) for name, sums in ordered)


def source_lines(book: Book, years: Years) -> tuple[Line, ...]:
    found = book.divided(years, lambda grant: grant.source if grant else None)
    labels: Mapping[object, str] = {**dict(GrantSource.choices), None: WITHOUT_GRANT}
    return tuple(Line(label, found[source]) for source, label in labels.items() if source in found)


def node_lines(book: Book, years: Years, region: Region) -> tuple[Line, ...]:
    """Per top node, in the order of the outline. One query."""
    nodes = list(OutlineNode.objects.filter(programme__region=region).with_tree_fields())
    top_of = {node.pk: node.tree_path[0] for node in nodes}
    divided = _per_top(book, years, top_of)
    return tuple(
        Line(str(node), divided[node.pk], reverse("programmes:node_detail", args=[region.slug, node.pk]))
        for node in nodes
        if node.pk in divided
    )


def _per_top(book: Book, years: Years, top_of: Mapping[int, int]) -> dict[int, Sums]:
    found: dict[int, Sums] = {}
    for pk, sums in book.per_action(years).items():
        top = top_of.get(book.actions[pk].node_id, 0)
        found[top] = found.get(top, Sums()) + sums
    return found


def action_lines(book: Book, years: Years, region: Region) -> tuple[Line, ...]:
    divided = book.per_action(years)
    return tuple(
        Line(f"{action.code} {action.title}", divided[pk], action.url_in(region.slug))
        for pk, action in book.actions.items()
        if pk in divided
    )
