"""What the actions of a programme cost: sums per year, and per line and year. What is p.m. counts for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ghnt.ui.money import euro
from reporting.programme_document.content import CostItem, Node, ProgrammeContent


@dataclass(frozen=True)
class YearRow:
    year: int
    amount: str
    provisional: str
    open_amounts: str


@dataclass(frozen=True)
class LineRow:
    """What one line costs in one year."""

    line: str
    year: int
    amount: str


@dataclass(frozen=True)
class MoneyText:
    years: tuple[YearRow, ...]
    lines: tuple[LineRow, ...]


def money_text(content: ProgrammeContent, year: int | None = None) -> MoneyText:
    """Of all years, or of one."""
    by_line = _costs_by_line(content, year)
    costs = [cost for found in by_line.values() for cost in found]
    return MoneyText(
        years=tuple(_year_row(one, [cost for cost in costs if cost.year == one]) for one in _years(costs)),
        lines=tuple(
            LineRow(line, one, amount_in_words([cost for cost in found if cost.year == one]))
            for line, found in by_line.items()
            for one in _years(found)
        ),
    )


def amount_in_words(costs: Iterable[CostItem]) -> str:
    """€ 75.000 · € 75.000 en p.m. · p.m."""
    costs = list(costs)
    known = [Decimal(cost.amount) for cost in costs if cost.amount is not None]
    parts = [euro(sum(known, Decimal(0)))] if known else []
    return " en ".join(parts + (["p.m."] if len(known) < len(costs) else []))


def _year_row(year: int, costs: list[CostItem]) -> YearRow:
    provisional = [cost for cost in costs if cost.is_provisional]
    open_amounts = sum(cost.amount is None for cost in costs)
    return YearRow(
        year=year,
        amount=amount_in_words(cost for cost in costs if cost.amount is not None) or "p.m.",
        provisional=amount_in_words(provisional),
        open_amounts=str(open_amounts or ""),
    )


def _costs_by_line(content: ProgrammeContent, year: int | None) -> dict[str, list[CostItem]]:
    found: dict[str, list[CostItem]] = defaultdict(list)
    tops: dict[str, Node] = {}
    for node in content.nodes:
        top = tops[node.key] = tops.get(node.parent, node)
        for action in node.actions:
            found[f"{top.code} {top.title}"] += [cost for cost in action.costs if year in (None, cost.year)]
    return {line: costs for line, costs in found.items() if costs}


def _years(costs: Iterable[CostItem]) -> list[int]:
    return sorted({cost.year for cost in costs})
