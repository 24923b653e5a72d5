"""Who may do what with a municipality's part in the adoption, by how far it is: data, in one table."""

from __future__ import annotations

from enum import StrEnum

from programmes.models import Adoption
from regions.models import Municipality, Region
from regions.rights import Right, Rights


class ActStage(StrEnum):
    NO_PLAN = "no_plan"  # nothing is known of it yet
    OPEN = "open"  # known, without a date
    PLANNED = "planned"
    DECIDED = "decided"


class ActVerb(StrEnum):
    WRITE_RESULT = "write_result"
    WRITE_STEPS = "write_steps"
    WRITE_MOTIONS = "write_motions"
    FILL_DATES = "fill_dates"  # of several municipalities at once
    SET_PATTERN = "set_pattern"  # together with all others


class Writer(StrEnum):
    REGION = "region"  # writes the rows of all municipalities
    OWN = "own"  # officer of this municipality
    SUCCESSOR = "successor"  # officer of a municipality that this one went into


_ALL = frozenset(Writer)
_REGION = frozenset({Writer.REGION})
_NOT_DECIDED = {
    ActVerb.WRITE_RESULT: _ALL,
    ActVerb.WRITE_STEPS: _ALL,
    ActVerb.WRITE_MOTIONS: _ALL,
    ActVerb.FILL_DATES: _REGION,
    ActVerb.SET_PATTERN: _REGION,
}
# What was decided is corrected by whoever keeps it; a successor does not rewrite what the old municipality decided.
_OF_A_DECIDED_ONE = frozenset({Writer.REGION, Writer.OWN})
ALLOWED: dict[ActStage, dict[ActVerb, frozenset[Writer]]] = {
    ActStage.NO_PLAN: _NOT_DECIDED,
    ActStage.OPEN: _NOT_DECIDED,
    ActStage.PLANNED: _NOT_DECIDED,
    ActStage.DECIDED: {
        ActVerb.WRITE_RESULT: _OF_A_DECIDED_ONE,
        ActVerb.WRITE_STEPS: _OF_A_DECIDED_ONE,
        ActVerb.WRITE_MOTIONS: _OF_A_DECIDED_ONE,
        ActVerb.FILL_DATES: frozenset(),
        ActVerb.SET_PATTERN: frozenset(),
    },
}


def stage_of(adoption: Adoption) -> ActStage:
    if adoption.result:
        return ActStage.DECIDED
    if adoption.pk is None:
        return ActStage.NO_PLAN
    return ActStage.PLANNED if adoption.planned_on else ActStage.OPEN


def writers(
    rights: Rights, municipality: Municipality, region: Region, successors: frozenset[int] = frozenset()
) -> frozenset[Writer]:
    """As whom somebody with these rights writes for the municipality; somebody with two roles as both."""
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    held = {
        Writer.REGION: rights.may(Right.WRITE_MUNICIPAL_ROWS, region),
        Writer.OWN: municipality.pk in own,
        Writer.SUCCESSOR: bool(own & successors),
    }
    return frozenset(writer for writer, is_held in held.items() if is_held)


def may(stage: ActStage, verb: ActVerb, held: frozenset[Writer]) -> bool:
    return bool(ALLOWED[stage][verb] & held)
