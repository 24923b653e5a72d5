"""The ways in which regions have their programme adopted, and choosing one for all municipalities."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction

from programmes.models import Adoption, ProgrammeVersion, RegionalProgramme, RequiredAct
from programmes.municipal_acts.lines import ActLine, acts_of, centres_of
from regions.models import Municipality
from regions.rights import Rights


class Pattern(models.TextChoices):
    """The ways in which regions have their programme adopted; each gives every municipality its act."""

    COUNCILS = "councils", "Alle gemeenten: de raad stelt vast"
    COLLEGE_THEN_COUNCIL = "college_council", "Alle gemeenten: eerst het college, daarna stelt de raad vast"
    COLLEGES = "colleges", "Alle gemeenten: alleen het college stelt vast"
    REGIONAL_BODY = "body", "Het portefeuillehoudersoverleg stelt vast; geen gemeente besluit zelf"
    ONE_COLLEGE = "one_college", "Eén college stelt vast, namens alle gemeenten"
    CENTRE = "centre", "De raad van de centrumgemeente stelt vast; andere raden geven een zienswijze"
    LETTER = "letter", "Alle raden worden met een brief geïnformeerd"

    @property
    def needs_municipality(self) -> bool:
        """One municipality acts for the others."""
        return self in (Pattern.ONE_COLLEGE, Pattern.CENTRE)


# What a pattern asks of every municipality, and of the one that acts for the others.
_ACTS: dict[Pattern, tuple[RequiredAct, RequiredAct]] = {
    Pattern.COUNCILS: (RequiredAct.COUNCIL, RequiredAct.COUNCIL),
    Pattern.COLLEGE_THEN_COUNCIL: (RequiredAct.COUNCIL, RequiredAct.COUNCIL),
    Pattern.COLLEGES: (RequiredAct.COLLEGE, RequiredAct.COLLEGE),
    Pattern.REGIONAL_BODY: (RequiredAct.NONE, RequiredAct.NONE),
    Pattern.ONE_COLLEGE: (RequiredAct.NONE, RequiredAct.COLLEGE),
    Pattern.CENTRE: (RequiredAct.OPINION, RequiredAct.COUNCIL),
    Pattern.LETTER: (RequiredAct.INFORMED, RequiredAct.INFORMED),
}


@transaction.atomic
def set_for_all(*, version: ProgrammeVersion, pattern: Pattern, acting: Municipality | None) -> int:
    """Give every municipality the act of the pattern; those with an outcome stay as they are. Returns how many.

    Raises ValidationError when the pattern lets one municipality act and it is not known which.
    """
    acting_ids = {one.pk for one in _acting(version, pattern, acting)}
    others, own = _ACTS[pattern]
    lines = [line for line in _locked_lines(version) if not line.adoption.result]
    for line in lines:
        act = own if line.municipality.pk in acting_ids else others
        if not line.is_known or line.adoption.required_act != act:
            _set(line.adoption, act)
    return len(lines)


def _acting(version: ProgrammeVersion, pattern: Pattern, acting: Municipality | None) -> list[Municipality]:
    if not pattern.needs_municipality:
        return []
    chosen = [acting] if acting else centres_of(version) if pattern == Pattern.CENTRE else []
    if not chosen:
        raise ValidationError({"acting": "Kies de gemeente die voor de andere besluit."})
    return chosen


def _locked_lines(version: ProgrammeVersion) -> tuple[ActLine, ...]:
    RegionalProgramme.objects.select_for_update().get(pk=version.programme_id)
    return acts_of(version, Rights())


def _set(adoption: Adoption, act: RequiredAct) -> None:
    adoption.required_act = act
    if adoption.pk:
        adoption.claim(adoption.version)
    adoption.save()
