"""How actions stand, counted by assessment. Unit: number of actions, from sealed content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actions.models import Assessment
from actions.models.update import ENDED_PHASES
from reporting.content import ActionLineItem
from reporting.figures import NOT_FILLED_IN, Count


@dataclass(frozen=True)
class Standing:
    """`counts` are of the running actions, those without any left out; `ended` are all others."""

    total: int
    counts: tuple[Count, ...]
    ended: int

    @property
    def words(self) -> str:
        """ "3 op koers, 1 aandacht, 2 afgerond of vervallen" """
        parts = [f"{count.number} {count.label.lower()}" for count in self.counts]
        parts += [f"{self.ended} afgerond of vervallen"] if self.ended else []
        return ", ".join(parts) or "geen acties"


def standing_of(actions: Iterable[ActionLineItem]) -> Standing:
    listed = list(actions)
    running = Counter(one.now.assessment for one in listed if one.now.phase not in ENDED_PHASES)
    labels = [*((one.value, str(one.label)) for one in Assessment), ("", NOT_FILLED_IN)]
    counts = tuple(Count(code, label, running[code]) for code, label in labels if running[code])
    return Standing(len(listed), counts, len(listed) - running.total())
