"""Who may do what with a bottleneck: states × places × verbs, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actions.models import NATIONAL_LEVELS, Bottleneck, BottleneckState, Level, StepKind
from regions.rights import Right, Rights


class Place(StrEnum):
    """Where a bottleneck lies: within its region, at a national level, or it is a national one itself."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NATIONAL = "national"


class Verb(StrEnum):
    """What somebody does; the value stands in addresses."""

    RAISE = "voorleggen"
    WITHDRAW = "terugnemen"
    ANSWER = "antwoorden"
    HAND_ON = "doorzetten"
    SEND_BACK = "terugleggen"
    SOLVE = "oplossen"
    DROP = "vervallen"
    REOPEN = "heropenen"


KIND_OF = {
    Verb.RAISE: StepKind.RAISED,
    Verb.WITHDRAW: StepKind.WITHDRAWN,
    Verb.ANSWER: StepKind.ANSWERED,
    Verb.HAND_ON: StepKind.PASSED_ON,
    Verb.SEND_BACK: StepKind.SENT_BACK,
    Verb.SOLVE: StepKind.SOLVED,
    Verb.DROP: StepKind.DROPPED,
    Verb.REOPEN: StepKind.REOPENED,
}
STATE_AFTER = {
    StepKind.RAISED: BottleneckState.RAISED,
    StepKind.PASSED_ON: BottleneckState.RAISED,
    StepKind.SENT_BACK: BottleneckState.OPEN,
    StepKind.WITHDRAWN: BottleneckState.OPEN,
    StepKind.ANSWERED: BottleneckState.ANSWERED,
    StepKind.SOLVED: BottleneckState.SOLVED,
    StepKind.DROPPED: BottleneckState.DROPPED,
    StepKind.REOPENED: BottleneckState.OPEN,
}

Needed = tuple[Right, ...]
_REGION: Needed = (Right.WRITE_ACTIONS,)
_TEAM: Needed = (Right.WRITE_NATIONAL,)
_BOTH: Needed = (*_REGION, *_TEAM)
_CLOSED = {Verb.REOPEN: _REGION}
_OWN_CLOSED = {Verb.REOPEN: _TEAM}
# A body of the region can say something of what was never put to anybody.
_OPEN = dict.fromkeys((Verb.RAISE, Verb.ANSWER, Verb.SOLVE, Verb.DROP), _REGION)

# Whoever holds one of the rights may; what does not stand here nobody may.
ALLOWED: dict[tuple[Place, BottleneckState], dict[Verb, tuple[Right, ...]]] = {
    (Place.INSIDE, BottleneckState.OPEN): _OPEN,
    (Place.INSIDE, BottleneckState.RAISED): _OPEN | {Verb.WITHDRAW: _REGION},
    (Place.INSIDE, BottleneckState.ANSWERED): _OPEN,
    (Place.INSIDE, BottleneckState.SOLVED): _CLOSED,
    (Place.INSIDE, BottleneckState.DROPPED): _CLOSED,
    (Place.OUTSIDE, BottleneckState.RAISED): {
        Verb.WITHDRAW: _REGION,
        Verb.DROP: _REGION,
        Verb.SOLVE: _BOTH,
        Verb.ANSWER: _TEAM,
        Verb.HAND_ON: _TEAM,
        Verb.SEND_BACK: _TEAM,
    },
    (Place.OUTSIDE, BottleneckState.ANSWERED): {
        Verb.RAISE: _REGION,
        Verb.DROP: _REGION,
        Verb.SOLVE: _BOTH,
        Verb.ANSWER: _TEAM,
        Verb.HAND_ON: _TEAM,
    },
    (Place.OUTSIDE, BottleneckState.SOLVED): _CLOSED,
    (Place.OUTSIDE, BottleneckState.DROPPED): _CLOSED,
    (Place.NATIONAL, BottleneckState.OPEN): dict.fromkeys((Verb.RAISE, Verb.SOLVE, Verb.DROP), _TEAM),
    (Place.NATIONAL, BottleneckState.RAISED): dict.fromkeys((Verb.ANSWER, Verb.HAND_ON, Verb.SOLVE, Verb.DROP), _TEAM),
    (Place.NATIONAL, BottleneckState.ANSWERED): dict.fromkeys(
        (Verb.ANSWER, Verb.HAND_ON, Verb.SOLVE, Verb.DROP), _TEAM
    ),
    (Place.NATIONAL, BottleneckState.SOLVED): _OWN_CLOSED,
    (Place.NATIONAL, BottleneckState.DROPPED): _OWN_CLOSED,
}


