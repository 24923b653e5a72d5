"""What an action costs per year and who pays, with plain sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from actions.models import ActionCost
from ghnt.ui.money import euro


@dataclass(frozen=True)
class YearTotal:
    """The sum of a year; what is p.m. is said beside it and counts for nothing."""

    year: int
    amount: Decimal
    has_open_amount: bool
    is_provisional: bool
    rows: int

    @property
    def words(self) -> str:
        """ "€ 75.000", "€ 75.000 en p.m." or "p.m.", with "(deels) voorlopig" where that holds."""
        if not self.has_open_amount:
            words = euro(self.amount)
        else:
            words = f"{euro(self.amount)} en p.m." if self.amount else "p.m."
        return f"{words}, voorlopig" if self.is_provisional else words


@dataclass(frozen=True)
class Money:
    rows: tuple[ActionCost, ...]
    totals: tuple[YearTotal, ...]


def money_of(costs: list[ActionCost]) -> Money:
    """The rows of an action with a total per year; `costs` in the order of their years."""
    ordered = sorted(costs, key=lambda cost: (cost.year, cost.pk))
    years = groupby(ordered, key=lambda cost: cost.year)
    return Money(tuple(ordered), tuple(_total(year, list(rows)) for year, rows in years))


def _total(year: int, rows: list[ActionCost]) -> YearTotal:
    return YearTotal(
        year=year,
        amount=sum((row.amount for row in rows if row.amount is not None), Decimal(0)),
        has_open_amount=any(row.amount is None for row in rows),
        is_provisional=any(row.is_provisional for row in rows),
        rows=len(rows),
    )
