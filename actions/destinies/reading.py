"""The actions of a programme that ends, each with the region's choice and with what it became."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from actions.models import Action, ActionDestiny, Destiny, Phase
from actions.succession import offered
from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class DestinyRow:
    """`phase` as it stands now, None when nobody said; `went_on_as` in the programmes that came after."""

    action: Action
    phase: Phase | None
    destiny: ActionDestiny | None
    went_on_as: tuple[Action, ...]

    @property
    def is_ended(self) -> bool:
        return self.phase is not None and self.phase.is_ended

    @property
    def needs_choice(self) -> bool:
        """It still runs and nobody said what becomes of it."""
        return self.destiny is None and not self.is_ended


@dataclass(frozen=True)
class DestinyGroup:
    node: OutlineNode
    rows: tuple[DestinyRow, ...]


@dataclass(frozen=True)
class Destinies:
    groups: tuple[DestinyGroup, ...]

    @property
    def rows(self) -> tuple[DestinyRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def open(self) -> int:
        return sum(row.needs_choice for row in self.rows)

    @property
    def sentence(self) -> str:
        """ "40 acties: 22 gaan door, 3 worden afgerond, 2 gaan over, 9 waren al klaar, 4 nog te kiezen." """
        chosen = Counter(row.destiny.choice for row in self.rows if row.destiny)
        ended = sum(row.is_ended and row.destiny is None for row in self.rows)
        parts = (
            (chosen[Destiny.CONTINUE], "gaat door", "gaan door"),
            (chosen[Destiny.FINISH], "wordt afgerond", "worden afgerond"),
            (chosen[Destiny.TRANSFER], "gaat over", "gaan over"),
            (ended, "was al klaar", "waren al klaar"),
            (self.open, "nog te kiezen", "nog te kiezen"),
        )
        told = ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in parts if count)
        noun = "actie" if len(self.rows) == 1 else "acties"
        return f"{len(self.rows)} {noun}: {told}." if told else "Dit programma heeft geen eigen acties."


def destinies_of(programme: RegionalProgramme, *, on: date) -> Destinies:
    """Unit: the region's own actions, as the outline reads; a constant number of queries."""
    actions = list(offered(programme, on=on).select_related("destiny").prefetch_related("copies__node"))
    groups: dict[OutlineNode, list[DestinyRow]] = {}
    for action in actions:
        groups.setdefault(action.node, []).append(_row(action))
    return Destinies(tuple(DestinyGroup(node, tuple(rows)) for node, rows in groups.items()))


def _row(action: Action) -> DestinyRow:
    phase = Phase(action.phase) if action.phase else None  # type: ignore[attr-defined]
    copies = [copy for copy in action.copies.all() if copy.programme_id != action.programme_id]
    present = tuple(copy for copy in copies if copy.removed_at is None)
    return DestinyRow(action, phase, getattr(action, "destiny", None), present)
