from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import slug_re
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ghnt import clock
from ghnt.periods import HalfYearField
from ghnt.ui.editing import Versioned
from programmes.models import BuildingBlock, Condition, Programme
from regions.models import Region
from reporting.models.questions import QuestionSet


class RoundKind(models.TextChoices):
    REGULAR = "regular", "Halfjaarlijkse ronde"
    EXTRA = "extra", "Extra uitvraag"
    OWN = "own", "Eigen rapportage van een regio"


class RoundScope(models.TextChoices):
    FULL = "full", "De hele vragenlijst en alle acties"
    CHOSEN = "chosen", "Alleen gekozen thema’s en bouwstenen"


class ReportRoundQuerySet(models.QuerySet["ReportRound"]):
    def open_on(self, on: date) -> Self:
        return self.filter(opens__lte=on)

    def with_code(self, code: str) -> Self:
        """By the code in a query string; what no code can be, names none."""
        return self.filter(code=code) if slug_re.match(code) else self.none()

    def national(self) -> Self:
        """What the national team asks; without what a region reports of its own accord."""
        return self.exclude(kind=RoundKind.OWN)

    def regular(self) -> Self:
        return self.filter(kind=RoundKind.REGULAR)

    def of(self, region: Region) -> Self:
        """The rounds in which the region reports: those it is invited to, and its own."""
        invited = Q(is_for_all=True) | Q(invited=region)
        return self.filter(~Q(kind=RoundKind.OWN) & invited | Q(owner=region)).distinct()


class ReportRound(Versioned):
    """The request (uitvraag) to report on one half year, with stored dates."""

    code = models.SlugField("code", max_length=40, unique=True)
    kind = models.CharField("soort", max_length=10, choices=RoundKind, default=RoundKind.REGULAR)
    name = models.CharField("naam", max_length=120, blank=True)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="rounds",
        verbose_name="landelijk programma",
    )
    half_year = HalfYearField("halfjaar")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="rounds", verbose_name="vragenlijst")
    scope = models.CharField("omvang", max_length=10, choices=RoundScope, default=RoundScope.FULL)
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="rounds", verbose_name="landelijke bouwstenen"
    )
    conditions = models.ManyToManyField(Condition, blank=True, related_name="rounds", verbose_name="thema’s")
    is_for_all = models.BooleanField("voor alle regio’s", default=True)
    invited = models.ManyToManyField(
        Region, blank=True, related_name="invitations", verbose_name="uitgenodigde regio’s"
    )
    owner = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="own_rounds", verbose_name="eigen ronde van"
    )
    explanation = models.TextField("toelichting voor de regio’s", blank=True)
    opens = models.DateField("opent op")
    due = models.DateField("indienen vóór")
    reaction_due = models.DateField("reactie van het landelijk team vóór", null=True, blank=True)

    objects = ReportRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvraag"
        verbose_name_plural = "uitvragen"
        ordering = ("-half_year", "-opens", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "half_year"),
                condition=Q(kind="regular"),
                name="one_regular_round_a_half_year",
                violation_error_message="Voor dit halfjaar bestaat al een ronde.",
            ),
            models.UniqueConstraint(
                fields=("programme", "half_year", "owner"),
                condition=Q(kind="own"),
                name="one_own_round_a_half_year",
                violation_error_message="Uw regio heeft voor dit halfjaar al een eigen rapportage.",
            ),
            models.CheckConstraint(
                condition=Q(due__gt=F("opens")),
                name="round_due_after_opening",
                violation_error_message=("De inleverdatum ligt niet na de openingsdatum. Kies een latere datum."),
            ),
            models.CheckConstraint(
                condition=Q(reaction_due__isnull=True) | Q(reaction_due__gte=F("due")),
                name="round_reaction_after_due",
                violation_error_message="De reactiedatum ligt vóór de inleverdatum. Kies een latere datum.",
            ),
            models.CheckConstraint(
                condition=Q(kind="own", owner__isnull=False) | ~Q(kind="own") & Q(owner__isnull=True),
                name="own_round_has_owner",
                violation_error_message="Een eigen rapportage hoort bij één regio.",
            ),
            models.CheckConstraint(
                condition=Q(kind="regular") | ~Q(name=""),
                name="other_round_has_name",
                violation_error_message="Geef de uitvraag een naam.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.half_year.label}" if self.name else self.half_year.label

    def get_absolute_url(self) -> str:
        """The page of the round; of a region's own one the report itself."""
        if self.owner:
            return reverse("reporting:report_detail", args=[self.owner.slug, self.code])
        return reverse("reporting:round_detail", args=[self.code])

    @property
    def is_own(self) -> bool:
        return self.kind == RoundKind.OWN

    def asks(self, region: Region) -> bool:
        """Whether the region reports in this round; uses prefetched `invited`."""
        if self.is_own:
            return self.owner_id == region.pk
        return self.is_for_all or any(one.pk == region.pk for one in self.invited.all())

    @property
    def discloses(self) -> bool:
        """Whether handing in its report shows koers and notes of the half year to the national team."""
        return self.kind == RoundKind.REGULAR and self.scope == RoundScope.FULL


class DueExtension(models.Model):
    """A later due date for one region, with the reason; the last one counts. Insert-only."""

    round = models.ForeignKey(ReportRound, models.PROTECT, related_name="extensions", verbose_name="uitvraag")
    region = models.ForeignKey(Region, models.PROTECT, related_name="due_extensions", verbose_name="regio")
    due = models.DateField("indienen vóór")
    reason = models.TextField("reden")
    at = models.DateTimeField("gegeven op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)

    class Meta:
        verbose_name = "uitstel"
        verbose_name_plural = "uitstel"
        ordering = ("round", "region", "pk")

    def __str__(self) -> str:
        return f"{self.region}: vóór {self.due.isoformat()}"
