"""The stored actions of a programme, with all that a row of the workbook says of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.db.models import Prefetch

from actions.exchange.cells import StoredRow
from actions.models import Action, ActionPartner, ActionUpdate, Phase
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class StoredRows:
    """The actions of a programme in the order of its outline, by key."""

    by_pk: dict[int, StoredRow]

    @classmethod
    def of(
        cls,
        programme: RegionalProgramme,
        half_year: HalfYear | None,
        *,
        only: Collection[int] | None = None,
        outside: bool = False,
    ) -> Self:
        """All that count in the programme, or `only` those; `outside`: for who stands outside the region.

        A constant number of queries.
        """
        nodes = [node.pk for node in OutlineNode.objects.of(programme)]
        actions = Action.objects.in_programme(programme).in_outline_order(nodes)
        found = actions.select_related("node", "puller", "owner", "programme", "shared_from__programme__region")
        rows = (_stored(action) for action in found.prefetch_related(*_related(half_year, outside)))
        return cls({row.action.pk: row for row in rows if only is None or row.action.pk in only})


def _related(half_year: HalfYear | None, outside: bool) -> tuple[str | Prefetch, ...]:
    updates = ActionUpdate.objects
    this = updates.as_of(half_year, outside=outside).filter(half_year=half_year)
    before = updates.as_of(half_year.previous if half_year else None, outside=outside).latest_only()
    return (
        "measures",
        "milestones",
        "costs",
        Prefetch("partners", ActionPartner.objects.select_related("organisation")),
        Prefetch("updates", this, to_attr="this_half_year"),
        Prefetch("updates", before, to_attr="before"),
    )


def _stored(action: Action) -> StoredRow:
    before = next(iter(action.before), None)  # type: ignore[attr-defined]
    return StoredRow(
        action=action,
        update=next(iter(action.this_half_year), None),  # type: ignore[attr-defined]
        phase_before=str(Phase(before.phase).label) if before else "",
    )
