"""Vraag het de trekker: a dated, revocable link with which a trekker tells how its actions go."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from actions.models.action import Action
from actions.models.states import Phase
from ghnt import clock
from ghnt.periods import HalfYearField
from ghnt.ui.editing import Versioned
from programmes.models import RegionalProgramme
from regions.models import Organisation


class PullerRequest(models.Model):
    """A question to one trekker about some of its actions. Only a digest of the secret in the link is kept."""

    programme = models.ForeignKey(
        RegionalProgramme, models.PROTECT, related_name="puller_requests", verbose_name="regionaal programma"
    )
    half_year = HalfYearField("halfjaar")
    puller = models.ForeignKey(Organisation, models.PROTECT, related_name="requests", verbose_name="trekker")
    actions = models.ManyToManyField(Action, related_name="requests", verbose_name="acties")
    addressee = models.CharField("aan wie", max_length=150, blank=True)
    message = models.TextField("vraag", blank=True)
    digest = models.CharField("vingerafdruk van de link", max_length=64, unique=True, editable=False)
    valid_to = models.DateField("geldig tot en met")
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gemaakt door"
    )
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "vraag aan een trekker"
        verbose_name_plural = "vragen aan trekkers"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.puller}, {self.half_year.label}"


class AnswerOutcome(models.TextChoices):
    TAKEN = "taken", "Overgenomen"
    LEFT = "left", "Niet overgenomen"


class PullerAnswer(Versioned):
    """What a trekker said of one action; the leader takes it over or not."""

    request = models.ForeignKey(PullerRequest, models.CASCADE, related_name="answers", verbose_name="vraag")
    action = models.ForeignKey(Action, models.CASCADE, related_name="puller_answers", verbose_name="actie")
    phase = models.CharField("fase", max_length=20, choices=Phase)
    text = models.TextField("toelichting", blank=True)
    answered_at = models.DateTimeField("beantwoord op", default=clock.now)
    outcome = models.CharField("afhandeling", max_length=10, choices=AnswerOutcome, blank=True)
    handled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "antwoord van een trekker"
        verbose_name_plural = "antwoorden van trekkers"
        ordering = ("request", "pk")
        constraints = (models.UniqueConstraint(fields=("request", "action"), name="one_answer_an_action"),)

    def __str__(self) -> str:
        return f"{self.action}: {self.get_phase_display()}"

    @property
    def phase_choice(self) -> Phase:
        return Phase(self.phase)
