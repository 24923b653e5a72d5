"""What is planned around an action: milestones and money, and what was changed in the plan, with the reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.action import Action
from ghnt import clock
from ghnt.documents.attachments import Attachment
from ghnt.periods import HalfYear
from programmes.models import RegionalProgramme

# Planning, trekker, budget and priority: once the programme is adopted these change with a reason.
ASKS_REASON = ("puller", "priority", "start", "end", "milestones", "money")


class MilestoneState(models.TextChoices):
    PLANNED = "planned", "Gepland"
    REACHED = "reached", "Gehaald"
    DROPPED = "dropped", "Vervallen"

    @property
    def icon(self) -> str:
        return {"planned": "calendar-event", "reached": "flag", "dropped": "circle-x"}[self.value]

    @property
    def tone(self) -> str:
        return "plain"


class MilestoneQuerySet(models.QuerySet):
    def planned(self) -> Self:
        """Those that must still be reached, late ones too."""
        return self.filter(state=MilestoneState.PLANNED)

    def planned_until(self, day: date, *, regions: Collection[int]) -> Self:
        """Those planned up to the day, of actions that the regions lead and that count."""
        led = Action.objects.present().own().filter(archived_at__isnull=True, programme__region__in=regions)
        due = self.planned().filter(action__in=led, due__lte=day)
        return due.select_related("action__node", "action__programme__region").order_by("due", "pk")


class ActionMilestone(models.Model):
    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones", verbose_name="actie")
    title = models.CharField("mijlpaal", max_length=200)
    due = models.DateField("datum", null=True, blank=True)
    state = models.CharField("stand", max_length=10, choices=MilestoneState, default=MilestoneState.PLANNED)
    reached_on = models.DateField("gehaald op", null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ("action", models.F("due").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def state_choice(self) -> MilestoneState:
        return MilestoneState(self.state)

    def is_late(self, on: date) -> bool:
        """Planned for a day that has passed."""
        return self.state == MilestoneState.PLANNED and self.due is not None and self.due < on


class ActionCost(models.Model):
    """What an action costs in a year and who pays; without an amount it is "p.m."."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="costs", verbose_name="actie")
    year = models.PositiveSmallIntegerField("jaar")
    amount = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2, null=True, blank=True)
    cover = models.CharField("dekking", max_length=200, blank=True)
    is_provisional = models.BooleanField("voorlopig", default=False)
    grant = models.ForeignKey(
        "actions.Grant", models.SET_NULL, null=True, blank=True, related_name="costs", verbose_name="uit bijdrage"
    )

    class Meta:
        verbose_name = "kosten in een jaar"
        verbose_name_plural = "kosten per jaar"
        ordering = ("action", "year", "pk")
        constraints = (
            models.CheckConstraint(
                name="cost_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="Vul een bedrag van 0 euro of meer in.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.amount if self.amount is not None else 'p.m.'}"


class ReasonKind(models.TextChoices):
    """Why an agreed plan changes; the list is ours."""

    DECISION = "decision", "Besluit van een overleg, college of raad"
    DELAY = "delay", "Uitloop"
    MONEY = "money", "Geld of menskracht"
    PARTNER = "partner", "Wijziging bij een trekker of partner"
    NATIONAL = "national", "Landelijke ontwikkeling of wet"
    CORRECTION = "correction", "Verbetering van een fout"
    OTHER = "other", "Andere reden"


class ChangeReason(models.Model):
    """One reason, for one change or for a whole pile of them."""

    programme = models.ForeignKey(
        RegionalProgramme, models.PROTECT, related_name="change_reasons", verbose_name="regionaal programma"
    )
    kind = models.CharField("soort reden", max_length=20, choices=ReasonKind)
    text = models.TextField("reden")
    at = models.DateTimeField("gegeven op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "reden van een wijziging"
        verbose_name_plural = "redenen van wijzigingen"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class ChangeQuerySet(models.QuerySet):
    def reasoned_in(self, half_year: HalfYear) -> Self:
        """Those of the half year that asked for a reason and have one, oldest first."""
        begins, ends = half_year.span
        told = self.filter(reason__isnull=False, at__gte=begins, at__lt=ends, field__in=ASKS_REASON)
        return told.order_by("at", "pk")


class ActionChange(models.Model):
    """One field of an action's plan that changed: from what to what, in the words of that day."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="changes", verbose_name="actie")
    field = models.CharField("veld", max_length=30)
    before = models.TextField("was", blank=True)
    after = models.TextField("werd", blank=True)
    at = models.DateTimeField("gewijzigd op", default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gewijzigd door"
    )
    reason = models.ForeignKey(
        ChangeReason, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="reden"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging van een actie"
        verbose_name_plural = "wijzigingen van acties"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.action}: {self.field}"


class ActionFile(Attachment):
    action = models.ForeignKey(Action, models.PROTECT, related_name="files", verbose_name="actie")

    class Meta(Attachment.Meta):
        verbose_name = "bijlage bij een actie"
        verbose_name_plural = "bijlagen bij acties"
