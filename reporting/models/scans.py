"""Scans: scored lists of statements that a municipality or a region fills in, again after a year."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actions.models import Action, LocalAction
from ghnt import clock
from ghnt.documents.attachments import Attachment
from ghnt.ui.editing import Versioned
from programmes.models import BuildingBlock
from regions.models import Municipality, Region


class ScanKind(models.TextChoices):
    BASELINE = "baseline", "Nulmeting"
    PHOTO = "photo", "Foto van de regio"
    SELF_SCAN = "self_scan", "Zelfscan"


class FilledBy(models.TextChoices):
    MUNICIPALITY = "municipality", "Elke gemeente"
    REGION = "region", "De regio"


class ScanList(Versioned):
    """One version of a list of statements; frozen as soon as a round of scans uses it."""

    code = models.SlugField("code", max_length=40)
    number = models.PositiveSmallIntegerField("versie", default=1)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=10, choices=ScanKind)
    filled_by = models.CharField("ingevuld door", max_length=12, choices=FilledBy)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="scan_lists", verbose_name="eigen lijst van regio"
    )
    explanation = models.TextField("uitleg", blank=True)
    scale = models.TextField("schaal", help_text="Eén woord of zin per regel, van laag naar hoog.")
    source = models.CharField("bron", max_length=200, blank=True)

    class Meta:
        verbose_name = "scanlijst"
        verbose_name_plural = "scanlijsten"
        ordering = ("code", "number")
        constraints = (models.UniqueConstraint(fields=("code", "number"), name="scan_list_version_unique"),)

    def __str__(self) -> str:
        return self.name

    @property
    def steps(self) -> tuple[str, ...]:
        """The words of the scale from low to high; the first is 1."""
        return tuple(line.strip() for line in self.scale.splitlines() if line.strip())

    @property
    def is_frozen(self) -> bool:
        return self.rounds.exists()


class ScanTheme(models.Model):
    list = models.ForeignKey(ScanList, models.CASCADE, related_name="themes", verbose_name="scanlijst")
    key = models.SlugField("sleutel", max_length=40)
    title = models.CharField("onderwerp", max_length=120)
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "onderwerp van een scanlijst"
        verbose_name_plural = "onderwerpen van een scanlijst"
        ordering = ("list", "order", "pk")
        constraints = (models.UniqueConstraint(fields=("list", "key"), name="scan_theme_key_unique"),)

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """One statement; its key stays the same across versions of the list, as long as it means the same."""

    theme = models.ForeignKey(ScanTheme, models.CASCADE, related_name="statements", verbose_name="onderwerp")
    key = models.SlugField("sleutel", max_length=40)
    text = models.CharField("stelling", max_length=300)
    hint = models.TextField("uitleg", blank=True)
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="statements", verbose_name="landelijke bouwstenen"
    )
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "stelling"
        verbose_name_plural = "stellingen"
        ordering = ("theme__order", "order", "pk")
        constraints = (models.UniqueConstraint(fields=("theme", "key"), name="statement_key_unique"),)

    def __str__(self) -> str:
        return self.text


class ScanRoundQuerySet(models.QuerySet["ScanRound"]):
    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def open_on(self, on: date) -> Self:
        return self.filter(opens__lte=on)


class ScanRound(Versioned):
    """One time that a region, or each of its municipalities, fills in a list; `previous` is the time before."""

    list = models.ForeignKey(ScanList, models.PROTECT, related_name="rounds", verbose_name="scanlijst")
    region = models.ForeignKey(Region, models.PROTECT, related_name="scan_rounds", verbose_name="regio")
    opens = models.DateField("invullen vanaf")
    due = models.DateField("invullen vóór")
    reference_date = models.DateField("peildatum")
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeats", verbose_name="herhaling van"
    )
    repeat_on = models.DateField("herhalen op", null=True, blank=True)
    explanation = models.TextField("toelichting voor wie invult", blank=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True, editable=False)

    objects = ScanRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "afname van een scan"
        verbose_name_plural = "afnames van scans"
        ordering = ("-reference_date", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("list", "region", "reference_date"),
                name="scan_round_unique",
                violation_error_message="Deze scan staat voor deze peildatum al klaar.",
            ),
            models.CheckConstraint(
                name="scan_due_after_opening",
                condition=Q(due__gt=F("opens")),
                violation_error_message="De einddatum ligt niet na de begindatum. Kies een latere datum.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.list}, {self.reference_date.year}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:scan_round_detail", args=[self.region.slug, self.pk])


class Scan(Versioned):
    """One filled-in list: of a municipality, or of the region itself. Made at the first score."""

    round = models.ForeignKey(ScanRound, models.PROTECT, related_name="scans", verbose_name="afname")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="scans", verbose_name="gemeente"
    )
    filled_with = models.CharField("ingevuld met", max_length=200, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True, editable=False)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reason = models.TextField("waarom opnieuw geopend", blank=True, editable=False)

    class Meta:
        verbose_name = "scan"
        verbose_name_plural = "scans"
        ordering = ("round", "municipality__name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("round", "municipality"), name="one_scan_a_municipality"),
            models.UniqueConstraint(
                fields=("round",), condition=Q(municipality__isnull=True), name="one_scan_of_the_region"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round}: {self.municipality or self.round.region}"


class ScanScore(Versioned):
    """`score` from 1, the lowest word of the scale; none with `not_applicable`."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="scores", verbose_name="scan")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="scores", verbose_name="stelling")
    score = models.PositiveSmallIntegerField("score", null=True, blank=True)
    not_applicable = models.BooleanField("niet van toepassing", default=False)
    explanation = models.TextField("toelichting", blank=True)
    evidence = models.TextField("waaruit blijkt dat", blank=True)
    updated_at = models.DateTimeField("gewijzigd op", default=clock.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "score"
        verbose_name_plural = "scores"
        ordering = ("scan", "statement__theme__order", "statement__order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("scan", "statement"), name="one_score_a_statement"),
            models.CheckConstraint(
                name="score_or_not_applicable",
                condition=Q(not_applicable=False) | Q(score__isnull=True),
                violation_error_message="Kies een score, of ‘niet van toepassing’.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.statement}: {self.score}"


class ScanFile(Attachment):
    scan = models.ForeignKey(Scan, models.PROTECT, related_name="files", verbose_name="scan")

    class Meta(Attachment.Meta):
        verbose_name = "bijlage bij een scan"
        verbose_name_plural = "bijlagen bij scans"


class ScanVersion(models.Model):
    """A scan as it stood when it was finished: canonical JSON text. Insert-only; a correction is a new version."""

    scan = models.ForeignKey(Scan, models.PROTECT, related_name="versions", verbose_name="scan")
    number = models.PositiveSmallIntegerField("versie")
    content = models.TextField("inhoud")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    at = models.DateTimeField("klaar op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)

    class Meta:
        verbose_name = "versie van een scan"
        verbose_name_plural = "versies van scans"
        ordering = ("scan", "number")
        constraints = (models.UniqueConstraint(fields=("scan", "number"), name="scan_version_unique"),)

    def __str__(self) -> str:
        return f"{self.scan}, versie {self.number}"


class ImprovementPoint(Versioned):
    """What a scan shows must be better; at most one action takes it up: of the region, or of a municipality."""

    scan = models.ForeignKey(Scan, models.PROTECT, related_name="points", verbose_name="scan")
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="points", verbose_name="stelling"
    )
    text = models.CharField("wat moet beter", max_length=200)
    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="improvement_points", verbose_name="actie"
    )
    # With an action: the municipality takes it up in its own row of that action.
    is_municipal_row = models.BooleanField("in de rij van de gemeente", default=False, editable=False)
    local_action = models.ForeignKey(
        LocalAction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="improvement_points",
        verbose_name="lokale actie",
    )
    at = models.DateTimeField("genoteerd op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "verbeterpunt"
        verbose_name_plural = "verbeterpunten"
        ordering = ("scan", "pk")
        constraints = (
            models.CheckConstraint(
                name="improvement_taken_up_once",
                condition=Q(action__isnull=True) | Q(local_action__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.text
