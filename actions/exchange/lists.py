"""What the cells of a region's workbook may name: its outline, organisations and the national measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.exchange.columns import folded
from actions.models import Assessment, Phase, Priority
from programmes import wording
from programmes.models import Measure, OutlineNode, RegionalProgramme
from regions.models import Organisation

CHOICES = {"priority": Priority, "phase": Phase, "assessment": Assessment}


@dataclass(frozen=True)
class Lists:
    nodes: tuple[OutlineNode, ...]
    organisations: tuple[Organisation, ...]
    measures: tuple[tuple[str, Measure], ...]  # by the code that readers see

    @classmethod
    def of(cls, programme: RegionalProgramme, *, on: date) -> Lists:
        """Everything that a cell may name; a constant number of queries."""
        titles = wording.titles_in_force(programme.programme, on=on).measures
        measures = Measure.objects.filter(programme=programme.programme_id)
        coded = [(titles[measure.pk].code if measure.pk in titles else measure.key, measure) for measure in measures]
        codes = [code for code, _measure in coded]
        return cls(
            nodes=tuple(OutlineNode.objects.of(programme)),
            organisations=tuple(Organisation.objects.offered_in(programme.region)),
            measures=tuple((code if codes.count(code) == 1 else measure.key, measure) for code, measure in coded),
        )

    def node(self, text: str) -> OutlineNode | None:
        """The node with this code and title, or else the only one with this code, or this title."""
        wanted = folded(text)
        for said in (str, lambda node: node.code, lambda node: node.title):
            found = [node for node in self.nodes if folded(said(node)) == wanted]
            if len(found) == 1:
                return found[0]
        return None

    def organisation(self, name: str) -> Organisation | None:
        wanted = folded(name)
        found = [organisation for organisation in self.organisations if folded(organisation.name) == wanted]
        return found[0] if found else None

    def measure(self, code: str) -> Measure | None:
        wanted = folded(code).rstrip(".")
        return next((measure for own, measure in self.measures if folded(own) == wanted), None)

    def code(self, measure: Measure) -> str:
        return next((own for own, known in self.measures if known.pk == measure.pk), measure.key)

    def labels(self, name: str) -> tuple[str, ...]:
        """What the drop-down of a column offers."""
        if name in CHOICES:
            return tuple(str(label) for label in CHOICES[name].labels)
        rows = self.nodes if name == "node" else self.organisations
        return tuple(str(row) for row in rows)
