"""Lets things happen in order of time, so that a sealed report says no more than was known on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import Any

from ghnt import clock

Event = Callable[[], Any]


class Story:
    """Events that wait for their day; on the same day they happen as they were announced."""

    def __init__(self) -> None:
        self._waiting: list[tuple[date, int, Event]] = []
        self._numbers = count()

    def on(self, day: date, event: Event) -> None:
        heappush(self._waiting, (day, next(self._numbers), event))

    def tell_until(self, day: date) -> None:
        """Let everything happen up to and including the day, with the clock on the day of each event."""
        while self._waiting and self._waiting[0][0] <= day:
            happens_on, _, event = heappop(self._waiting)
            with clock.standing_at(happens_on):
                event()
