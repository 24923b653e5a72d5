"""Passages that ask for attention: marked by a region or by whoever reads its report, answered by the national team."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from actions.models import Bottleneck
from ghnt import clock
from regions.models import Region
from regions.rights import Right, Rights
from reporting.models.report import EventKind, Report, ReportEvent, ReportVersion


class SignalKind(models.TextChoices):
    BOTTLENECK = "bottleneck", "Knelpunt"
    GOOD_PRACTICE = "good_practice", "Goede praktijk"
    QUESTION = "question", "Vraag aan landelijk"

    @property
    def icon(self) -> str:
        icons = {"bottleneck": "traffic-cone", "good_practice": "bulb", "question": "help"}
        return icons[self]

    @property
    def tone(self) -> str:
        return "plain"


class SignalQuerySet(models.QuerySet["Signal"]):
    def handed_in(self) -> Self:
        """Standing in a version that was handed in and not taken back."""
        return self.filter(version__isnull=False).exclude(Exists(_withdrawals()))

    def in_draft(self) -> Self:
        """Marked by the region in what it is still writing."""
        return self.filter(Q(version__isnull=True) | Q(Exists(_withdrawals())))

    def visible_to(self, rights: Rights) -> Self:
        """Of a draft for its writers alone; afterwards for whoever reads the region's submitted reports."""
        reading, writing = (rights.regions(one) for one in (Right.READ_SUBMITTED_REPORT, Right.READ_DRAFT_REPORT))
        reads = Q() if reading is None else Q(region__in=reading)
        writes = Q() if writing is None else Q(region__in=writing)
        handed_in = Q(version__isnull=False) & ~Q(Exists(_withdrawals()))
        return self.filter(handed_in & reads | writes)

    def answered(self) -> Self:
        """Those of which the last answer says that nothing is left to do."""
        return self._with_last_answer().filter(last_closes=True)

    def open(self) -> Self:
        """Without an answer, or with one after which more is to come."""
        return self._with_last_answer().filter(Q(last_closes=False) | Q(last_closes__isnull=True))

    def questions(self) -> Self:
        return self.filter(kind=SignalKind.QUESTION)

    def in_full(self) -> Self:
        """With all that a page says of them, in a constant number of queries."""
        return (
            self.select_related("region", "report__round", "version")
            .prefetch_related("answers")
            .defer("version__content")
        )

    def _with_last_answer(self) -> Self:
        last = SignalAnswer.objects.filter(signal=OuterRef("pk")).order_by("-pk").values("closes")[:1]
        return self.annotate(last_closes=Subquery(last))


def _withdrawals() -> models.QuerySet[ReportEvent]:
    return ReportEvent.objects.filter(version=OuterRef("version"), kind=EventKind.WITHDRAWN)


class Signal(models.Model):
    """A literal passage of a report. `version` is empty while the report in which the region marked it is a draft."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="signals", verbose_name="regio")
    report = models.ForeignKey(Report, models.PROTECT, related_name="signals", verbose_name="rapportage")
    version = models.ForeignKey(
        ReportVersion, models.PROTECT, null=True, blank=True, related_name="signals", verbose_name="ingediende versie"
    )
    chapter = models.SlugField("hoofdstuk", max_length=60)
    chapter_title = models.CharField("titel van het hoofdstuk", max_length=200)
    kind = models.CharField("soort", max_length=16, choices=SignalKind)
    passage = models.TextField("passage")
    note = models.TextField("toelichting", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)
    is_from_region = models.BooleanField("gemarkeerd door de regio")
    at = models.DateTimeField("gemarkeerd op", default=clock.now)
    # What the region made of it in its list of bottlenecks.
    bottleneck = models.ForeignKey(
        Bottleneck, models.SET_NULL, null=True, blank=True, related_name="signals", verbose_name="knelpunt"
    )

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.passage[:40]}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:signal_detail", args=[self.region.slug, self.pk])

    @property
    def kind_badge(self) -> SignalKind:
        return SignalKind(self.kind)

    @property
    def last_answer(self) -> SignalAnswer | None:
        """Uses prefetched answers."""
        answers = list(self.answers.all())
        return answers[-1] if answers else None

    @property
    def whose(self) -> str:
        """Who marked it, as readers are told."""
        return f"regio {self.region}" if self.is_from_region else "het landelijk team"


class SignalAnswer(models.Model):
    """What the national team answers; the region reads it, and it goes with the next round. Insert-only."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="answers", verbose_name="signaal")
    text = models.TextField("antwoord")
    closes = models.BooleanField("hiermee afgehandeld", default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)
    at = models.DateTimeField("beantwoord op", default=clock.now)

    class Meta:
        verbose_name = "antwoord op een signaal"
        verbose_name_plural = "antwoorden op signalen"
        ordering = ("signal", "pk")

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:40]}"
