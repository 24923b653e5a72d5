"""Bottlenecks: what stands in the way, who must act, where it lies now and what came back."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from ghnt import clock
from ghnt.documents.models import AskedRendering
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models import BuildingBlock, Meeting, Remark
from regions.models import Municipality, Region, Role
from regions.rights import Right, Rights


class Level(models.TextChoices):
    """Who must act, from near to far."""

    MUNICIPALITY = "municipality", "Gemeente"
    REGION = "region", "Regio"
    CORE_TEAM = "core_team", "Kernteam"
    STEERING = "steering", "Stuurgroep"
    LAWMAKER = "lawmaker", "Wetgever"

    @property
    def icon(self) -> str:
        icons = ("home", "map-pin", "users", "gavel", "scale")
        return dict(zip(Level, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        return "plain"

    @property
    def the(self) -> str:
        """ "het kernteam", in a sentence."""
        return f"{'het' if self is Level.CORE_TEAM else 'de'} {self.label.lower()}"


NATIONAL_LEVELS = (Level.CORE_TEAM, Level.STEERING, Level.LAWMAKER)


class BottleneckState(models.TextChoices):
    OPEN = "open", "Open"
    RAISED = "raised", "Voorgelegd"
    ANSWERED = "answered", "Beantwoord"
    SOLVED = "solved", "Opgelost"
    DROPPED = "dropped", "Vervallen"

    @property
    def icon(self) -> str:
        icons = ("circle-dashed", "send", "message-check", "check", "circle-x")
        return dict(zip(BottleneckState, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        return dict(zip(BottleneckState, ("plain", "blue", "orange", "green", "grey"), strict=True))[self]


CLOSED_STATES = (BottleneckState.SOLVED, BottleneckState.DROPPED)


def reads_nationally(rights: Rights) -> bool:
    """The national team and its advisers read national bottlenecks; a region its own, with what was answered."""
    return rights.regions(Right.READ_REGION) is None or Role.ADVISER in rights.roles


class BottleneckQuerySet(RemovableQuerySet):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """Of the regions one reads, and national ones for who reads the country; outside only what was raised there.

        With a region given: that region's alone.
        """
        rows = self.present()
        read, inside = rights.regions(Right.READ_REGION), rights.regions(Right.READ_INSIDE)
        of_regions = Q(region__isnull=False) if read is None else Q(region__in=read)
        if inside is not None:
            of_regions &= Q(region__in=inside) | Q(is_shared=True)
        if region is not None:
            return rows.filter(of_regions, region=region)
        return rows.filter(of_regions | Q(region__isnull=True)) if reads_nationally(rights) else rows.filter(of_regions)

    def regional(self) -> Self:
        return self.filter(region__isnull=False)

    def national(self) -> Self:
        return self.filter(region__isnull=True)

    def open(self) -> Self:
        """Neither solved nor dropped."""
        return self.exclude(state__in=CLOSED_STATES)

    def waiting(self) -> Self:
        """Raised to whichever level, without an answer; the longest waiting first."""
        raised = self.filter(state=BottleneckState.RAISED)
        return raised.order_by(F("raised_at").asc(nulls_last=True), "pk")

    def waiting_nationally(self) -> Self:
        """Raised to a national level, without an answer; the longest waiting first."""
        return self.waiting().filter(level__in=NATIONAL_LEVELS)


class Bottleneck(Versioned, Removable):
    """One of a region, or, without a region, the national one to which similar ones are linked.

    `state`, `level` and `raised_at` follow from its steps; operations keep them together.
    """

    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="bottlenecks", verbose_name="regio"
    )
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    title = models.CharField("knelpunt in één zin", max_length=200)
    text = models.TextField("toelichting", blank=True)
    proposed_solution = models.TextField("voorgestelde oplossing", blank=True)
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="bottlenecks", verbose_name="landelijke bouwstenen"
    )
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="bottlenecks", verbose_name="gemeenten die het merken"
    )
    actions = models.ManyToManyField(Action, blank=True, related_name="bottlenecks", verbose_name="acties")
    remarks = models.ManyToManyField(Remark, blank=True, related_name="bottlenecks", verbose_name="opmerkingen")
    must_act = models.CharField("wie moet iets doen", max_length=12, choices=Level, default=Level.REGION)
    found_on = models.DateField("gesignaleerd op", null=True, blank=True)
    national = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"region__isnull": True},
        related_name="regional_ones",
        verbose_name="landelijk knelpunt",
    )
    state = models.CharField(
        "stand", max_length=10, choices=BottleneckState, default=BottleneckState.OPEN, editable=False
    )
    level = models.CharField("ligt bij", max_length=12, choices=Level, default=Level.REGION, editable=False)
    # Since when it lies where it was raised to; nothing while it is the region's own again.
    raised_at = models.DateTimeField("voorgelegd op", null=True, blank=True, editable=False)
    is_shared = models.BooleanField("het landelijk team leest mee", default=False, editable=False)
    in_report = models.BooleanField("ook in de rapportage als het niet landelijk is voorgelegd", default=False)
    created_at = models.DateTimeField("gemaakt op", default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="door"
    )

    history = HistoricalRecords()
    objects = BottleneckQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="bottleneck_number_unique"),
            models.UniqueConstraint(
                fields=("number",), name="national_bottleneck_number_unique", condition=Q(region__isnull=True)
            ),
            models.CheckConstraint(
                name="national_bottleneck_is_the_highest",
                condition=Q(region__isnull=False) | Q(national__isnull=True),
                violation_error_message="Een landelijk knelpunt hangt niet onder een ander.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.region is None:
            return reverse("actions:national_bottleneck_detail", args=[self.pk])
        return reverse("actions:bottleneck_detail", args=[self.region.slug, self.pk])

    @property
    def code(self) -> str:
        """ "K3", of a national one "L3"."""
        return f"{'L' if self.region_id is None else 'K'}{self.number}"

    @property
    def state_badge(self) -> BottleneckState:
        return BottleneckState(self.state)

    @property
    def level_badge(self) -> Level:
        return Level(self.level)

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED_STATES


class StepKind(models.TextChoices):
    RAISED = "raised", "Voorgelegd"
    PASSED_ON = "passed_on", "Doorgezet"
    SENT_BACK = "sent_back", "Teruggelegd bij de regio"
    WITHDRAWN = "withdrawn", "Teruggenomen"
    ANSWERED = "answered", "Beantwoord"
    SOLVED = "solved", "Opgelost"
    DROPPED = "dropped", "Vervallen"
    REOPENED = "reopened", "Heropend"


class BottleneckStep(models.Model):
    """What happened with a bottleneck: where it went, what was answered. Insert-only."""

    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, related_name="steps", verbose_name="knelpunt")
    kind = models.CharField("soort", max_length=12, choices=StepKind)
    level = models.CharField("ligt bij", max_length=12, choices=Level)
    text = models.TextField("tekst", blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vergadering"
    )
    # The same answer to a national bottleneck reaches every region that hangs under it.
    from_national = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="passed_to", verbose_name="uit landelijk knelpunt"
    )
    at = models.DateTimeField("op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)

    class Meta:
        verbose_name = "stap van een knelpunt"
        verbose_name_plural = "stappen van knelpunten"
        ordering = ("bottleneck", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_level_display()}"

    @property
    def level_badge(self) -> Level:
        return Level(self.level)


class BottleneckAgendaQuerySet(models.QuerySet):
    def visible_to(self, rights: Rights) -> Self:
        """With bottlenecks that one reads, or of the bodies one is secretary of."""
        bottlenecks = Bottleneck.objects.visible_to(rights)
        served = Q(meeting__body__in=rights.bodies(Right.RECORD_CONCLUSIONS))
        return self.filter(Q(bottleneck__in=bottlenecks.values("pk")) | served, bottleneck__removed_at__isnull=True)


class BottleneckAgendaItem(models.Model):
    """A bottleneck on the agenda of a meeting of kernteam, stuurgroep or a regional body."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="bottleneck_items", verbose_name="vergadering")
    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, related_name="agenda_items", verbose_name="knelpunt")
    position = models.PositiveSmallIntegerField("nummer")
    note = models.TextField("toelichting", blank=True)

    objects = BottleneckAgendaQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt op een agenda"
        verbose_name_plural = "knelpunten op agenda’s"
        ordering = ("meeting", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "bottleneck"),
                name="bottleneck_once_on_agenda",
                violation_error_message="Dit knelpunt staat al op deze agenda.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}: {self.bottleneck}"


class BottleneckAgendaRendering(AskedRendering):
    """The PDF of the list of bottlenecks for a meeting."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="bottleneck_renderings", verbose_name="vergadering"
    )

    class Meta:
        verbose_name = "pdf van een knelpuntenagenda"
        verbose_name_plural = "pdf’s van knelpuntenagenda’s"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"Knelpunten, {self.meeting}"
