"""How the actions of a programme stand at a half year, in counts, for overview, Mijn werk and report.

Unit of every count: actions. Source: the latest `ActionUpdate` of the half year or before it.
Every function takes a constant number of queries. `outside`: for who stands outside the region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actions.models import ENDED_PHASES, NEEDS_EXPLANATION, Action, ActionUpdate, Assessment, Phase
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class Counts:
    """total = on_course + attention + stalled + not_filled_in + ended."""

    total: int = 0
    on_course: int = 0
    attention: int = 0
    stalled: int = 0
    not_filled_in: int = 0  # no koers yet, while the action still runs
    ended: int = 0  # afgerond, geborgd or vervallen: no koers is asked
    by_phase: tuple[tuple[Phase | None, int], ...] = ()  # in the order of Phase, None = no state yet; zeros included

    @property
    def finished(self) -> int:
        """Afgerond or geborgd; what was dropped is not finished."""
        found = dict(self.by_phase)
        return found.get(Phase.FINISHED, 0) + found.get(Phase.EMBEDDED, 0)

    @property
    def assessed(self) -> tuple[tuple[Assessment | None, int], ...]:
        """The counts of koers in the fixed order, None = not filled in; ended actions stand outside it."""
        return (
            (Assessment.ON_COURSE, self.on_course),
            (Assessment.ATTENTION, self.attention),
            (Assessment.STALLED, self.stalled),
            (None, self.not_filled_in),
        )

    @property
    def sentence(self) -> str:
        """ "5 acties: 3 op koers, 1 stagneert, 1 afgerond." Parts that are zero are left out."""
        dropped = self.ended - self.finished
        parts = [
            (self.on_course, "op koers"),
            (self.attention, "vraagt aandacht" if self.attention == 1 else "vragen aandacht"),
            (self.stalled, "stagneert" if self.stalled == 1 else "stagneren"),
            (self.not_filled_in, "nog niet ingevuld"),
            (self.finished, "afgerond"),
            (dropped, "vervallen"),
        ]
        words = ", ".join(f"{count} {word}" for count, word in parts if count)
        noun = "actie" if self.total == 1 else "acties"
        return f"{self.total} {noun}: {words}." if words else "Nog geen acties."


@dataclass(frozen=True)
class NodeCounts(Counts):
    """The counts of one top node with everything below it."""

    node_id: int = 0
    code: str = ""
    title: str = ""


@dataclass(frozen=True)
class TroubledAction:
    """An action that is not on course, with what was written about it."""

    pk: int
    code: str
    title: str
    url: str
    assessment: Assessment
    explanation: str
    half_year: HalfYear


def count(states: Iterable[tuple[str, str]]) -> Counts:
    """Count (phase, koers) pairs; "" for what is not filled in."""
    pairs = list(states)
    phases = Counter(phase for phase, _ in pairs)
    running = Counter(koers for phase, koers in pairs if phase not in ENDED_PHASES)
    return Counts(
        total=len(pairs),
        on_course=running[Assessment.ON_COURSE],
        attention=running[Assessment.ATTENTION],
        stalled=running[Assessment.STALLED],
        not_filled_in=running[""],
        ended=sum(phases[phase] for phase in ENDED_PHASES),
        by_phase=(*((phase, phases[phase]) for phase in Phase), (None, phases[""])),
    )


def programme_counts(programme: RegionalProgramme, half_year: HalfYear | None, *, outside: bool = False) -> Counts:
    """The counts of the whole programme."""
    return count((phase, koers) for _node, phase, koers in _states(programme, half_year, outside))


def state_counts(
    programme: RegionalProgramme, half_year: HalfYear | None, *, outside: bool = False
) -> tuple[NodeCounts, ...]:
    """Per top node of the outline, in reading order, the counts of its actions and of those below it."""
    outline = list(OutlineNode.objects.of(programme))
    top_of = {node.pk: node.tree_path[0] for node in outline}
    states = [(top_of.get(node), phase, koers) for node, phase, koers in _states(programme, half_year, outside)]
    return tuple(
        NodeCounts(
            **vars(count((phase, koers) for top, phase, koers in states if top == node.pk)),
            node_id=node.pk,
            code=node.code,
            title=node.title,
        )
        for node in outline
        if node.parent_id is None
    )


def node_sentences(
    programme: RegionalProgramme, half_year: HalfYear | None, *, outside: bool = False
) -> dict[int, str]:
    """Per node that has actions of its own: how many there are and how they go, in words."""
    by_node: dict[int, list[tuple[str, str]]] = {}
    for node, phase, koers in _states(programme, half_year, outside):
        by_node.setdefault(node, []).append((phase, koers))
    return {node: count(states).sentence for node, states in by_node.items()}


def not_on_course(
    programme: RegionalProgramme, half_year: HalfYear | None, limit: int, *, outside: bool = False
) -> tuple[TroubledAction, ...]:
    """At most `limit` actions that stall or ask attention: stalled ones first, then as the outline reads."""
    updates = ActionUpdate.objects.as_of(half_year, outside=outside).latest_only()
    told = Action.objects.told_in(programme, half_year)
    troubled = updates.filter(action__in=told.values("pk"), assessment__in=NEEDS_EXPLANATION)
    found = troubled.order_by("-assessment", "action__node__position", "action__number", "action")
    region_slug = programme.region.slug
    return tuple(
        _troubled(update, region_slug)
        for update in found.select_related("action__node", "action__shared_from__programme__region")[:limit]
    )


def updated_count(programme: RegionalProgramme, half_year: HalfYear) -> tuple[int, int]:
    """How many of the actions asked about the half year were updated for it: (done, total)."""
    asked = Action.objects.told_in(programme, half_year).own().asked_in(half_year)
    return asked.updated_in(half_year).count(), asked.count()


def _states(programme: RegionalProgramme, half_year: HalfYear | None, outside: bool) -> list[tuple[int, str, str]]:
    actions = Action.objects.told_in(programme, half_year).with_state(half_year, outside=outside).order_by()
    return [
        (node, phase or "", koers or "")
        for node, phase, koers in actions.values_list("node", "phase", "assessment")  # type: ignore[misc]
    ]


def _troubled(update: ActionUpdate, region_slug: str) -> TroubledAction:
    action = update.action
    return TroubledAction(
        pk=action.pk,
        code=action.code,
        title=action.told_title,
        url=action.url_in(region_slug),
        assessment=Assessment(update.assessment),
        explanation=update.explanation,
        half_year=update.half_year,
    )
