"""What one municipality does in a region's programme: its answer on every action, and the money that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.models import Action, ActionCost, ActionMunicipality, Assessment, Participation, Phase
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme
from regions.models import Municipality


@dataclass(frozen=True)
class OwnRow:
    """An action with the municipality's answer; `answer` None: it has not answered yet."""

    action: Action
    answer: ActionMunicipality | None

    @property
    def takes_part(self) -> Participation | None:
        return Participation(self.answer.takes_part) if self.answer else None

    @property
    def phase(self) -> Phase | None:
        return Phase(self.action.phase) if getattr(self.action, "phase", None) else None  # type: ignore[attr-defined]

    @property
    def assessment(self) -> Assessment | None:
        code = getattr(self.action, "assessment", None)
        return Assessment(code) if code else None


def own_rows(
    municipality: Municipality,
    programme: RegionalProgramme,
    half_year: HalfYear | None = None,
    *,
    outside: bool = False,
) -> list[OwnRow]:
    """A row for every action that counts, as the outline reads, with its state as far as the half year shows it."""
    nodes = [node.pk for node in OutlineNode.objects.of(programme)]
    actions = Action.objects.in_programme(programme).with_state(half_year, outside=outside)
    answers = ActionMunicipality.objects.filter(municipality=municipality, action__programme=programme)
    by_action = {answer.action_id: answer for answer in answers}
    found = actions.in_outline_order(nodes).select_related("node")
    return [OwnRow(action, by_action.get(action.pk)) for action in found]


def own_costs(municipality: Municipality, programme: RegionalProgramme) -> list[ActionCost]:
    """The costs that the municipality bears, by year: the cover names it, or says that the municipalities pay."""
    costs = ActionCost.objects.filter(action__in=Action.objects.in_programme(programme).values("pk")).exclude(cover="")
    found = costs.select_related("action__node").order_by("year", "action__node__code", "action__number", "pk")
    names = [municipality.name, *([municipality.alias] if municipality.alias else []), "gemeenten"]
    pays = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    return [cost for cost in found if pays.search(cost.cover)]
