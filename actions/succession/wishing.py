"""The successor of a programme as the region wants it, and whether it would fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from ghnt.ui.dates import long_date
from programmes.models import Programme, RegionalProgramme


class Going(models.TextChoices):
    """What may go along, beside the actions."""

    CHAPTERS = "chapters", "Hoofdstukken van het programma"
    PROJECT_PLAN = "project_plan", "Hoofdstukken van het projectplan"
    OUTLINE = "outline", "Onderdelen"
    GOALS = "goals", "Doelen"
    FRAMES = "frames", "Beleidskaders"
    STANCES = "stances", "Keuzes per bouwsteen en maatregel"


@dataclass(frozen=True)
class Succession:
    """The successor as the region wants it."""

    source: RegionalProgramme
    title: str
    valid_from: date
    valid_to: date | None
    national: Programme
    going: frozenset[Going]
    actions: frozenset[int]

    @property
    def keeps_measures(self) -> bool:
        """Measures belong to one national programme."""
        return self.national == self.source.programme


def refuse(succession: Succession) -> None:
    """Raises ValidationError, per field of the form, when the successor would not fit."""
    source, start = succession.source, succession.valid_from
    if start <= source.valid_from:
        words = f"Kies een begindatum na die van het huidige programma, {long_date(source.valid_from)}."
        raise ValidationError({"valid_from": words})
    later = RegionalProgramme.objects.filter(region=source.region_id, valid_from__gte=start).order_by("valid_from")
    standing = later.first()
    if standing is not None and standing.valid_from == start:
        words = f"Op {long_date(start)} begint al een programma: ‘{standing}’. Kies een andere begindatum."
        raise ValidationError({"valid_from": words})
    if standing is not None and (succession.valid_to is None or standing.valid_from <= succession.valid_to):
        words = f"Op {long_date(standing.valid_from)} begint al ‘{standing}’. Kies een einddatum daarvóór."
        raise ValidationError({"valid_to": words})
    if succession.actions and Going.OUTLINE not in succession.going:
        raise ValidationError({"going": "Acties horen bij een onderdeel. Neem ook de onderdelen mee."})
