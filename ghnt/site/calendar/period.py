"""Which days a calendar holds, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MOST = 500  # of one kind: more is no calendar any more
A_DAY = timedelta(days=1)
BACK = timedelta(days=183)
AHEAD = timedelta(days=549)


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @classmethod
    def around(cls, on: date) -> Period:
        return cls(on - BACK, on + AHEAD)

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def due_days(self) -> tuple[date, date]:
        """For what must be done before a day: its last day falls in the period."""
        return self.first + A_DAY, self.last + A_DAY
