"""A line per municipality: what it has to do with a version of the programme, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone

from ghnt.ui.editing import EditConflictError
from programmes.models import Adoption, AdoptionResult, ProgrammeVersion, RegionalProgramme, RequiredAct
from regions.models import CentreMunicipality, Municipality
from regions.rights import Right, Rights


class OpenAct(models.TextChoices):
    """How it stands with a municipality that has not decided."""

    UNDATED = "undated", "Nog geen datum"
    PLANNED = "planned", "Gepland"
    NOT_NEEDED = "not_needed", "Geen eigen besluit nodig"

    @property
    def icon(self) -> str:
        return {"undated": "calendar-question", "planned": "calendar-event", "not_needed": ""}[self.value]

    @property
    def tone(self) -> str:
        return "grey" if self == OpenAct.UNDATED else "plain"


@dataclass(frozen=True)
class ActLine:
    """A municipality with what it has to do; without a row its council has to adopt and nothing is known yet."""

    municipality: Municipality
    adoption: Adoption
    may_write: bool

    @property
    def is_known(self) -> bool:
        return self.adoption.pk is not None

    @property
    def state(self) -> AdoptionResult | OpenAct:
        if self.adoption.result:
            return AdoptionResult(self.adoption.result)
        if self.adoption.required_act == RequiredAct.NONE:
            return OpenAct.NOT_NEEDED
        return OpenAct.PLANNED if self.adoption.planned_on else OpenAct.UNDATED


def acts_of(version: ProgrammeVersion, rights: Rights) -> tuple[ActLine, ...]:
    """A line per municipality of the region on the day of the version, and of those that have a row all the same."""
    region = version.programme.region
    rows = {row.municipality_id: row for row in version.adoptions.select_related("municipality")}
    members = {one.pk: one for one in Municipality.objects.in_region(region, on=day_of(version))}
    members |= {row.municipality_id: row.municipality for row in rows.values()}
    return tuple(
        ActLine(
            municipality=one,
            adoption=rows.get(one.pk) or Adoption(programme_version=version, municipality=one),
            may_write=rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, one, region),
        )
        for one in sorted(members.values(), key=lambda one: one.name)
    )


def day_of(version: ProgrammeVersion) -> date:
    """The day on which the version was fixed: its municipalities are those of that day."""
    return timezone.localdate(version.at)


def centres_of(version: ProgrammeVersion) -> list[Municipality]:
    """The centre municipalities of the region on the day of the version."""
    centres = CentreMunicipality.objects.valid(day_of(version)).filter(region=version.programme.region_id)
    return [centre.municipality for centre in centres.select_related("municipality")]


@transaction.atomic
def save_act(*, adoption: Adoption, seen_version: int | None) -> Adoption:
    """Save a municipality's row; None says that there was none yet. Raises EditConflictError."""
    RegionalProgramme.objects.select_for_update().get(pk=adoption.programme_version.programme_id)
    standing = Adoption.objects.filter(
        programme_version=adoption.programme_version, municipality=adoption.municipality
    ).first()
    if standing is not None and seen_version is None:
        raise EditConflictError(standing)
    if standing is not None:
        adoption.pk = standing.pk
        adoption.claim(seen_version or 0)
    adoption.save()
    return adoption
