"""Versions of a proposal as they went to the bodies, and the forms that were read into proposals."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ghnt import clock
from ghnt.documents.attachments import StoredFile
from ghnt.documents.models import Seal
from programmes.models.proposals import Proposal, ProposalSource


class ProposalVersion(Seal):
    """A proposal's text and list of attachments when somebody fixed them, as canonical JSON. Insert-only."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions", verbose_name="voorstel")
    note = models.CharField("aanleiding", max_length=200, blank=True)

    class Meta:
        verbose_name = "versie van een voorstel"
        verbose_name_plural = "versies van voorstellen"
        ordering = ("proposal", "number")
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="proposal_version_unique"),)

    def __str__(self) -> str:
        return f"{self.proposal}, versie {self.number}"


class ProposalVersionFile(models.Model):
    """A file that belonged to a version, kept also when it is removed from the proposal later. Insert-only."""

    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="files", verbose_name="versie")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="proposal_versions", verbose_name="bestand")
    title = models.CharField("titel", max_length=200)

    class Meta:
        verbose_name = "bestand bij een versie"
        verbose_name_plural = "bestanden bij versies"
        ordering = ("version", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "file"), name="proposal_version_file_once"),)

    def __str__(self) -> str:
        return self.title


class FormImport(models.Model):
    """A form that was read into a proposal, with what it changed (canonical JSON), so that it can be undone."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="imports", verbose_name="voorstel")
    source = models.ForeignKey(
        ProposalSource, models.PROTECT, null=True, related_name="imports", verbose_name="geplakte tekst"
    )
    made_proposal = models.BooleanField("maakte het voorstel", default=True)
    changes = models.TextField("wat het wijzigde", default="{}")
    at = models.DateTimeField("ingelezen op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ongedaan gemaakt door",
    )

    class Meta:
        verbose_name = "ingelezen formulier"
        verbose_name_plural = "ingelezen formulieren"
        ordering = ("proposal", "pk")

    def __str__(self) -> str:
        return f"Ingelezen formulier bij {self.proposal}"
