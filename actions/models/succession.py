"""What becomes of an action when its programme ends."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.action import Action
from ghnt import clock
from ghnt.ui.editing import Versioned
from programmes.models import RegionalProgramme


class Destiny(models.TextChoices):
    CONTINUE = "continue", "Gaat door in het volgende programma"
    FINISH = "finish", "Wordt afgerond in dit programma"
    TRANSFER = "transfer", "Gaat over naar een andere partij"

    @property
    def icon(self) -> str:
        return {"continue": "player-play", "finish": "flag", "transfer": "arrow-right"}[self.value]

    @property
    def tone(self) -> str:
        return "plain"


class DestinyQuerySet(models.QuerySet["ActionDestiny"]):
    def leaving(self, programme: RegionalProgramme) -> Self:
        """Of the actions of a programme that do not go on in the next one."""
        return self.filter(action__programme=programme).exclude(choice=Destiny.CONTINUE)


class ActionDestiny(Versioned):
    """The choice of the region for one action; `to` says to whom it goes over."""

    action = models.OneToOneField(Action, models.CASCADE, related_name="destiny", verbose_name="actie")
    choice = models.CharField("wat gebeurt ermee", max_length=10, choices=Destiny)
    to = models.CharField("naar wie", max_length=160, blank=True)
    note = models.TextField("toelichting", blank=True)
    at = models.DateTimeField("gekozen op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")

    objects = DestinyQuerySet.as_manager()

    class Meta:
        verbose_name = "bestemming van een actie"
        verbose_name_plural = "bestemmingen van acties"
        ordering = ("action", "pk")
        constraints = (
            models.CheckConstraint(
                name="transfer_says_to_whom",
                condition=~Q(choice="transfer") | ~Q(to=""),
                violation_error_message="Schrijf naar wie de actie overgaat.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action}: {self.get_choice_display()}"

    @property
    def choice_badge(self) -> Destiny:
        return Destiny(self.choice)
