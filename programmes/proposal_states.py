"""The state of a proposal, which follows from its route, and who may do what with it and its steps in which state."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from programmes.models import Conclusion, Proposal, ProposalState, RouteStep
from programmes.models.proposal_state import last_word
from regions.models import Region
from regions.rights import Right, Rights


class Verb(StrEnum):
    EDIT = "edit"  # subject, decisions, explanation
    PLAN = "plan"  # rounds and steps ahead
    FIX = "fix"  # fix a version
    REMOVE = "remove"


_WRITING = dict.fromkeys((Verb.EDIT, Verb.PLAN, Verb.FIX, Verb.REMOVE), Right.WRITE_DECISIONS)

# The form is a living record: also after the last conclusion its text and its route may go on.
ALLOWED: dict[ProposalState, dict[Verb, Right]] = dict.fromkeys(ProposalState, _WRITING)


class StationState(StrEnum):
    """Where a step stands."""

    PAST = "past"
    NEXT = "next"
    PLANNED = "planned"


class StepVerb(StrEnum):
    CHANGE = "change"  # another body, purpose, meeting or date
    MOVE = "move"
    REMOVE = "remove"
    RECORD = "record"
    CORRECT = "correct"


_AHEAD = {
    StepVerb.CHANGE: Right.WRITE_DECISIONS,
    StepVerb.MOVE: Right.WRITE_DECISIONS,
    StepVerb.REMOVE: Right.WRITE_DECISIONS,
    StepVerb.RECORD: Right.RECORD_CONCLUSIONS,
}

STEP_ALLOWED: dict[StationState, dict[StepVerb, Right]] = {
    StationState.PAST: {StepVerb.CORRECT: Right.RECORD_CONCLUSIONS},
    StationState.NEXT: _AHEAD,
    StationState.PLANNED: _AHEAD,
}


def may(state: ProposalState, verb: Verb, rights: Rights, region: Region) -> bool:
    """Whether somebody with these rights may do this to a proposal of the region in this state."""
    right = ALLOWED[state].get(verb)
    return right is not None and rights.may(right, region)


def may_step(state: StationState, verb: StepVerb, rights: Rights, region: Region, body: int) -> bool:
    """Whether somebody may do this to a step of the region's proposal; a secretary only at the own bodies."""
    right = STEP_ALLOWED[state].get(verb)
    return right is not None and (rights.may(right, region) or body in rights.bodies(right))


def state_of(proposal: Proposal) -> ProposalState:
    """As `with_state` says it of many; without a query after `programmes.route.with_route`."""
    steps = [step for round_ in proposal.rounds.all() for step in round_.steps.all()]
    said = last_conclusion(steps)
    word = _word(said) if said else None
    if word in (ProposalState.ENDED, ProposalState.HELD):
        return word
    following = next((step for step in steps if not step.conclusions.all()), None)
    if following:
        return ProposalState.RUNNING if following.date else ProposalState.NO_DATE
    return word or ProposalState.CONCEPT


def last_conclusion(steps: Iterable[RouteStep]) -> Conclusion | None:
    """Of the conclusions that stand, the newest; on one day the one furthest along the route."""
    standing = [
        (conclusions[-1].date, place, conclusions[-1])
        for place, step in enumerate(steps)
        if (conclusions := list(step.conclusions.all()))
    ]
    return max(standing, key=lambda told: told[:2])[2] if standing else None


def _word(conclusion: Conclusion) -> ProposalState:
    outcome = conclusion.outcome
    return last_word(ends_route=outcome.ends_route, agrees=outcome.agrees, asks_follow_up=outcome.asks_follow_up)
