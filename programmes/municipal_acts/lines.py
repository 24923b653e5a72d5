"""A line per municipality: what it has to do with a version of the programme, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.models import Adoption, AdoptionResult, ProgrammeVersion, RegionalProgramme, RequiredAct
from programmes.municipal_acts.states import ActVerb, Writer, may, stage_of, writers
from regions.models import CentreMunicipality, Municipality
from regions.rights import Rights
from regions.successors import successors_of

IN_FUTURE = "Deze dag moet nog komen. Vul de dag in waarop het besluit is genomen."


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
    name: str  # of today: "Weesp (sinds 24 maart 2022 Amsterdam)"
    writers: frozenset[Writer]  # as whom the visitor writes for it

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

    def may(self, verb: ActVerb) -> bool:
        return may(stage_of(self.adoption), verb, self.writers)

    @property
    def may_write(self) -> bool:
        return self.may(ActVerb.WRITE_RESULT)


def acts_of(version: ProgrammeVersion, rights: Rights) -> tuple[ActLine, ...]:
    """A line per municipality of the region on the day of the version, and of those that have a row all the same.

    Two queries, and one more when a municipality ended since.
    """
    region = version.programme.region
    rows = {row.municipality_id: row for row in version.adoptions.select_related("municipality")}
    members = {one.pk: one for one in Municipality.objects.in_region(region, on=day_of(version))}
    members |= {row.municipality_id: row.municipality for row in rows.values()}
    gone = successors_of(members.values(), on=clock.today())
    return tuple(
        ActLine(
            municipality=one,
            adoption=rows.get(one.pk) or Adoption(programme_version=version, municipality=one),
            name=gone[one.pk].told(one.name) if one.pk in gone else one.name,
            writers=writers(rights, one, region, gone[one.pk].ids if one.pk in gone else frozenset()),
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
    """Save a municipality's row; None says that there was none yet. With an outcome its last step is done too.

    Raises EditConflictError, and ValidationError when the decision lies in the future.
    """
    RegionalProgramme.objects.select_for_update().get(pk=adoption.programme_version.programme_id)
    if adoption.decided_on and adoption.decided_on > clock.today():
        raise ValidationError({"decided_on": IN_FUTURE})
    standing = Adoption.objects.filter(
        programme_version=adoption.programme_version, municipality=adoption.municipality
    ).first()
    if standing is not None and seen_version is None:
        raise EditConflictError(standing)
    if standing is not None:
        adoption.pk = standing.pk
        adoption.claim(seen_version or 0)
    adoption.save()
    _finish_last_step(adoption)
    return adoption


def _finish_last_step(adoption: Adoption) -> None:
    """The day of the decision is the day of the step in which it fell; a day that stands there stays."""
    last = adoption.steps.order_by("position", "pk").last() if adoption.result else None
    if last is not None and last.done_on is None:
        last.done_on = adoption.decided_on
        last.claim(last.version)
        last.save()
