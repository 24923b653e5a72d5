"""Where a remark stands, and the table of who may do what with it in which state."""

from __future__ import annotations

from enum import StrEnum

from programmes.models import Remark, RemarkState
from regions.models import Region
from regions.rights import Right, Rights


class Standing(StrEnum):
    OPEN = "open"
    PROCESSED = "processed"
    NOT_TAKEN = "not_taken"
    REPLACED = "replaced"  # its conclusion was corrected


class Verb(StrEnum):
    ASSIGN = "assign"  # open: who, and by when
    PROCESS = "process"
    DECLINE = "decline"
    ANSWER = "answer"  # tick it off with a version of the proposal


_WRITES = Right.WRITE_DECISIONS
_ANY = {Verb.ASSIGN: _WRITES, Verb.PROCESS: _WRITES, Verb.DECLINE: _WRITES}

# Who may read the proposal reads every remark of it, in each state.
ALLOWED: dict[Standing, dict[Verb, Right]] = {
    Standing.OPEN: _ANY | {Verb.ANSWER: _WRITES},
    Standing.PROCESSED: _ANY,
    Standing.NOT_TAKEN: _ANY,
    Standing.REPLACED: {},
}
VERBS: dict[RemarkState, Verb] = {
    RemarkState.OPEN: Verb.ASSIGN,
    RemarkState.PROCESSED: Verb.PROCESS,
    RemarkState.NOT_TAKEN: Verb.DECLINE,
}


def may(standing: Standing, verb: Verb, rights: Rights, region: Region) -> bool:
    """Whether somebody with these rights may do this to a remark of the region's proposals that stands so."""
    right = ALLOWED[standing].get(verb)
    return right is not None and rights.may(right, region)


def standing_of(remark: Remark) -> Standing:
    """Uses what was fetched along of the conclusion and the follow-up."""
    if hasattr(remark.conclusion, "replaced_by"):
        return Standing.REPLACED
    follow_up = getattr(remark, "follow_up", None)
    return Standing(follow_up.state) if follow_up else Standing.OPEN
