from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from actions.models.states import ENDED_PHASES, NEEDS_EXPLANATION, Assessment, Phase
from ghnt import clock
from ghnt.periods import HalfYear, HalfYearField
from ghnt.ui.editing import Versioned
from regions.models import Region


class ActionUpdateQuerySet(models.QuerySet):
    def as_of(self, half_year: HalfYear | None, *, outside: bool = False) -> Self:
        """The updates of the half year and before it, newest first; None stands for no half year at all.

        `outside`: for who stands outside the region. Of an action that another region leads, only what that region
        disclosed itself.
        """
        if half_year is None:
            return self.none()
        found = self.filter(half_year__lte=half_year).order_by("-half_year")
        return found.filter(_disclosed_by_leader()) if outside else found

    def latest_only(self) -> Self:
        """Of each action the newest of these updates."""
        newest = self.filter(action=OuterRef("action")).order_by("-half_year").values("pk")[:1]
        return self.filter(pk=Subquery(newest))


def _disclosed_by_leader() -> Q:
    leader = OuterRef("action__shared_from__programme__region")
    disclosed = DisclosedHalfYear.objects.filter(region=leader, half_year__gte=OuterRef("half_year"))
    return Q(action__shared_from__isnull=True) | Q(Exists(disclosed))


class ActionUpdate(Versioned):
    """How an action stood in one half year: the only home of phase, koers, efforts, results and outlook."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates", verbose_name="actie")
    half_year = HalfYearField("halfjaar")
    phase = models.CharField("fase", max_length=20, choices=Phase)
    assessment = models.CharField("koers", max_length=20, choices=Assessment, blank=True)
    explanation = models.TextField("toelichting", blank=True)
    efforts = models.TextField("inspanningen", blank=True)
    results = models.TextField("resultaten", blank=True)
    outlook = models.TextField("vooruitblik", blank=True)
    is_unchanged = models.BooleanField("geen wijziging", default=False)
    updated_at = models.DateTimeField("bijgewerkt op", default=clock.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="bijgewerkt door",
    )

    history = HistoricalRecords()
    objects = ActionUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = "stand van een actie"
        verbose_name_plural = "standen van acties"
        ordering = ("action", "half_year")
        constraints = (
            models.UniqueConstraint(fields=("action", "half_year"), name="one_update_a_half_year"),
            models.CheckConstraint(
                name="assessment_has_its_explanation",
                condition=~Q(assessment__in=NEEDS_EXPLANATION) | ~Q(explanation=""),
                violation_error_message="Schrijf kort waarom deze actie aandacht vraagt.",
            ),
            models.CheckConstraint(
                name="ended_phase_has_no_assessment",
                condition=~Q(phase__in=ENDED_PHASES) | Q(assessment=""),
                violation_error_message="Bij een afgeronde, geborgde of vervallen actie hoort geen koers.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action}, {self.half_year.label}"

    @property
    def phase_choice(self) -> Phase:
        return Phase(self.phase)

    @property
    def assessment_choice(self) -> Assessment | None:
        return Assessment(self.assessment) if self.assessment else None


class DisclosedHalfYear(models.Model):
    """A half year of which the national team may read koers and notes: its report was submitted."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="disclosed_half_years", verbose_name="regio")
    half_year = HalfYearField("halfjaar")
    at = models.DateTimeField("sinds", default=clock.now)

    class Meta:
        verbose_name = "halfjaar dat het landelijk team kan lezen"
        verbose_name_plural = "halfjaren die het landelijk team kan lezen"
        ordering = ("region", "half_year")
        constraints = (models.UniqueConstraint(fields=("region", "half_year"), name="disclosed_once"),)

    def __str__(self) -> str:
        return f"{self.region}, {self.half_year.label}"
