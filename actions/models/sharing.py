"""Sharing an action: which region was offered it, and what it answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.action import Action
from ghnt import clock
from regions.models import Region


class OfferOutcome(models.TextChoices):
    ACCEPTED = "accepted", "Doet mee"
    DECLINED = "declined", "Doet niet mee"
    WITHDRAWN = "withdrawn", "Aanbod ingetrokken"
    ENDED = "ended", "Delen gestopt"


class ActionOffer(models.Model):
    """An offer of the region that leads an action to one other region; no outcome: it waits for an answer."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="offers", verbose_name="actie")
    region = models.ForeignKey(Region, models.PROTECT, related_name="offers", verbose_name="aan regio")
    offered_at = models.DateTimeField("aangeboden op", default=clock.now)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="aangeboden door"
    )
    outcome = models.CharField("uitkomst", max_length=10, choices=OfferOutcome, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "aanbod van een actie"
        verbose_name_plural = "aangeboden acties"
        ordering = ("-offered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("action", "region"), condition=Q(outcome=""), name="one_open_offer_a_region"
            ),
        )

    def __str__(self) -> str:
        return f"{self.action}, aan {self.region}"
