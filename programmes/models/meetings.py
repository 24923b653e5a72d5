"""Meetings of bodies and their agenda."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ghnt.ui.dates import long_date
from ghnt.ui.editing import Versioned
from programmes.models.proposals import Proposal
from regions.models import Body, Region
from regions.rights import Right, Rights


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Gepland"
    HELD = "held", "Gehouden"
    CANCELLED = "cancelled", "Gaat niet door"


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """Of the regions one reads, and of the bodies one is secretary of."""
        rows = self if region is None else self.filter(body__region=region)
        read = _of_regions(rights.regions(Right.READ_REGION))
        return rows.filter(read | Q(body__in=rights.bodies(Right.RECORD_CONCLUSIONS)))

    def recordable_by(self, rights: Rights, region: Region | None = None) -> Self:
        """Of which this person writes agenda and conclusions."""
        rows = self if region is None else self.filter(body__region=region)
        written = _of_regions(rights.regions(Right.RECORD_CONCLUSIONS))
        return rows.filter(written | Q(body__in=rights.bodies(Right.RECORD_CONCLUSIONS)))

    def coming(self, on: date) -> Self:
        """Still to come, the soonest first; said here, because grouping drops the order of the model."""
        rows = self.filter(date__gt=on).exclude(state=MeetingState.CANCELLED)
        return rows.order_by("date", "body__order", "pk")

    def past(self, on: date) -> Self:
        """Held or cancelled, the newest first."""
        return self.filter(Q(date__lte=on) | Q(state=MeetingState.CANCELLED)).order_by("-date", "body__order", "-pk")

    def without_conclusions(self, on: date, rights: Rights) -> Self:
        """Past, with a proposal on the agenda of which no conclusion is recorded yet."""
        waiting = AgendaItem.objects.visible_to(rights).open()
        past = self.past(on).exclude(state=MeetingState.CANCELLED)
        return past.filter(pk__in=waiting.values("meeting"))


def _of_regions(regions: frozenset[int] | None) -> Q:
    # An empty Q would vanish from an "or", and with it the right to see all regions.
    return Q(pk__isnull=False) if regions is None else Q(body__region__in=regions)


class Meeting(Versioned):
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="overleg")
    date = models.DateField("datum")
    place = models.CharField("plaats", max_length=160, blank=True)
    state = models.CharField("stand", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ("date", "body__order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "date"),
                name="meeting_unique",
                violation_error_message="Dit overleg heeft op die dag al een vergadering. Kies die uit de lijst.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body}, {long_date(self.date)}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:meeting_detail", args=[self.pk])


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, rights: Rights) -> Self:
        """Own subjects, and the proposals this person may read."""
        proposals = Proposal.objects.visible_to(rights)
        return self.filter(Q(step__isnull=True) | Q(step__round__proposal__in=proposals.values("pk")))

    def open(self) -> Self:
        """Proposals without a conclusion yet."""
        return self.filter(step__isnull=False, step__conclusions__isnull=True)


class AgendaItem(models.Model):
    """A point on the agenda: a step of a proposal's route, or a subject of its own."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="vergadering")
    position = models.PositiveSmallIntegerField("nummer")
    step = models.OneToOneField(
        "programmes.RouteStep",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_item",
        verbose_name="behandeling",
    )
    subject = models.CharField("onderwerp", max_length=250, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ("meeting", "position", "pk")
        constraints = (
            models.CheckConstraint(
                name="agenda_item_has_a_subject",
                condition=Q(step__isnull=False) | ~Q(subject=""),
                violation_error_message="Vul een onderwerp in, of kies een voorstel.",
            ),
        )

    def __str__(self) -> str:
        return self.subject or str(self.step)
