"""Meetings of bodies and their agenda."""

from __future__ import annotations

import datetime
from datetime import date, timedelta
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.editing import Versioned
from programmes.models.proposals import Proposal
from regions.models import Body, Region, RegionMembership
from regions.rights import Right, Rights


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Gepland"
    HELD = "held", "Gehouden"
    CANCELLED = "cancelled", "Gaat niet door"


class MeetingQuerySet(models.QuerySet):
    def of_region(self, region: Region) -> Self:
        """Of its own bodies and of those of its municipalities."""
        return self.filter(body__in=Body.objects.of_region(region).values("pk"))

    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """Of the regions one reads, and of the bodies one is secretary of."""
        rows = self if region is None else self.of_region(region)
        read = _of_regions(rights.regions(Right.READ_REGION))
        return rows.filter(read | Q(body__in=rights.bodies(Right.RECORD_CONCLUSIONS)))

    def recordable_by(self, rights: Rights, region: Region | None = None) -> Self:
        """Of which this person writes agenda and conclusions."""
        rows = self if region is None else self.of_region(region)
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
        """Past and not fixed, with a proposal on the agenda without a conclusion, or with a concept."""
        waiting = AgendaItem.objects.visible_to(rights).open()
        past = self.past(on).exclude(state=MeetingState.CANCELLED).filter(recorded_at__isnull=True)
        typed = past.filter(drafts__isnull=False).order_by()
        return past.filter(Q(pk__in=waiting.values("meeting")) | Q(pk__in=typed.values("pk")))


def _of_regions(regions: frozenset[int] | None) -> Q:
    # An empty Q would vanish from an "or", and with it the right to see all regions.
    if regions is None:
        return Q(pk__isnull=False)
    members = RegionMembership.objects.current(clock.today()).filter(target__in=regions)
    return Q(body__region__in=regions) | Q(body__municipality__in=members.values("municipality"))


class Meeting(Versioned):
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="overleg")
    date = models.DateField("datum")
    starts_at = models.TimeField("van", null=True, blank=True)
    ends_at = models.TimeField("tot", null=True, blank=True)
    place = models.CharField("plaats", max_length=160, blank=True)
    papers_due = models.DateField("stukken uiterlijk op", null=True, blank=True)
    state = models.CharField("stand", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    # The decision list was fixed: from then on its conclusions are insert-only.
    recorded_at = models.DateTimeField("vastgelegd op", null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="vastgelegd door",
    )

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
            models.CheckConstraint(
                name="meeting_times",
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message="Vul in hoe laat de vergadering begint, en kies een latere eindtijd.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body}, {long_date(self.date)}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:meeting_detail", args=[self.pk])

    @property
    def is_recorded(self) -> bool:
        return self.recorded_at is not None

    @property
    def papers_by(self) -> datetime.date | None:
        """The last day for papers: its own, or as many days before as its body asks."""
        if self.papers_due or self.body.papers_days is None:
            return self.papers_due
        return self.date - timedelta(days=self.body.papers_days)


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, rights: Rights) -> Self:
        """Own subjects, and the proposals this person may read."""
        proposals = Proposal.objects.visible_to(rights)
        return self.filter(Q(step__isnull=True) | Q(step__round__proposal__in=proposals.values("pk")))

    def standing(self) -> Self:
        """Without proposals that lie in the bin."""
        return self.filter(Q(step__isnull=True) | Q(step__round__proposal__removed_at__isnull=True))

    def with_early(self) -> Self:
        """Annotate `is_early`: something of the same proposal still waits in an earlier round."""
        steps = apps.get_model("programmes", "RouteStep")._base_manager.filter(
            round__proposal=OuterRef("step__round__proposal"),
            round__number__lt=OuterRef("step__round__number"),
            conclusions__isnull=True,
        )
        return self.annotate(is_early=Exists(steps))

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
    note = models.TextField("toelichting", blank=True)

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
