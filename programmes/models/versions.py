"""Sealed versions of a region's programme, what became of them, and what each municipality has to say to one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.documents.models import Rendering, Seal
from ghnt.ui.editing import Versioned
from programmes.models.outline import RegionalProgramme
from regions.models import Municipality


class ProgrammeVersion(Seal):
    """The programme as it stood when somebody fixed it. Insert-only; its state follows from its events."""

    programme = models.ForeignKey(
        RegionalProgramme, models.PROTECT, related_name="versions", verbose_name="regionaal programma"
    )
    note = models.CharField("aanleiding", max_length=200, blank=True)

    class Meta:
        verbose_name = "versie van een programma"
        verbose_name_plural = "versies van programma’s"
        ordering = ("programme", "number")
        constraints = (models.UniqueConstraint(fields=("programme", "number"), name="programme_version_unique"),)

    def __str__(self) -> str:
        return f"{self.programme}, versie {self.number}"


class VersionState(models.TextChoices):
    CONCEPT = "concept", "Concept"
    TREATED = "treated", "In behandeling"
    ADOPTED = "adopted", "Vastgesteld"
    REPLACED = "replaced", "Vervangen"

    @property
    def icon(self) -> str:
        return {"concept": "pencil", "treated": "road", "adopted": "gavel", "replaced": "history"}[self.value]

    @property
    def tone(self) -> str:
        return {"concept": "grey", "treated": "blue", "adopted": "green", "replaced": "grey"}[self.value]


class VersionEventKind(models.TextChoices):
    TREATED = "treated", "In behandeling gegeven"
    WITHDRAWN = "withdrawn", "Teruggenomen"
    ADOPTED = "adopted", "Vastgesteld"


class ProgrammeEvent(models.Model):
    """What happened to a version. Insert-only."""

    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="events", verbose_name="versie")
    kind = models.CharField("gebeurtenis", max_length=10, choices=VersionEventKind)
    date = models.DateField("datum", null=True, blank=True)
    basis = models.TextField("op grond van", blank=True)
    at = models.DateTimeField("op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)

    class Meta:
        verbose_name = "gebeurtenis bij een versie"
        verbose_name_plural = "gebeurtenissen bij versies"
        ordering = ("version", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("version",), condition=Q(kind=VersionEventKind.ADOPTED), name="version_adopted_once"
            ),
            models.CheckConstraint(
                name="version_adoption_names_date_and_basis",
                condition=~Q(kind=VersionEventKind.ADOPTED) | (Q(date__isnull=False) & ~Q(basis="")),
                violation_error_message="Vul in wanneer en op grond waarvan het programma is vastgesteld.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.version}"


class ProgrammeDocumentKind(models.TextChoices):
    PROGRAMME = "programme", "Programma"
    PLAN = "plan", "Uitvoeringsplan"


class ProgrammeRendering(Rendering):
    """A PDF of a version with the marks it has got: the whole programme, or the plan of a year or a line."""

    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="renderings", verbose_name="versie")
    kind = models.CharField("document", max_length=10, choices=ProgrammeDocumentKind)
    selection = models.TextField("keuze", default="{}")
    marks = models.TextField("merktekens")

    class Meta:
        verbose_name = "pdf van een programma"
        verbose_name_plural = "pdf’s van programma’s"
        ordering = ("version", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "kind", "selection", "marks"), name="one_rendering_a_version_and_choice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, pdf van {self.version}"


class RequiredAct(models.TextChoices):
    COUNCIL = "council", "De raad stelt vast"
    COLLEGE = "college", "Het college stelt vast"
    OPINION = "opinion", "De raad geeft een zienswijze"
    INFORMED = "informed", "De raad wordt geïnformeerd"
    NONE = "none", "Geen eigen besluit nodig"


class AdoptionResult(models.TextChoices):
    ADOPTED = "adopted", "Vastgesteld"
    AMENDED = "amended", "Gewijzigd vastgesteld"
    OPINION = "opinion", "Zienswijze"
    REJECTED = "rejected", "Verworpen"
    INFORMED = "informed", "Geïnformeerd"

    @property
    def icon(self) -> str:
        icons = {"adopted": "gavel", "amended": "file-pencil", "opinion": "message-2", "rejected": "x"}
        return icons.get(self.value, "mail")

    @property
    def tone(self) -> str:
        tones = {"adopted": "green", "amended": "green", "opinion": "orange", "rejected": "red"}
        return tones.get(self.value, "plain")


class Adoption(Versioned):
    """What a municipality has to do with a version, and what it did; without a row nothing is known yet."""

    programme_version = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, related_name="adoptions", verbose_name="versie van het programma"
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="adoptions", verbose_name="gemeente")
    required_act = models.CharField("wat nodig is", max_length=10, choices=RequiredAct, default=RequiredAct.COUNCIL)
    planned_on = models.DateField("gepland op", null=True, blank=True)
    result = models.CharField("uitkomst", max_length=10, choices=AdoptionResult, blank=True)
    decided_on = models.DateField("besloten op", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)
    link = models.URLField("adres van het openbare besluit", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "besluit van een gemeente"
        verbose_name_plural = "besluiten van gemeenten"
        ordering = ("programme_version", "municipality__name")
        constraints = (
            models.UniqueConstraint(fields=("programme_version", "municipality"), name="adoption_once"),
            models.CheckConstraint(
                name="adoption_result_has_its_date",
                condition=Q(result="") | Q(decided_on__isnull=False),
                violation_error_message="Vul in wanneer de gemeente besloot.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.programme_version}"
