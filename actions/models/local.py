"""What stands beside the regional actions: a municipality's own ones, and ideas that are weighed first."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from actions.models.states import Phase
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models import Goal, OutlineNode, RegionalProgramme
from regions.models import Municipality


class LocalAction(Versioned, Removable):
    """An action of one municipality alone, for instance out of a zelfscan."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="local_actions", verbose_name="gemeente"
    )
    node = models.ForeignKey(
        OutlineNode,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="local_actions",
        verbose_name="hoort bij onderdeel van de regio",
    )
    title = models.CharField("titel", max_length=200)
    description = models.TextField("omschrijving", blank=True)
    occasion = models.CharField("komt uit", max_length=200, blank=True, help_text="Bijvoorbeeld de zelfscan van 2021.")
    puller = models.CharField("wie pakt het op", max_length=160, blank=True)
    phase = models.CharField("fase", max_length=20, choices=Phase, default=Phase.NOT_STARTED)
    note = models.TextField("hoe het gaat", blank=True)
    start = models.DateField("begindatum", null=True, blank=True)
    end = models.DateField("einddatum", null=True, blank=True)

    history = HistoricalRecords()
    objects = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "lokale actie"
        verbose_name_plural = "lokale acties"
        ordering = ("municipality__name", "title", "pk")
        constraints = (
            models.CheckConstraint(
                name="local_action_ends_after_start",
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere datum.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def phase_choice(self) -> Phase:
        return Phase(self.phase)


class InitiativeState(models.TextChoices):
    PROPOSED = "proposed", "Voorgesteld"
    ACCEPTED = "accepted", "Actie geworden"
    DECLINED = "declined", "Niet overgenomen"

    @property
    def icon(self) -> str:
        return {"proposed": "circle-dashed", "accepted": "check", "declined": "circle-x"}[self.value]

    @property
    def tone(self) -> str:
        return "plain"


class Initiative(Versioned):
    """A proposed idea: weighed against the goals, then accepted into an action or declined with a reason."""

    programme = models.ForeignKey(
        RegionalProgramme, models.PROTECT, related_name="initiatives", verbose_name="regionaal programma"
    )
    title = models.CharField("titel", max_length=200)
    description = models.TextField("omschrijving", blank=True)
    proposed_by = models.CharField("voorgesteld door", max_length=160, blank=True)
    proposed_on = models.DateField("voorgesteld op", null=True, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=InitiativeState, default=InitiativeState.PROPOSED, editable=False
    )
    reason = models.TextField("reden van het besluit", blank=True)
    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="initiatives", verbose_name="actie"
    )
    decided_at = models.DateTimeField("besloten op", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "initiatief"
        verbose_name_plural = "initiatieven"
        ordering = ("-proposed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="declined_initiative_has_reason",
                condition=~Q(state=InitiativeState.DECLINED) | ~Q(reason=""),
                violation_error_message="Schrijf waarom het initiatief niet wordt overgenomen.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Contribution(models.IntegerChoices):
    """The meetlat: how much an idea does for a goal. The scale is ours."""

    NONE = 0, "Draagt niet bij"
    SOME = 1, "Draagt een beetje bij"
    MUCH = 2, "Draagt veel bij"


class InitiativeScore(models.Model):
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="scores", verbose_name="initiatief")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="scores", verbose_name="doel")
    score = models.PositiveSmallIntegerField("bijdrage", choices=Contribution)
    text = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "weging van een initiatief"
        verbose_name_plural = "wegingen van initiatieven"
        ordering = ("initiative", "goal__position", "pk")
        constraints = (models.UniqueConstraint(fields=("initiative", "goal"), name="one_score_a_goal"),)

    def __str__(self) -> str:
        return f"{self.initiative}: {self.get_score_display()}"
