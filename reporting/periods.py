"""Periods that figures are counted over: a quarter, a half year or a year; as text "2021-Q1", "2021-H1", "2021"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Any

from django.core.exceptions import ValidationError

from ghnt.periods import HalfYear
from reporting.models.figures import PeriodKind

_MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_LETTERS = {"Q": PeriodKind.QUARTER, "H": PeriodKind.HALF_YEAR}
_EXAMPLES = {PeriodKind.QUARTER: "2021-Q1", PeriodKind.HALF_YEAR: "2021-H1", PeriodKind.YEAR: "2021"}
_PATTERN = r"20\d\d(?:-(?:Q[1-4]|H[12]))?"


def _as_code(said: re.Match[str]) -> str:
    return f"{said[3]}-{'Q' if said[2] == 'K' else 'H'}{said[1]}"


@total_ordering
@dataclass(frozen=True)
class Period:
    """The `part`-th quarter or half year of a year, or with part 1 the whole year. Periods sort by when they begin."""

    year: int
    kind: PeriodKind
    part: int = 1

    @classmethod
    def parse(cls, text: str, kind: PeriodKind | str | None = None) -> Period:
        """Read "2021-Q1", "2021-H1" or "2021", or as people say it "1e halfjaar 2021", of the kind where one is given.

        Raises ValidationError with a Dutch message for anything else.
        """
        written = re.sub(r"([1-4])E (K|H)\w* (20\d\d)", _as_code, text.strip().upper())
        found = re.fullmatch(r"(20\d\d)(?:-(?:(Q)([1-4])|(H)([12])))?", written)
        example = _EXAMPLES[PeriodKind(kind)] if kind else "2021-H1"
        if not found:
            raise ValidationError(f"‘{text.strip()[:20]}’ is geen periode. Schrijf bijvoorbeeld {example}.")
        letter, part = found[2] or found[4], found[3] or found[5]
        period = cls(int(found[1]), _LETTERS.get(letter, PeriodKind.YEAR), int(part or 1))
        if kind and period.kind != kind:
            word = PeriodKind(kind).label.lower()
            raise ValidationError(f"Dit cijfer is er per {word}. Schrijf bijvoorbeeld {example}.")
        return period

    @classmethod
    def of(cls, day: date, kind: PeriodKind | str) -> Period:
        """The period of a kind that a day belongs to."""
        kind = PeriodKind(kind)
        return cls(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    @classmethod
    def of_half_year(cls, half_year: HalfYear, kind: PeriodKind | str) -> Period:
        """The period of a kind that ends with a half year; of years the last one that has ended by then."""
        last = cls.of(half_year.end, kind)
        return last if last.end <= half_year.end else last.previous

    @property
    def start(self) -> date:
        return date(self.year, (self.part - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day that belongs to it."""
        return self.next.start - timedelta(days=1)

    @property
    def on(self) -> date:
        """The day on which it is asked which municipalities there are: the first, as CBS does with its tables."""
        return self.start

    @property
    def previous(self) -> Period:
        if self.part > 1:
            return Period(self.year, self.kind, self.part - 1)
        return Period(self.year - 1, self.kind, 12 // _MONTHS[self.kind])

    @property
    def next(self) -> Period:
        if self.part < 12 // _MONTHS[self.kind]:
            return Period(self.year, self.kind, self.part + 1)
        return Period(self.year + 1, self.kind)

    @property
    def label(self) -> str:
        if self.kind == PeriodKind.YEAR:
            return str(self.year)
        return f"{self.part}e {self.kind.label.lower()} {self.year}"

    @property
    def short_label(self) -> str:
        """For heads of narrow columns."""
        if self.kind == PeriodKind.YEAR:
            return str(self.year)
        return f"{self.part}e {'kw.' if self.kind == PeriodKind.QUARTER else 'hj.'} {self.year}"

    def back(self, count: int) -> tuple[Period, ...]:
        """The last `count` periods up to and with this one, oldest first."""
        found = [self]
        while len(found) < count:
            found.insert(0, found[0].previous)
        return tuple(found)

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        return {
            PeriodKind.QUARTER: f"{self.year}-Q{self.part}",
            PeriodKind.HALF_YEAR: f"{self.year}-H{self.part}",
            PeriodKind.YEAR: str(self.year),
        }[self.kind]


class PeriodConverter:
    """URL part "2021-Q1", "2021-H1" or "2021"; an impossible one is an unknown page."""

    regex = _PATTERN

    def to_python(self, value: str) -> Period:
        return Period.parse(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)
