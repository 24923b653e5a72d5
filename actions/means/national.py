"""Middelen of all regions in a year, for the national team and the advisers: by name, never by amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.means.applications import visible_applications
from actions.means.book import books_of
from actions.means.sums import Sums
from actions.models import ApplicationState
from ghnt.documents.workbook import Cell, Sheet
from regions.models import Region
from regions.rights import Right, Rights


@dataclass(frozen=True)
class RegionLine:
    region: Region
    sums: Sums
    waiting: int  # applications without a decision

    @property
    def is_empty(self) -> bool:
        return self.sums.is_empty and not self.waiting


@dataclass(frozen=True)
class NationalMeans:
    year: int
    years: tuple[int, ...]
    lines: tuple[RegionLine, ...]

    @property
    def period(self) -> str:
        return str(self.year)

    @property
    def sums(self) -> Sums:
        return sum((line.sums for line in self.lines), Sums())

    @property
    def waiting(self) -> int:
        return sum(line.waiting for line in self.lines)

    @property
    def sentence(self) -> str:
        filled = sum(not line.is_empty for line in self.lines)
        total = "1 regio" if len(self.lines) == 1 else f"{len(self.lines)} regio’s"
        waiting = "1 aanvraag wacht" if self.waiting == 1 else f"{self.waiting} aanvragen wachten"
        return f"{filled} van {total} vulden middelen in over {self.year}. {waiting} op een besluit."


def national_means(rights: Rights, year: int, *, years: Sequence[int]) -> NationalMeans:
    """The regions that the reader reads, by name. A constant number of queries."""
    readable = rights.regions(Right.READ_REGION)
    regions = Region.objects.order_by("name") if readable is None else Region.objects.filter(pk__in=readable)
    found = list(regions.order_by("name"))
    books = books_of([region.pk for region in found], years=frozenset({year}))
    waiting: dict[int, int] = {}
    open_ones = visible_applications(rights).filter(state=ApplicationState.SUBMITTED, year=year)
    for pk in open_ones.order_by().values_list("region", flat=True):
        waiting[pk] = waiting.get(pk, 0) + 1
    lines = tuple(RegionLine(one, books[one.pk].sums(frozenset({year})), waiting.get(one.pk, 0)) for one in found)
    return NationalMeans(year, tuple(years), lines)


NATIONAL_COLUMNS = (
    *(("Regio", 34), ("Jaar", 8), ("Toegekend in euro", 18), ("Begroot in euro", 18), ("Vastgelegd in euro", 18)),
    *(("Uitgegeven in euro", 18), ("Bedragen p.m.", 14), ("Open aanvragen", 14)),
)


def national_sheet(means: NationalMeans) -> Sheet:
    return Sheet(f"Middelen {means.year}", NATIONAL_COLUMNS, _rows(means))


def _rows(means: NationalMeans) -> Iterator[tuple[Cell, ...]]:
    for line in means.lines:
        sums = line.sums
        open_amounts = sums.granted.open_rows + sums.planned.open_rows
        found = (sums.granted, sums.planned, sums.committed, sums.spent)
        amounts = (one.value if one.is_known else None for one in found)
        yield (line.region.name, means.year, *amounts, open_amounts, line.waiting)
