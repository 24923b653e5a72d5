"""What an action costs per year and who pays, with plain sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from actions.models import ActionCost, Spending
from ghnt.ui.money import euro


@dataclass(frozen=True)
class YearTotal:
    """The sum of a year; what is p.m. is said beside it and counts for nothing."""

    year: int
    amount: Decimal
    has_open_amount: bool
    is_provisional: bool
    rows: int
    committed: Decimal | None = None
    spent: Decimal | None = None

    @property
    def words(self) -> str:
        """ "€ 75.000", "€ 75.000 en p.m." or "p.m.", with "(deels) voorlopig" where that holds."""
        if not self.rows:
            return "niets begroot"
        if not self.has_open_amount:
            words = euro(self.amount)
        else:
            words = f"{euro(self.amount)} en p.m." if self.amount else "p.m."
        return f"{words}, voorlopig" if self.is_provisional else words


@dataclass(frozen=True)
class Money:
    rows: tuple[ActionCost, ...]
    totals: tuple[YearTotal, ...]


def money_of(costs: list[ActionCost], spendings: Iterable[Spending] = ()) -> Money:
    """The rows of an action with a total per year, and what became of it."""
    ordered = sorted(costs, key=lambda cost: (cost.year, cost.pk))
    planned = {year: list(rows) for year, rows in groupby(ordered, key=lambda cost: cost.year)}
    used: dict[int, list[Spending]] = {}
    for one in spendings:
        used.setdefault(one.year, []).append(one)
    years = sorted({*planned, *used})
    return Money(tuple(ordered), tuple(_total(year, planned.get(year, []), used.get(year, [])) for year in years))


def _total(year: int, rows: list[ActionCost], used: list[Spending]) -> YearTotal:
    return YearTotal(
        year=year,
        amount=sum((row.amount for row in rows if row.amount is not None), Decimal(0)),
        has_open_amount=any(row.amount is None for row in rows),
        is_provisional=any(row.is_provisional for row in rows),
        rows=len(rows),
        committed=_known(one.committed for one in used),
        spent=_known(one.spent for one in used),
    )


def _known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what was filled in; None when nothing was."""
    found = [amount for amount in amounts if amount is not None]
    return sum(found, Decimal(0)) if found else None
