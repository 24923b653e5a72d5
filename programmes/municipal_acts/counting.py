"""The acts of the municipalities counted, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Q

from programmes.models import AdoptionResult, ProgrammeVersion, RegionalProgramme, RequiredAct, VersionEventKind
from programmes.municipal_acts.lines import ActLine, OpenAct, acts_of
from regions.rights import Rights

DECIDING = (RequiredAct.COUNCIL, RequiredAct.COLLEGE)
ADOPTED = (AdoptionResult.ADOPTED, AdoptionResult.AMENDED)


@dataclass(frozen=True)
class ActsSummary:
    """How many municipalities are where; counts of municipalities."""

    deciding: int  # whose council or college has to adopt
    adopted: int  # of those
    objected: int  # of those: a zienswijze came instead
    asked_opinion: int
    gave_opinion: int
    to_inform: int
    informed: int
    rejected: int
    planned: int
    undated: int

    @property
    def short(self) -> str:
        """ "vastgesteld in 7 van 10 gemeenten", for a line among other facts."""
        if self.deciding:
            return f"vastgesteld in {self.adopted} van {_municipalities(self.deciding)}"
        if self.asked_opinion:
            return f"zienswijze van {self.gave_opinion} van {_municipalities(self.asked_opinion)}"
        if self.to_inform:
            return f"{self.informed} van {_councils(self.to_inform)} geïnformeerd"
        return "geen gemeente hoeft zelf te besluiten"

    @property
    def sentence(self) -> str:
        """ "Vastgesteld in 7 van 10 gemeenten; 2 gepland, 1 zonder datum." """
        first = [self.short]
        if self.deciding and self.asked_opinion:
            first.append(f"zienswijze van {self.gave_opinion} van {_municipalities(self.asked_opinion)}")
        if self.to_inform and (self.deciding or self.asked_opinion):
            first.append(f"{self.informed} van {_councils(self.to_inform)} geïnformeerd")
        counted = (
            (self.objected, "met een zienswijze"),
            (self.rejected, "verworpen"),
            (self.planned, "gepland"),
            (self.undated, "zonder datum"),
        )
        rest = ", ".join(f"{number} {word}" for number, word in counted if number)
        whole = "; ".join([*first, rest] if rest else first)
        return f"{whole[0].upper()}{whole[1:]}."


def summary(version: ProgrammeVersion) -> ActsSummary:
    """The acts of a version counted, with two queries."""
    return summarise(acts_of(version, Rights()))


def summarise(lines: Iterable[ActLine]) -> ActsSummary:
    """The same of lines that were read already."""
    found = [(line.adoption.required_act, line.state) for line in lines]
    return ActsSummary(
        deciding=sum(act in DECIDING for act, _state in found),
        adopted=sum(act in DECIDING and state in ADOPTED for act, state in found),
        objected=sum(act in DECIDING and state == AdoptionResult.OPINION for act, state in found),
        asked_opinion=sum(act == RequiredAct.OPINION for act, _state in found),
        gave_opinion=sum(act == RequiredAct.OPINION and state in AdoptionResult for act, state in found),
        to_inform=sum(act == RequiredAct.INFORMED for act, _state in found),
        informed=sum(act == RequiredAct.INFORMED and state in AdoptionResult for act, state in found),
        rejected=sum(state == AdoptionResult.REJECTED for _act, state in found),
        planned=sum(state == OpenAct.PLANNED for _act, state in found),
        undated=sum(state == OpenAct.UNDATED for _act, state in found),
    )


def version_to_tell(programme: RegionalProgramme) -> ProgrammeVersion | None:
    """The version that a short line about the programme speaks of: the one adopted last, else the newest."""
    adopted = Max("events__date", filter=Q(events__kind=VersionEventKind.ADOPTED))
    versions = programme.versions.select_related("programme__region").defer("content").annotate(adopted_on=adopted)
    return versions.order_by(F("adopted_on").desc(nulls_last=True), "-number").first()


def versions_to_tell(regions: Iterable[int], *, on: date) -> list[int]:
    """The same of every programme of these regions that did not end, by key; one query."""
    running = Q(programme__valid_to__isnull=True) | Q(programme__valid_to__gte=on)
    adopted = Max("events__date", filter=Q(events__kind=VersionEventKind.ADOPTED))
    versions = ProgrammeVersion.objects.filter(running, programme__region__in=regions).annotate(adopted_on=adopted)
    ordered = versions.order_by(F("adopted_on").asc(nulls_first=True), "number")
    return list(dict(ordered.values_list("programme", "pk")).values())  # the last one of a programme stays


def _municipalities(number: int) -> str:
    return "1 gemeente" if number == 1 else f"{number} gemeenten"


def _councils(number: int) -> str:
    return "1 raad" if number == 1 else f"{number} raden"