def place_of(bottleneck: Bottleneck) -> Place:
    if bottleneck.region_id is None:
        return Place.NATIONAL
    return Place.OUTSIDE if bottleneck.level in NATIONAL_LEVELS else Place.INSIDE


def verbs_of(bottleneck: Bottleneck) -> dict[Verb, tuple[Right, ...]]:
    """What can be done with it as it stands, and the rights of which one is needed."""
    return ALLOWED.get((place_of(bottleneck), BottleneckState(bottleneck.state)), {})


def may(bottleneck: Bottleneck, verb: Verb, rights: Rights) -> bool:
    """Whether somebody with these rights may do this to it now."""
    return any(rights.may(right, bottleneck.region_id) for right in verbs_of(bottleneck).get(verb, ()))


def verbs_for(bottleneck: Bottleneck, rights: Rights) -> tuple[Verb, ...]:
    """What somebody with these rights may do now, in the order of the table of verbs."""
    return tuple(verb for verb in Verb if may(bottleneck, verb, rights))


def takes_part(bottleneck: Bottleneck, verb: Verb, rights: Rights) -> bool:
    """Whether these rights ever allow the verb, in whichever state: the page of it exists for them."""
    rows = (row for (place, _), row in ALLOWED.items() if (place is Place.NATIONAL) == (bottleneck.region_id is None))
    return any(rights.may(right, bottleneck.region_id) for row in rows for right in row.get(verb, ()))


def levels_for(bottleneck: Bottleneck, verb: Verb) -> tuple[Level, ...]:
    """Where a verb can bring it; nowhere else than it lies when empty."""
    if verb is Verb.RAISE and bottleneck.region_id is not None:
        return (Level.MUNICIPALITY, Level.REGION, *NATIONAL_LEVELS)
    if verb is Verb.RAISE:
        return NATIONAL_LEVELS
    if verb is Verb.HAND_ON:
        return tuple(level for level in NATIONAL_LEVELS if level != bottleneck.level)
    return ()


@dataclass(frozen=True)
class Words:
    """How a verb reads: its button, what is asked, and whether that must be filled in."""

    button: str
    question: str
    hint: str
    is_needed: bool
    icon: str
    done: str


WORDS = {
    Verb.RAISE: Words("Knelpunt voorleggen", "Wat vraagt u?", "", False, "send", "Het knelpunt is voorgelegd."),
    Verb.WITHDRAW: Words(
        "Knelpunt terugnemen",
        "Waarom neemt u het terug?",
        "",
        False,
        "arrow-back-up",
        "Het knelpunt ligt weer bij de regio.",
    ),
    Verb.ANSWER: Words(
        "Antwoord vastleggen",
        "Wat is het antwoord?",
        "",
        True,
        "message-check",
        "Het antwoord staat bij het knelpunt.",
    ),
    Verb.HAND_ON: Words(
        "Knelpunt doorzetten", "Waarom zet u het door?", "", False, "share", "Het knelpunt is doorgezet."
    ),
    Verb.SEND_BACK: Words(
        "Terugleggen bij de regio",
        "Wat kan de regio nu zelf doen?",
        "De regio leest dit.",
        True,
        "arrow-back-up",
        "Het knelpunt ligt weer bij de regio. Zij krijgt een melding.",
    ),
    Verb.SOLVE: Words(
        "Knelpunt afsluiten als opgelost", "Hoe is het opgelost?", "", True, "check", "Het knelpunt is opgelost."
    ),
    Verb.DROP: Words(
        "Knelpunt laten vervallen", "Waarom vervalt het?", "", True, "circle-x", "Het knelpunt is vervallen."
    ),
    Verb.REOPEN: Words(
        "Knelpunt heropenen", "Waarom is het weer open?", "", True, "refresh", "Het knelpunt is weer open."
    ),
}
