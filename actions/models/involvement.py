"""Who takes part in an action: partners with their responsibility, and municipalities with their own answer."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from actions.models.states import Participation
from ghnt.ui.editing import Versioned
from regions.models import Municipality, Organisation


class ActionPartner(models.Model):
    action = models.ForeignKey(Action, models.CASCADE, related_name="partners", verbose_name="actie")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="partnerships",
        verbose_name="partner",
    )
    responsible_for = models.TextField("verantwoordelijk voor", blank=True)

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering = ("action", "organisation__name")
        constraints = (
            models.UniqueConstraint(
                fields=("action", "organisation"),
                name="action_partner_unique",
                violation_error_message="Deze partner staat er al. Vul de bestaande regel aan.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.responsible_for}"


class ActionMunicipality(Versioned):
    """A municipality's row on an action, made when first filled in; without one there is no answer yet."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="municipal_rows", verbose_name="actie")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="action_rows",
        verbose_name="gemeente",
    )
    takes_part = models.CharField("doet mee", max_length=10, choices=Participation)
    since = models.DateField("sinds", null=True, blank=True)
    elaboration = models.TextField("eigen uitwerking", blank=True)
    consequence = models.TextField("gevolg voor de lokale diensten", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "gemeente bij een actie"
        verbose_name_plural = "gemeenten bij een actie"
        ordering = ("action", "municipality__name")
        constraints = (models.UniqueConstraint(fields=("action", "municipality"), name="action_municipality_unique"),)

    def __str__(self) -> str:
        return f"{self.municipality} bij {self.action}"
