from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ghnt.periods import HalfYearField
from programmes.models import Programme


class QuestionSet(models.Model):
    """One version of the list of questions."""

    number = models.PositiveSmallIntegerField("versie", unique=True)
    name = models.CharField("naam", max_length=120)

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name


class QuestionScope(models.TextChoices):
    REPORT = "report", "de hele rapportage"
    NODE = "node", "elk onderdeel van het bovenste niveau"


class Question(models.Model):
    """A written section of the report; its key stays the same across versions of the set."""

    question_set = models.ForeignKey(
        QuestionSet,
        models.CASCADE,
        related_name="questions",
        verbose_name="vragenlijst",
    )
    key = models.SlugField("sleutel", max_length=40)
    chapter = models.SlugField("hoofdstuk", max_length=40)
    scope = models.CharField("geldt voor", max_length=10, choices=QuestionScope, default=QuestionScope.REPORT)
    text = models.CharField("vraag", max_length=250)
    hint = models.TextField("uitleg", blank=True)
    is_required = models.BooleanField("verplicht", default=True)
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ("question_set", "order")
        constraints = (models.UniqueConstraint(fields=("question_set", "key"), name="question_key_unique"),)

    def __str__(self) -> str:
        return self.text


class ReportRoundQuerySet(models.QuerySet):
    def open_on(self, on: date) -> Self:
        return self.filter(opens__lte=on)


class ReportRound(models.Model):
    """The national request (uitvraag) for one half year, with stored dates."""

    code = models.SlugField("code", max_length=20, unique=True)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="rounds",
        verbose_name="landelijk programma",
    )
    half_year = HalfYearField("halfjaar")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="rounds", verbose_name="vragenlijst")
    explanation = models.TextField("toelichting voor de regio’s", blank=True)
    opens = models.DateField("opent op")
    due = models.DateField("indienen vóór")

    objects = ReportRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvraag"
        verbose_name_plural = "uitvragen"
        ordering = ("-half_year",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "half_year"),
                name="one_round_a_half_year",
                violation_error_message="Voor dit halfjaar bestaat al een ronde.",
            ),
            models.CheckConstraint(
                condition=Q(due__gt=F("opens")),
                name="round_due_after_opening",
                violation_error_message=("De inleverdatum ligt niet na de openingsdatum. Kies een latere datum."),
            ),
        )

    def __str__(self) -> str:
        return self.half_year.label

    def get_absolute_url(self) -> str:
        return reverse("reporting:round_detail", args=[self.code])

    def is_late(self, on: date) -> bool:
        """ "Vóór 16 maart": on the due date itself it is late."""
        return on >= self.due
