"""What covers a national block or measure: a region's nodes and actions.

The rule, for pages, lists and workbooks alike:
- a node covers the blocks that it names itself;
- an action covers its own blocks; has it none, then those of its node, or else of the nearest node above that names
  any; and always the block under which the catalogue has one of its measures;
- an action covers the measures that it names.
What is archived or in the bin covers nothing. An action that another region leads counts in each region that shares it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from actions.models import Action
from programmes.coverage import Subject
from programmes.models import CatalogueEdition, CatalogueEntry, OutlineNode, RegionalProgramme

Pairs = Iterable[tuple[int, int]]


@dataclass
class Covered:
    """By block or measure the keys of the nodes and actions that cover it, in one programme."""

    nodes: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    actions: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def pointed(self) -> set[int]:
        """Every block or measure that something points to."""
        return {pk for pk, found in [*self.nodes.items(), *self.actions.items()] if found}


def covered(
    subject: Subject, programmes: Collection[RegionalProgramme], edition: CatalogueEdition
) -> dict[int, Covered]:
    """What covers each block or measure, per programme; five queries, however many programmes."""
    found = {programme.pk: Covered() for programme in programmes}
    actions = list(
        Action.objects.present()
        .filter(programme__in=list(found), archived_at__isnull=True)
        .order_by("programme", "node__position", "number", "pk")
        .values_list("pk", "programme", "node")
    )
    measures = _together(Action.measures.through.objects, "action", "measure", {"action__programme__in": list(found)})
    if subject is Subject.MEASURES:
        for pk, programme, _node in actions:
            for measure in measures[pk]:
                found[programme].actions[measure].append(pk)
        return found
    _cover_blocks(found, actions, measures, edition)
    return found


def covering(subject: Subject, programme: RegionalProgramme, pk: int, edition: CatalogueEdition) -> list[int]:
    """The keys of the actions of a programme that cover one block or measure."""
    return covered(subject, [programme], edition)[programme.pk].actions.get(pk, [])


def _cover_blocks(
    found: dict[int, Covered],
    actions: list[tuple[int, int, int]],
    measures: dict[int, list[int]],
    edition: CatalogueEdition,
) -> None:
    nodes = OutlineNode.objects.filter(programme__in=list(found), removed_at__isnull=True).order_by("position", "pk")
    above = {pk: (parent, programme) for pk, parent, programme in nodes.values_list("pk", "parent", "programme")}
    named = _together(OutlineNode.blocks.through.objects, "outlinenode", "buildingblock", {"outlinenode__in": nodes})
    own = _together(Action.blocks.through.objects, "action", "buildingblock", {"action__programme__in": list(found)})
    block_of = _blocks_of_measures(edition)
    for node, (_parent, programme) in above.items():
        for block in named[node]:
            found[programme].nodes[block].append(node)
    for pk, programme, node in actions:
        named_here = own[pk] or _nearest(node, above, named)
        blocks = {*named_here, *(block_of[measure] for measure in measures[pk] if measure in block_of)}
        for block in sorted(blocks):
            found[programme].actions[block].append(pk)


def _nearest(node: int | None, above: dict[int, tuple[int | None, int]], named: dict[int, list[int]]) -> list[int]:
    """The blocks of the node, else of the nearest node above it that names any."""
    seen: set[int] = set()
    while node is not None and node not in seen:
        if named[node]:
            return named[node]
        seen.add(node)
        node = above[node][0] if node in above else None
    return []


def _blocks_of_measures(edition: CatalogueEdition) -> dict[int, int]:
    entries = CatalogueEntry.objects.filter(edition=edition.pk, measure__isnull=False, parent__block__isnull=False)
    return dict(entries.values_list("measure", "parent__block"))


def _together(rows, one: str, other: str, condition: dict[str, object]) -> dict[int, list[int]]:  # type: ignore[no-untyped-def] # any table between two
    found: dict[int, list[int]] = defaultdict(list)
    for key, value in rows.filter(**condition).values_list(f"{one}_id", f"{other}_id"):
        found[key].append(value)
    return found
