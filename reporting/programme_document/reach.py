"""Whose eyes a version is for: adopted ones for every region, others for the own region and the national team."""

from __future__ import annotations

from collections.abc import Iterable

from programmes.models import ProgrammeVersion, RegionalProgramme, VersionState
from regions.models import Region
from regions.rights import Right, Rights
from reporting.programme_document.states import states_of

# Adopted once is adopted for everybody, also after a later version took its place.
SHARED = frozenset({VersionState.ADOPTED, VersionState.REPLACED})


def may_look(rights: Rights, region: Region) -> bool:
    """Whoever reads the region, and for its adopted versions whoever reads any region at all."""
    return rights.may(Right.READ_REGION, region) or rights.may_anywhere(Right.READ_REGION)


def visible_versions(
    programme: RegionalProgramme, rights: Rights
) -> tuple[list[ProgrammeVersion], dict[int, VersionState]]:
    """The versions of a programme that somebody may read, the newest first and without content, with all states."""
    found = programme.versions.prefetch_related("events").defer("content").order_by("-number")
    versions = list(found)
    states = states_of(versions)
    return list(_readable(versions, states, reads_region=rights.may(Right.READ_REGION, programme.region))), states


def _readable(
    versions: Iterable[ProgrammeVersion], states: dict[int, VersionState], *, reads_region: bool
) -> Iterable[ProgrammeVersion]:
    return (version for version in versions if reads_region or states[version.pk] in SHARED)
