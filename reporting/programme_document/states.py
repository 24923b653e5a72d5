"""The state of a version, which follows from events, and the table of who may do what in which state."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from programmes.models import ProgrammeVersion, VersionEventKind, VersionState
from regions.models import Region
from regions.rights import Right, Rights


class Verb(StrEnum):
    TREAT = "treat"
    WITHDRAW = "withdraw"
    ADOPT = "adopt"


# A region with one person on it adopts from concept: nothing forces a step in between.
ALLOWED: dict[VersionState, dict[Verb, Right]] = {
    VersionState.CONCEPT: {Verb.TREAT: Right.WRITE_PROGRAMME, Verb.ADOPT: Right.ADOPT_PROGRAMME},
    VersionState.TREATED: {Verb.WITHDRAW: Right.WRITE_PROGRAMME, Verb.ADOPT: Right.ADOPT_PROGRAMME},
    VersionState.ADOPTED: {},
    VersionState.REPLACED: {},
}


def may(state: VersionState, verb: Verb, rights: Rights, region: Region) -> bool:
    """Whether somebody with these rights may do this to a version of the region's programme in this state."""
    right = ALLOWED[state].get(verb)
    return right is not None and rights.may(right, region)


def states_of(versions: Iterable[ProgrammeVersion]) -> dict[int, VersionState]:
    """The state of each version of one programme, by its key; all of them together. Uses prefetched events.

    Of the adopted ones the last adopted holds; the others were replaced by it.
    """
    versions = list(versions)
    events = [event for version in versions for event in version.events.all()]
    adopted = [event for event in events if event.kind == VersionEventKind.ADOPTED]
    holding = max(adopted, key=lambda event: (event.date, event.pk), default=None)
    once_adopted = {event.version_id for event in adopted}
    states = {}
    for version in versions:
        if holding is not None and version.pk == holding.version_id:
            states[version.pk] = VersionState.ADOPTED
        elif version.pk in once_adopted:
            states[version.pk] = VersionState.REPLACED
        else:
            states[version.pk] = _open_state(version)
    return states


def _open_state(version: ProgrammeVersion) -> VersionState:
    kinds = [event.kind for event in version.events.all()]
    return VersionState.TREATED if kinds[-1:] == [VersionEventKind.TREATED] else VersionState.CONCEPT
