"""How municipalities adopt a version: the way chosen, the steps of each, what councils asked and were promised."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models.versions import Adoption, ProgrammeVersion
from regions.models import Municipality, Region


class Pattern(models.TextChoices):
    """The ways in which regions have their programme adopted; each gives every municipality its act."""

    COUNCILS = "councils", "Alle gemeenten: de raad stelt vast"
    COLLEGE_THEN_COUNCIL = "college_council", "Alle gemeenten: eerst het college, daarna stelt de raad vast"
    COLLEGES = "colleges", "Alle gemeenten: alleen het college stelt vast"
    REGIONAL_BODY = "body", "Het portefeuillehoudersoverleg stelt vast; geen gemeente besluit zelf"
    ONE_COLLEGE = "one_college", "Eén college stelt vast, namens alle gemeenten"
    CENTRE = "centre", "De raad van de centrumgemeente stelt vast; andere raden geven een zienswijze"
    LETTER = "letter", "Alle raden worden met een brief geïnformeerd"
    OWN = "own", "Op een eigen manier"

    @property
    def needs_municipality(self) -> bool:
        """One municipality acts for the others."""
        return self in (Pattern.ONE_COLLEGE, Pattern.CENTRE)


class AdoptionPlan(Versioned):
    """The way in which the municipalities adopt a version, in the region's own words when it is none of the usual."""

    programme_version = models.OneToOneField(
        ProgrammeVersion, models.CASCADE, related_name="adoption_plan", verbose_name="versie van het programma"
    )
    pattern = models.CharField("manier van vaststellen", max_length=20, choices=Pattern)
    description = models.TextField("eigen manier", blank=True)
    acting = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besluit voor de andere"
    )

    class Meta:
        verbose_name = "manier van vaststellen"
        verbose_name_plural = "manieren van vaststellen"
        ordering = ("programme_version",)

    def __str__(self) -> str:
        return self.get_pattern_display()


class Treatment(models.TextChoices):
    FORMALITY = "formality", "Hamerstuk"
    DISCUSSION = "discussion", "Bespreekstuk"


class AdoptionStepQuerySet(models.QuerySet["AdoptionStep"]):
    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def late(self, on: date) -> Self:
        """Planned before the date and not done."""
        return self.open().filter(planned_on__lt=on)


class AdoptionStep(Versioned):
    """A step of a municipality's own route: college, committee, council, or any other."""

    adoption = models.ForeignKey(
        Adoption, models.CASCADE, related_name="steps", verbose_name="besluit van een gemeente"
    )
    name = models.CharField("stap", max_length=80)
    position = models.PositiveSmallIntegerField("volgorde")
    deliver_by = models.DateField("stukken aanleveren vóór", null=True, blank=True)
    planned_on = models.DateField("gepland op", null=True, blank=True)
    done_on = models.DateField("gedaan op", null=True, blank=True)
    treatment = models.CharField("behandeling", max_length=10, choices=Treatment, blank=True)
    result = models.CharField("uitkomst", max_length=250, blank=True)

    history = HistoricalRecords()
    objects = AdoptionStepQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een gemeente"
        verbose_name_plural = "stappen van gemeenten"
        ordering = ("adoption", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("adoption", "name"),
                name="adoption_step_once",
                violation_error_message="Deze stap staat er al. Kies een andere naam.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.adoption.municipality}: {self.name}"


class MotionKind(models.TextChoices):
    MOTION = "motion", "Motie"
    AMENDMENT = "amendment", "Amendement"
    QUESTION = "question", "Vraag"


class MotionResult(models.TextChoices):
    CARRIED = "carried", "Aangenomen"
    LOST = "lost", "Verworpen"
    WITHDRAWN = "withdrawn", "Ingetrokken"
    ANSWERED = "answered", "Beantwoord"


class CouncilMotion(Versioned):
    """A motion, amendment or question of a council with a decision on the programme, and what it changed."""

    adoption = models.ForeignKey(
        Adoption, models.CASCADE, related_name="motions", verbose_name="besluit van een gemeente"
    )
    kind = models.CharField("soort", max_length=10, choices=MotionKind)
    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst of wat het wijzigt", blank=True)
    result = models.CharField("uitkomst", max_length=10, choices=MotionResult, blank=True)
    date = models.DateField("datum", null=True, blank=True)
    link = models.URLField("openbaar adres", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "motie, amendement of vraag"
        verbose_name_plural = "moties, amendementen en vragen"
        ordering = ("adoption", "date", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class Recess(models.Model):
    """Weeks in which a council does not meet: of one municipality, or of all of a region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="recesses", verbose_name="regio")
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="recesses", verbose_name="gemeente"
    )
    name = models.CharField("naam", max_length=80, default="Zomerreces")
    starts_on = models.DateField("van")
    ends_on = models.DateField("tot en met")

    class Meta:
        verbose_name = "reces"
        verbose_name_plural = "recessen"
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="recess_period",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="De laatste dag ligt vóór de eerste. Kies een latere dag.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class DossierLink(models.Model):
    """A dated, revocable link with which a clerk reads a version's dossier without an account."""

    programme_version = models.ForeignKey(
        ProgrammeVersion, models.CASCADE, related_name="dossier_links", verbose_name="versie van het programma"
    )
    addressee = models.CharField("voor wie", max_length=150)
    digest = models.CharField("vingerafdruk van de link", max_length=64, unique=True, editable=False)
    valid_to = models.DateField("geldig tot en met")
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gemaakt door"
    )
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    last_opened_at = models.DateTimeField("laatst geopend", null=True, blank=True)

    class Meta:
        verbose_name = "link naar een dossier"
        verbose_name_plural = "links naar dossiers"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.addressee


class CouncilPromiseQuerySet(RemovableQuerySet):
    def open(self) -> Self:
        return self.present().filter(answered_on__isnull=True)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due__lt=on)


class CouncilPromise(Versioned, Removable):
    """A toezegging to a council: what, by when, and the letter that answered it."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="promises", verbose_name="regio")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="promises", verbose_name="gemeente")
    text = models.TextField("wat is toegezegd")
    made_by = models.CharField("door wie", max_length=150, blank=True)
    made_on = models.DateField("toegezegd op", null=True, blank=True)
    due = models.DateField("uiterlijk", null=True, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    letter = models.CharField("brief of stuk waarmee", max_length=250, blank=True)
    letter_link = models.URLField("openbaar adres van de brief", max_length=500, blank=True)
    answer = models.TextField("wat is geantwoord", blank=True)

    history = HistoricalRecords()
    objects = CouncilPromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        ordering = ("due", "pk")
        constraints = (
            models.CheckConstraint(
                name="answered_promise_names_its_letter",
                condition=Q(answered_on__isnull=True) | ~Q(letter=""),
                violation_error_message="Vul in met welke brief of welk stuk de toezegging is beantwoord.",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]
