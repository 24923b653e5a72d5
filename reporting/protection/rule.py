"""How one count is shown outside its region, and which counts would be shown the same way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reporting.indicators.numbers import write_number
from reporting.models.figures import FigureMark, Indicator

Interval = tuple[int, int | None]  # the least and the most it can be; None has no end

HIDDEN_WORDS = "minder dan {}"


@dataclass(frozen=True)
class Exact:
    """A value as it was entered, None when it is unknown; `mark` is a FigureMark."""

    value: Decimal | None
    mark: str = FigureMark.PLAIN


UNKNOWN = Exact(None, FigureMark.UNKNOWN)


@dataclass(frozen=True)
class Shown:
    """What may be shown of one value; pages, files, drawings and programs take their figures from this alone.

    `number` is None for what is hidden or unknown. `is_own` says that the value is exact because the reader belongs to
    the region. `is_estimated`: a total made of what is shown, because its own rounding would reveal something.
    """

    text: str
    number: Decimal | None = None
    is_hidden: bool = False
    is_rounded: bool = False
    is_estimated: bool = False
    is_own: bool = False
    mark: str = FigureMark.PLAIN

    @property
    def is_unknown(self) -> bool:
        return self.number is None and not self.is_hidden

    @property
    def is_provisional(self) -> bool:
        return self.mark == FigureMark.PROVISIONAL

    @property
    def marked(self) -> str:
        """With the star of a provisional value: "125*"."""
        return f"{self.text}*" if self.is_provisional else self.text

    @property
    def cell(self) -> Decimal | str:
        """As a workbook holds it: a number where there is one and it needs no star, else the text."""
        return self.text if self.number is None else self.number


NOT_KNOWN = Shown(".", mark=FigureMark.UNKNOWN)


@dataclass(frozen=True)
class Rule:
    """The settings of one indicator. Of what is not a count of people, everything is shown as it is."""

    threshold: int = 5
    rounding: int = 5
    is_protected: bool = True
    decimals: int = 0

    @classmethod
    def of(cls, indicator: Indicator) -> Rule:
        is_protected = indicator.protects and indicator.is_count
        return cls(indicator.threshold, indicator.rounding, is_protected, indicator.decimals)

    @property
    def least_hidden(self) -> int:
        """A single hidden value would be no secret: below 2 the zero is hidden with the one."""
        return 0 if self.threshold <= 2 else 1

    def is_small(self, count: int) -> bool:
        return self.least_hidden <= count < self.threshold

    def rounded(self, count: int) -> int:
        """Of a count from the threshold on: the nearest multiple, never one that looks small, never one of its own."""
        count = max(count, self.threshold + 1)
        nearest = (2 * count + self.rounding) // (2 * self.rounding) * self.rounding
        return nearest if nearest >= self.threshold else -(-self.threshold // self.rounding) * self.rounding

    def alike(self, count: int) -> tuple[int, int]:
        """The counts that are shown as this one is; two or more, unless it is a zero."""
        if self.is_small(count):
            return self.least_hidden, self.threshold - 1
        if count == 0:
            return 0, 0
        nearest = self.rounded(count)
        least = self.threshold if nearest == self.rounded(self.threshold) else -((self.rounding - 2 * nearest) // 2)
        return least, -(-(2 * nearest + self.rounding) // 2) - 1

    def shown(self, count: int, mark: str = FigureMark.PLAIN, *, is_estimated: bool = False) -> Shown:
        if self.is_small(count):
            return Shown(f"<{self.threshold}", is_hidden=True, is_estimated=is_estimated, mark=mark)
        number = Decimal(self.rounded(count) if count else 0)
        is_rounded = bool(count) or is_estimated
        return Shown(write_number(number), number, is_rounded=is_rounded, is_estimated=is_estimated, mark=mark)

    def exact(self, value: Exact, *, is_own: bool = False) -> Shown:
        """As it was entered."""
        if value.value is None:
            return NOT_KNOWN
        return Shown(write_number(value.value, self.decimals), value.value, is_own=is_own, mark=value.mark)


def whole(value: Decimal) -> int:
    """A count of people; what is more than none is at least one."""
    count = int(value.to_integral_value(ROUND_HALF_UP))
    return max(count, 1) if value > 0 else 0
