from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.documents.models import Rendering, Seal
from ghnt.ui.editing import Versioned
from programmes.models import OutlineNode
from regions.models import Municipality, Region
from reporting.models.questions import Question
from reporting.models.round import ReportRound


class Report(models.Model):
    """A region's report for a round, made at the first edit. Its state follows from its events."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="reports", verbose_name="regio")
    round = models.ForeignKey(ReportRound, models.PROTECT, related_name="reports", verbose_name="uitvraag")
    started_at = models.DateTimeField("begonnen op", default=clock.now)

    class Meta:
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
        ordering = ("-round__half_year", "region__name")
        constraints = (models.UniqueConstraint(fields=("region", "round"), name="one_report_a_round"),)

    def __str__(self) -> str:
        return f"Voortgangsrapportage {self.region}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:report_detail", args=[self.region.slug, self.round.code])


class Answer(Versioned):
    """What is answered, as text in the form of its kind (`reporting.answer_kinds`); each question once for the whole
    report, for each top node, or for each municipality.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="answers", verbose_name="rapportage")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name="vraag")
    node = models.ForeignKey(
        OutlineNode,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name="onderdeel",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_answers",
        verbose_name="gemeente",
    )
    text = models.TextField("antwoord", blank=True)
    carried_from = models.ForeignKey(
        ReportRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ongewijzigd overgenomen uit",
    )
    updated_at = models.DateTimeField("bijgewerkt op", default=clock.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="bijgewerkt door",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ("report", "question__section__order", "question__order", "node__position", "municipality")
        constraints = (
            models.UniqueConstraint(fields=("report", "question", "node"), name="answer_unique_for_node"),
            models.UniqueConstraint(
                fields=("report", "question", "municipality"), name="answer_unique_for_municipality"
            ),
            models.UniqueConstraint(
                fields=("report", "question"),
                condition=Q(node__isnull=True, municipality__isnull=True),
                name="answer_unique_for_report",
            ),
            models.CheckConstraint(
                name="answer_about_node_or_municipality",
                condition=Q(node__isnull=True) | Q(municipality__isnull=True),
                violation_error_message="Een antwoord gaat over een onderdeel of over een gemeente, niet over beide.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.text[:40]}"


class ReportVersion(Seal):
    """What was submitted. Insert-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions", verbose_name="rapportage")

    class Meta:
        verbose_name = "ingediende versie"
        verbose_name_plural = "ingediende versies"
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_version_unique"),)

    def __str__(self) -> str:
        return f"{self.report}, versie {self.number}"


class EventKind(models.TextChoices):
    SUBMITTED = "submitted", "Ingediend"
    WITHDRAWN = "withdrawn", "Teruggenomen door de regio"
    OPENED = "opened", "In behandeling bij het landelijk team"
    RETURNED = "returned", "Teruggestuurd"
    ADOPTED = "adopted", "Vastgesteld door de regio"
    ACCEPTED = "accepted", "Geaccepteerd"
    REOPENED = "reopened", "Heropend voor een nieuwe versie"


class ReportEvent(models.Model):
    """What happened to a report, always about a sealed version. Insert-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="events", verbose_name="rapportage")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="events", verbose_name="versie")
    kind = models.CharField("gebeurtenis", max_length=10, choices=EventKind)
    at = models.DateTimeField("op", default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    by_name = models.CharField("door", max_length=150)
    body_name = models.CharField("overleg", max_length=160, blank=True)
    date = models.DateField("datum", null=True, blank=True)
    reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ("report", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "kind"), name="one_event_of_a_kind_a_version"),
            models.CheckConstraint(
                name="adoption_names_body_and_date",
                condition=~Q(kind=EventKind.ADOPTED) | (~Q(body_name="") & Q(date__isnull=False)),
                violation_error_message="Vul in welk overleg de rapportage vaststelde, en wanneer.",
            ),
            models.CheckConstraint(
                name="reopening_says_why",
                condition=~Q(kind=EventKind.REOPENED) | ~Q(reason=""),
                violation_error_message="Schrijf waarom de rapportage weer open moet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.report}"


class ReturnReason(models.Model):
    """Why a report came back, a chapter at a time. Insert-only."""

    event = models.ForeignKey(ReportEvent, models.PROTECT, related_name="reasons", verbose_name="gebeurtenis")
    chapter = models.SlugField("hoofdstuk", max_length=60)
    title = models.CharField("titel van het hoofdstuk", max_length=200)
    text = models.TextField("reden")

    class Meta:
        verbose_name = "reden van terugsturen"
        verbose_name_plural = "redenen van terugsturen"
        ordering = ("event", "pk")
        constraints = (models.UniqueConstraint(fields=("event", "chapter"), name="one_reason_a_chapter"),)

    def __str__(self) -> str:
        return f"{self.title}: {self.text[:40]}"


class ReportRendering(Rendering):
    """The PDF of a sealed version with the marks it has got; the marks are canonical JSON text too."""

    report_version = models.ForeignKey(
        ReportVersion,
        models.PROTECT,
        related_name="renderings",
        verbose_name="ingediende versie",
    )
    marks = models.TextField("merktekens")

    class Meta:
        verbose_name = "pdf van een rapportage"
        verbose_name_plural = "pdf’s van rapportages"
        ordering = ("report_version", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("report_version", "marks"),
                name="one_rendering_a_seal_and_marks",
            ),
        )

    def __str__(self) -> str:
        return f"Pdf van {self.report_version}"
