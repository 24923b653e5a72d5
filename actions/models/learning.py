"""What regions learn, in which circles, who is ahead on a block, and which research follows a pilot."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from ghnt import clock
from ghnt.documents.attachments import Attachment
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models import BuildingBlock
from regions.models import Region
from regions.rights import Right, Rights


class LearningCircle(Versioned, Removable):
    """A leerkring: regions that meet about themes, kept by the national team."""

    name = models.CharField("naam", max_length=160)
    slug = models.SlugField("adres op de site", max_length=160, unique=True, editable=False)
    themes = models.TextField("thema’s", blank=True)
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="circles", verbose_name="landelijke bouwstenen"
    )
    regions = models.ManyToManyField(Region, related_name="circles", verbose_name="regio’s")
    begins = models.DateField("begint op", null=True, blank=True)
    ends = models.DateField("eindigt op", null=True, blank=True)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "leerkring"
        verbose_name_plural = "leerkringen"
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                name="circle_ends_after_start",
                condition=Q(ends__isnull=True) | Q(begins__isnull=True) | Q(ends__gte=F("begins")),
                violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere datum.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actions:circle_detail", args=[self.slug])


class CircleMeetingState(models.TextChoices):
    PLANNED = "planned", "Gepland"
    HELD = "held", "Gehouden"
    CANCELLED = "cancelled", "Gaat niet door"


class CircleMeeting(Versioned):
    circle = models.ForeignKey(LearningCircle, models.PROTECT, related_name="meetings", verbose_name="leerkring")
    subject = models.CharField("onderwerp", max_length=200)
    date = models.DateField("datum")
    starts_at = models.TimeField("van", null=True, blank=True)
    ends_at = models.TimeField("tot", null=True, blank=True)
    place = models.CharField("plaats", max_length=160, blank=True)
    for_whom = models.CharField("voor wie", max_length=200)
    invitation = models.TextField("uitnodiging", blank=True)
    yields = models.TextField("opbrengst", blank=True)
    attended = models.ManyToManyField(Region, blank=True, related_name="+", verbose_name="wie was er")
    state = models.CharField("stand", max_length=10, choices=CircleMeetingState, default=CircleMeetingState.PLANNED)
    invited_at = models.DateTimeField("uitgenodigd op", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "bijeenkomst van een leerkring"
        verbose_name_plural = "bijeenkomsten van leerkringen"
        ordering = ("date", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("circle", "date", "subject"),
                name="circle_meeting_unique",
                violation_error_message="Deze bijeenkomst staat er al op die datum.",
            ),
            models.CheckConstraint(
                name="circle_meeting_times",
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message="Vul in hoe laat de bijeenkomst begint, en kies een latere eindtijd.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.circle}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("actions:circle_meeting_detail", args=[self.circle.slug, self.pk])


class Sharing(models.TextChoices):
    REGION = "region", "Alleen de eigen regio"
    CIRCLE = "circle", "De leerkring"
    ALL = "all", "Alle regio’s"

    @property
    def icon(self) -> str:
        return {"region": "lock", "circle": "users", "all": "world"}[self.value]

    @property
    def tone(self) -> str:
        return "plain"


class LessonQuerySet(RemovableQuerySet):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """Those of the own region, those of circles the own regions sit in, and those shared with all.

        The national team sees what is shared with a circle or with all.
        """
        rows = self.present() if region is None else self.present().filter(region=region)
        inside = rights.regions(Right.READ_INSIDE) or frozenset()
        reads = rights.may_anywhere(Right.READ_REGION)
        shared = Q(sharing=Sharing.ALL) if reads else Q(pk__in=())
        in_circle = Q(sharing=Sharing.CIRCLE)
        if Right.WRITE_NATIONAL not in rights.national:
            circles = LearningCircle.objects.present().filter(regions__in=rights.by_region)
            in_circle &= Q(circles__in=circles.values("pk"))
        return rows.filter(Q(region__in=inside) | shared | in_circle | self._of_country(rights)).distinct()

    def _of_country(self, rights: Rights) -> Q:
        return Q(region__isnull=True) if Right.WRITE_NATIONAL in rights.national else Q(pk__in=())

    def shared(self) -> Self:
        return self.exclude(sharing=Sharing.REGION)


class Lesson(Versioned, Removable):
    """Something learned (leerpunt): what, and what shows it. Without a region it is one of the national team."""

    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name="regio"
    )
    title = models.CharField("leerpunt in één zin", max_length=200)
    text = models.TextField("wat leerde u", blank=True)
    evidence = models.TextField("waaruit blijkt dat", blank=True)
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="lessons", verbose_name="landelijke bouwstenen"
    )
    actions = models.ManyToManyField(Action, blank=True, related_name="lessons", verbose_name="acties")
    sharing = models.CharField("delen met", max_length=8, choices=Sharing, default=Sharing.REGION)
    circles = models.ManyToManyField(LearningCircle, blank=True, related_name="lessons", verbose_name="leerkringen")
    circle_meeting = models.ForeignKey(
        CircleMeeting, models.SET_NULL, null=True, blank=True, related_name="lessons", verbose_name="uit bijeenkomst"
    )
    learned_on = models.DateField("datum", null=True, blank=True)
    shared_at = models.DateTimeField("gedeeld op", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt op", default=clock.now, editable=False)
    changed_at = models.DateTimeField("gewijzigd op", default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="door"
    )

    history = HistoricalRecords()
    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = "leerpunt"
        verbose_name_plural = "leerpunten"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:lesson_detail", args=[self.pk])

    @property
    def sharing_badge(self) -> Sharing:
        return Sharing(self.sharing)


class LessonFile(Attachment):
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="files", verbose_name="leerpunt")

    class Meta(Attachment.Meta):
        verbose_name = "bijlage bij een leerpunt"
        verbose_name_plural = "bijlagen bij leerpunten"


class FrontRunnerState(models.TextChoices):
    OFFERED = "offered", "Aangeboden"
    CONFIRMED = "confirmed", "Voorloper"
    DECLINED = "declined", "Niet bevestigd"
    ENDED = "ended", "Geen voorloper meer"

    @property
    def icon(self) -> str:
        return {"offered": "send", "confirmed": "star", "declined": "circle-x", "ended": "history"}[self.value]

    @property
    def tone(self) -> str:
        return {"offered": "blue", "confirmed": "green", "declined": "grey", "ended": "grey"}[self.value]


RUNNING_CLAIMS = (FrontRunnerState.OFFERED, FrontRunnerState.CONFIRMED)


class FrontRunner(Versioned):
    """A region that is ahead on a block: offered by the region, confirmed by the national team."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="front_runners", verbose_name="regio")
    block = models.ForeignKey(
        BuildingBlock, models.PROTECT, related_name="front_runners", verbose_name="landelijke bouwsteen"
    )
    text = models.TextField("wat de regio al heeft")
    contact = models.CharField("wie kan erover vertellen", max_length=160, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=FrontRunnerState, default=FrontRunnerState.OFFERED, editable=False
    )
    answer = models.TextField("antwoord van het landelijk team", blank=True)
    offered_at = models.DateTimeField("aangeboden op", default=clock.now, editable=False)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField("beslist op", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "voorloper"
        verbose_name_plural = "voorlopers"
        ordering = ("block", "region__name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "block"),
                condition=Q(state__in=("offered", "confirmed")),
                name="one_running_claim_a_block",
                violation_error_message="Uw regio heeft zich bij deze bouwsteen al aangeboden als voorloper.",
            ),
            models.UniqueConstraint(
                fields=("block",),
                condition=Q(state="confirmed"),
                name="one_front_runner_a_block",
                violation_error_message="Deze bouwsteen heeft al een voorloper. Beëindig die eerst.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.region}: {self.block}"

    @property
    def state_badge(self) -> FrontRunnerState:
        return FrontRunnerState(self.state)


class ResearchKind(models.TextChoices):
    RESEARCH = "research", "Onderzoek"
    EVALUATION = "evaluation", "Evaluatie"
    PILOT = "pilot", "Pilot met meting"


class ResearchQuerySet(RemovableQuerySet):
    def running(self, on: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=on))


class Research(Versioned, Removable):
    """Research or an evaluation that follows a pilot. `owner` is the region that keeps it, none: the national team."""

    title = models.CharField("titel", max_length=200)
    kind = models.CharField("soort", max_length=12, choices=ResearchKind, default=ResearchKind.RESEARCH)
    question = models.TextField("wat wordt onderzocht", blank=True)
    done_by = models.CharField("wie voert het uit", max_length=160)
    commissioned_by = models.CharField("opdrachtgever", max_length=160, blank=True)
    start = models.DateField("begint op", null=True, blank=True)
    until = models.DateField("loopt tot en met", null=True, blank=True)
    results = models.TextField("uitkomsten", blank=True)
    link = models.URLField("adres van het rapport", blank=True)
    added_at = models.DateTimeField("toegevoegd op", default=clock.now, editable=False)
    owner = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="own_research", verbose_name="van regio"
    )
    regions = models.ManyToManyField(Region, blank=True, related_name="research", verbose_name="regio’s")
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="research", verbose_name="landelijke bouwstenen"
    )
    actions = models.ManyToManyField(Action, blank=True, related_name="research", verbose_name="volgt deze acties")

    objects = ResearchQuerySet.as_manager()

    class Meta:
        verbose_name = "onderzoek"
        verbose_name_plural = "onderzoeken"
        ordering = (F("until").asc(nulls_last=True), "title", "pk")
        constraints = (
            models.CheckConstraint(
                name="research_ends_after_start",
                condition=Q(until__isnull=True) | Q(start__isnull=True) | Q(until__gte=F("start")),
                violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere datum.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:research_detail", args=[self.pk])


class LearningVisit(models.Model):
    """When somebody last said to have seen what is new under Leren."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="learning_visit")
    seen_at = models.DateTimeField("gezien op", default=clock.now)

    class Meta:
        verbose_name = "bezoek aan Leren"
        verbose_name_plural = "bezoeken aan Leren"

    def __str__(self) -> str:
        return str(self.user)
