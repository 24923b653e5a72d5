"""How far the municipalities are with adopting the programme."""

from __future__ import annotations

from django.db.models import Count, Max, Q

from programmes.models import AdoptionStep, ProgrammeVersion, RegionalProgramme
from programmes.municipal_acts.counting import version_to_tell
from programmes.municipal_acts.lines import ActLine, acts_of
from regions.rights import Rights
from reporting.content import MunicipalAdoption


def adoption_of(programme: RegionalProgramme | None) -> tuple[MunicipalAdoption, ...]:
    """A line per municipality about the version adopted last, else the newest; nothing while there is no version."""
    version = version_to_tell(programme) if programme else None
    if version is None:
        return ()
    steps = _steps_of(version)
    return tuple(_told(line, steps.get(line.adoption.pk, (0, 0, None))) for line in acts_of(version, Rights()))


def _steps_of(version: ProgrammeVersion) -> dict[int, tuple]:
    """By act: the steps done, all steps, and the day of the last one done."""
    steps = AdoptionStep.objects.filter(adoption__programme_version=version).order_by()
    done = Count("pk", filter=Q(done_on__isnull=False))
    counted = steps.values("adoption").annotate(done=done, every=Count("pk"), last=Max("done_on"))
    return {one["adoption"]: (one["done"], one["every"], one["last"]) for one in counted}


def _told(line: ActLine, steps: tuple) -> MunicipalAdoption:
    done, every, last = steps
    on = line.adoption.decided_on or last
    return MunicipalAdoption(
        municipality=line.municipality.name,
        state=str(line.state.label),
        steps_done=done,
        steps=every,
        on=on.isoformat() if on else None,
    )
