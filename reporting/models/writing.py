"""What stands around a report while it is written, and never in it: who does what, comments, choices about the plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from actions.models import ActionChange
from ghnt import clock
from ghnt.ui.editing import Versioned
from reporting.models.report import Report


class ChapterAssignment(Versioned):
    """Who writes a chapter, agreed within the region."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="assignments", verbose_name="rapportage")
    chapter = models.SlugField("hoofdstuk", max_length=60)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assigned_chapters", verbose_name="wie schrijft"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("verdeeld op", default=clock.now)

    class Meta:
        verbose_name = "verdeling van een hoofdstuk"
        verbose_name_plural = "verdeling van hoofdstukken"
        ordering = ("report", "chapter")
        constraints = (models.UniqueConstraint(fields=("report", "chapter"), name="one_writer_a_chapter"),)

    def __str__(self) -> str:
        return f"{self.chapter}: {self.writer}"


class ChapterComment(models.Model):
    """A word between colleagues of one region about a chapter; nobody else reads it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="comments", verbose_name="rapportage")
    chapter = models.SlugField("hoofdstuk", max_length=60)
    text = models.TextField("opmerking")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)
    at = models.DateTimeField("op", default=clock.now)
    done_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    done_by_name = models.CharField("afgehandeld door", max_length=150, blank=True)

    class Meta:
        verbose_name = "opmerking bij een hoofdstuk"
        verbose_name_plural = "opmerkingen bij hoofdstukken"
        ordering = ("report", "chapter", "pk")

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:40]}"


class PlanChoice(models.Model):
    """Whether a change of the plan that came after the half year stands in the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="plan_choices", verbose_name="rapportage")
    change = models.ForeignKey(ActionChange, models.CASCADE, related_name="+", verbose_name="wijziging")
    is_taken = models.BooleanField("overgenomen")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("gekozen op", default=clock.now)

    class Meta:
        verbose_name = "keuze over een wijziging van de planning"
        verbose_name_plural = "keuzes over wijzigingen van de planning"
        ordering = ("report", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "change"), name="one_choice_a_change"),)

    def __str__(self) -> str:
        return f"{self.change}: {'overgenomen' if self.is_taken else 'niet overgenomen'}"


class PersonRole(models.TextChoices):
    WROTE = "wrote", "Schreef mee"
    READ_ALONG = "read_along", "Las mee"
    ACCOUNTABLE = "accountable", "Bestuurlijk trekker"


class ReportPerson(models.Model):
    """Who wrote, read along or is accountable; this does stand in the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="people", verbose_name="rapportage")
    role = models.CharField("rol", max_length=12, choices=PersonRole)
    name = models.CharField("naam", max_length=150)
    function = models.CharField("functie", max_length=150, blank=True)

    class Meta:
        verbose_name = "betrokkene bij een rapportage"
        verbose_name_plural = "betrokkenen bij een rapportage"
        ordering = ("report", "role", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "role", "name"), name="person_once_a_role"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"
