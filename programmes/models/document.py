"""What a region writes about its programme beside the outline: chapters, who was heard, policy frames around it."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from ghnt.documents.attachments import Attachment
from ghnt.ui.editing import Versioned
from programmes.models.outline import RegionalProgramme
from programmes.models.proposals import Proposal


class Part(models.TextChoices):
    """Which of the two documents a chapter belongs to."""

    PROGRAMME = "programme", "Programma"
    PROJECT_PLAN = "project_plan", "Projectplan"


class ProgrammeChapter(Versioned):
    """A written chapter. `key` names a usual one (see `programmes.chapters`), "" one of the region's own."""

    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="chapters", verbose_name="regionaal programma"
    )
    part = models.CharField("deel", max_length=20, choices=Part, default=Part.PROGRAMME)
    key = models.SlugField("sleutel", max_length=40, blank=True, editable=False)
    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst", blank=True)
    position = models.PositiveIntegerField("volgorde", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"
        ordering = ("programme", "part", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "part", "key"), condition=~models.Q(key=""), name="usual_chapter_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Consultation(Versioned):
    """Who was heard about the programme, when, and what came of it."""

    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="consultations", verbose_name="regionaal programma"
    )
    heard = models.CharField("wie is gehoord", max_length=200)
    date = models.DateField("datum", null=True, blank=True)
    way = models.CharField("hoe", max_length=200, blank=True)
    said = models.TextField("inbreng", blank=True)
    outcome = models.TextField("wat ermee is gedaan", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "raadpleging"
        verbose_name_plural = "raadplegingen"
        ordering = ("programme", "date", "pk")

    def __str__(self) -> str:
        return self.heard


class PolicyFrame(Versioned):
    """A related policy frame (beleidskader) and until when it holds."""

    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="policy_frames", verbose_name="regionaal programma"
    )
    title = models.CharField("naam van het beleidskader", max_length=200)
    owner = models.CharField("van wie", max_length=160, blank=True)
    valid_to = models.DateField("loopt tot en met", null=True, blank=True)
    note = models.TextField("samenhang met dit programma", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "beleidskader"
        verbose_name_plural = "beleidskaders"
        ordering = ("programme", "valid_to", "title")

    def __str__(self) -> str:
        return self.title


class ProgrammeFile(Attachment):
    programme = models.ForeignKey(
        RegionalProgramme, models.PROTECT, related_name="files", verbose_name="regionaal programma"
    )

    class Meta(Attachment.Meta):
        verbose_name = "bijlage bij een programma"
        verbose_name_plural = "bijlagen bij programma’s"


class ProposalFile(Attachment):
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="files", verbose_name="voorstel")

    class Meta(Attachment.Meta):
        verbose_name = "bestand bij een voorstel"
        verbose_name_plural = "bestanden bij voorstellen"
