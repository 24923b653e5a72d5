"""What the actions of a report cost. Unit: euro; source: what the regions keep at their actions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reporting.content import YearOfMoney
from reporting.plan_offers import Agreed


def money_of(plans: Iterable[Agreed], year: int) -> tuple[YearOfMoney, ...]:
    """The year of the half year, when any action has costs in it; lines that are p.m. are counted, not added."""
    by_action = [[cost for cost in plan.money if cost.year == year] for plan in plans]
    costs = [cost for found in by_action for cost in found]
    if not costs:
        return ()
    amounts = [cost.amount for cost in costs if cost.amount is not None]
    return (
        YearOfMoney(
            year=year,
            amount=f"{sum(amounts, Decimal(0)):.2f}",
            actions=sum(bool(found) for found in by_action),
            without_amount=len(costs) - len(amounts),
            is_provisional=any(cost.is_provisional for cost in costs),
            cover=tuple(sorted({cost.cover for cost in costs if cost.cover})),
        ),
    )
