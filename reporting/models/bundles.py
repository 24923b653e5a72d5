"""What is made of many reports: the national book, the zip of a round, the dossier of a region."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F
from django.urls import reverse

from ghnt.documents.files import Made
from ghnt.documents.models import AskedRendering, Rendering, RenderingState
from regions.models import Region
from reporting.models.report import ReportVersion
from reporting.models.round import ReportRound


class BundleKind(models.TextChoices):
    BOOK = "book", "Landelijk boek"
    ROUND = "round", "Zip van een ronde"
    DOSSIER = "dossier", "Dossier van een regio"


class Bundle(AskedRendering):
    """A job that joins many documents into one file; `content` says which, by version and fingerprint."""

    kind = models.CharField("soort", max_length=10, choices=BundleKind)
    round = models.ForeignKey(ReportRound, models.PROTECT, related_name="bundles", verbose_name="uitvraag")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="bundles", verbose_name="regio"
    )
    parts_done = models.PositiveIntegerField("onderdelen klaar", default=0)
    parts_total = models.PositiveIntegerField("onderdelen", default=0)
    size = models.PositiveBigIntegerField("grootte in bytes", null=True, blank=True)
    cancelled_at = models.DateTimeField("gestopt op", null=True, blank=True)

    class Meta:
        verbose_name = "bundel"
        verbose_name_plural = "bundels"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:bundle_detail", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        """Somebody waits for it."""
        return self.state in (RenderingState.WAITING, RenderingState.RUNNING)

    @property
    def is_stopped(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_emptied(self) -> bool:
        """It was made; the file is no longer kept."""
        return self.is_done and not self.file

    def facts_of(self, made: Made) -> dict[str, Any]:
        return {**super().facts_of(made), "size": made.size, "parts_done": F("parts_total")}


class BookChapter(Rendering):
    """The pages of one sealed version in a national book, kept for the next book of the same chapters."""

    report_version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="book_chapters", verbose_name="ingediende versie"
    )
    key = models.CharField("sleutel", max_length=64, unique=True)

    class Meta:
        verbose_name = "hoofdstuk van een landelijk boek"
        verbose_name_plural = "hoofdstukken van landelijke boeken"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.report_version}"
