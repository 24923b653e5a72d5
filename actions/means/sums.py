"""Sums of money in which an amount may be p.m.: it is said beside the sum and counts for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ghnt.ui.money import euro

NOTHING = "–"


@dataclass(frozen=True)
class Sum:
    """Unit: euro. `rows` counts what was added, `open_rows` those of them without an amount."""

    value: Decimal = Decimal(0)
    rows: int = 0
    open_rows: int = 0

    @property
    def is_known(self) -> bool:
        """At least one amount was given."""
        return self.rows > self.open_rows

    @property
    def words(self) -> str:
        """ "€ 75.000", "€ 75.000 en p.m.", "p.m.", or a dash when there is nothing."""
        if not self.rows:
            return NOTHING
        if not self.is_known:
            return "p.m."
        return f"{euro(self.value)} en p.m." if self.open_rows else euro(self.value)

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.value + other.value, self.rows + other.rows, self.open_rows + other.open_rows)


def sum_of(amounts: Iterable[Decimal | None]) -> Sum:
    """None is "p.m."."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return Sum(sum(known, Decimal(0)), len(found), len(found) - len(known))


def sum_of_known(amounts: Iterable[Decimal | None]) -> Sum:
    """None is "not filled in" and is no row at all."""
    return sum_of(amount for amount in amounts if amount is not None)


@dataclass(frozen=True)
class Sums:
    """The four amounts that are set beside each other everywhere."""

    granted: Sum = Sum()
    planned: Sum = Sum()
    committed: Sum = Sum()
    spent: Sum = Sum()

    @property
    def left(self) -> Decimal | None:
        """What is granted and not spent; None as long as nothing was granted in euro."""
        return self.granted.value - self.spent.value if self.granted.is_known else None

    @property
    def left_words(self) -> str:
        if self.left is None:
            return "p.m." if self.granted.rows else NOTHING
        return euro(self.left) if self.left >= 0 else f"{euro(-self.left)} te veel"

    @property
    def is_empty(self) -> bool:
        return not (self.granted.rows or self.planned.rows or self.committed.rows or self.spent.rows)

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.granted + other.granted,
            self.planned + other.planned,
            self.committed + other.committed,
            self.spent + other.spent,
        )
