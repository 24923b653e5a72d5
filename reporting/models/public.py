"""What a region makes public of a report. Nothing is public by default."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ghnt import clock
from ghnt.documents.models import Rendering, Seal
from ghnt.ui.editing import Versioned
from reporting.models.report import Report, ReportVersion


class PublicSummary(Versioned):
    """The region's summary for everybody, while it is written."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="public_summary", verbose_name="rapportage")
    text = models.TextField("samenvatting", blank=True)
    contact = models.CharField("algemeen contactadres", max_length=200, blank=True)
    updated_at = models.DateTimeField("bijgewerkt op", default=clock.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="bijgewerkt door"
    )

    class Meta:
        verbose_name = "openbare samenvatting"
        verbose_name_plural = "openbare samenvattingen"

    def __str__(self) -> str:
        return f"Openbare samenvatting van {self.report}"


class PublicRelease(Seal):
    """What was made public, sealed on its own, made of one accepted or adopted version. Insert-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="releases", verbose_name="rapportage")
    report_version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="releases", verbose_name="ingediende versie"
    )

    class Meta:
        verbose_name = "openbare versie"
        verbose_name_plural = "openbare versies"
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="release_unique"),)

    def __str__(self) -> str:
        return f"Openbare versie {self.number} van {self.report}"


class PublicWithdrawal(models.Model):
    """The region took a public version back, with the reason. Insert-only."""

    release = models.OneToOneField(
        PublicRelease, models.PROTECT, related_name="withdrawal", verbose_name="openbare versie"
    )
    reason = models.TextField("reden")
    at = models.DateTimeField("ingetrokken op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)

    class Meta:
        verbose_name = "intrekking van een openbare versie"
        verbose_name_plural = "intrekkingen van openbare versies"

    def __str__(self) -> str:
        return f"{self.release} ingetrokken"


class PublicRendering(Rendering):
    release = models.OneToOneField(
        PublicRelease, models.PROTECT, related_name="rendering", verbose_name="openbare versie"
    )

    class Meta:
        verbose_name = "pdf van een openbare versie"
        verbose_name_plural = "pdf’s van openbare versies"

    def __str__(self) -> str:
        return f"Pdf van {self.release}"
