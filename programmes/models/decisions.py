"""The decision route: rounds of steps through bodies, and the conclusions and remarks that are never rewritten."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ghnt import clock
from programmes.models.meetings import Meeting
from programmes.models.proposals import Proposal
from regions.models import Body
from regions.rights import Rights


class Purpose(models.Model):
    """Why a body treats a proposal; an administrator can add to the list."""

    code = models.SlugField("code", max_length=30, unique=True)
    name = models.CharField("naam", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "doel van een behandeling"
        verbose_name_plural = "doelen van een behandeling"
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Outcome(models.Model):
    """What a body concluded, from a list that an administrator can extend."""

    code = models.SlugField("code", max_length=30, unique=True)
    label = models.CharField("naam", max_length=60, unique=True)
    agrees = models.BooleanField("telt als instemming", default=False)
    ends_route = models.BooleanField("beëindigt de route", default=False)
    asks_follow_up = models.BooleanField("vraagt opvolging", default=False)
    icon = models.CharField("pictogram", max_length=40, default="message-2")
    tone = models.CharField("kleur", max_length=10, default="grey")
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        ordering = ("order", "label")

    def __str__(self) -> str:
        return self.label


class RoundKind(models.TextChoices):
    DIRECTION = "direction", "richting geven"
    ADOPTION = "adoption", "vaststellen"
    OTHER = "other", "behandelen"


class Round(models.Model):
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rounds", verbose_name="voorstel")
    number = models.PositiveSmallIntegerField("ronde")
    kind = models.CharField("soort", max_length=10, choices=RoundKind, default=RoundKind.ADOPTION)
    name = models.CharField("eigen naam", max_length=60, blank=True)

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ("proposal", "number")
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="round_unique"),)

    def __str__(self) -> str:
        return f"Ronde {self.number} {self.title}"

    @property
    def title(self) -> str:
        """The region's own name for the round, else that of its kind."""
        return self.name or self.get_kind_display()


class RouteStepQuerySet(models.QuerySet):
    def visible_to(self, rights: Rights) -> Self:
        proposals = Proposal.objects.visible_to(rights)
        return self.filter(round__proposal__in=proposals.values("pk"))

    def open(self) -> Self:
        """Not treated yet."""
        return self.filter(conclusions__isnull=True)

    def waiting_for(self, meeting: Meeting) -> Self:
        """Open steps of the meeting's body that stand on no agenda yet."""
        return self.open().filter(body=meeting.body_id, agenda_item__isnull=True)


class RouteStep(models.Model):
    """One treatment by one body; its date is its meeting's, or its own, or not known yet."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="steps", verbose_name="ronde")
    position = models.PositiveSmallIntegerField("volgorde")
    body = models.ForeignKey(Body, models.PROTECT, related_name="steps", verbose_name="overleg")
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="vergadering",
    )
    planned_date = models.DateField("datum", null=True, blank=True)
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="steps", verbose_name="doel")

    objects = RouteStepQuerySet.as_manager()

    class Meta:
        verbose_name = "behandeling"
        verbose_name_plural = "behandelingen"
        ordering = ("round__number", "position", "pk")

    def __str__(self) -> str:
        return f"{self.round.proposal}: {self.body}"

    @property
    def date(self) -> datetime.date | None:
        return self.meeting.date if self.meeting else self.planned_date


class ConclusionQuerySet(models.QuerySet):
    def visible_to(self, rights: Rights) -> Self:
        proposals = Proposal.objects.visible_to(rights)
        return self.filter(step__round__proposal__in=proposals.values("pk"))

    def current(self) -> Self:
        """Leave out what a later conclusion replaced."""
        return self.filter(replaced_by__isnull=True)


class Conclusion(models.Model):
    """What a body concluded, to the letter. Insert-only: a correction is a new one, with a reason."""

    step = models.ForeignKey(
        RouteStep,
        models.PROTECT,
        related_name="conclusions",
        verbose_name="behandeling",
    )
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="conclusions", verbose_name="uitkomst")
    text = models.TextField("letterlijke conclusie", blank=True)
    date = models.DateField("datum")
    body_name = models.CharField("overleg", max_length=160)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    by_name = models.CharField("vastgelegd door", max_length=150)
    at = models.DateTimeField("vastgelegd op", default=clock.now)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="vervangt",
    )
    reason = models.TextField("reden van de verbetering", blank=True)
    source = models.TextField("zoals geplakt", blank=True)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = "conclusie"
        verbose_name_plural = "conclusies"
        ordering = ("step", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("step",),
                condition=Q(replaces__isnull=True),
                name="one_first_conclusion_a_step",
            ),
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                violation_error_message="Schrijf waarom u de conclusie verbetert.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_name}: {self.outcome}"


class Remark(models.Model):
    """One remark of a body with its conclusion. Insert-only."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="remarks", verbose_name="conclusie")
    number = models.PositiveSmallIntegerField("nummer")
    text = models.TextField("opmerking")

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ("conclusion", "number")
        constraints = (models.UniqueConstraint(fields=("conclusion", "number"), name="remark_unique"),)

    def __str__(self) -> str:
        return self.text
