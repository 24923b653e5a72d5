"""Routes that a region uses again and again."""

from __future__ import annotations

from django.db import models

from ghnt.ui.editing import Versioned
from programmes.models.decisions import Purpose, RoundKind
from regions.models import Body, Region


class RouteTemplate(Versioned):
    region = models.ForeignKey(Region, models.CASCADE, related_name="route_templates", verbose_name="regio")
    name = models.CharField("naam", max_length=100)

    class Meta:
        verbose_name = "vaste route"
        verbose_name_plural = "vaste routes"
        ordering = ("region", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "name"),
                name="route_template_unique",
                violation_error_message="Uw regio heeft al een vaste route met deze naam. Kies een andere naam.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RouteTemplateStep(models.Model):
    """A step of a round of the template; steps of one round number share kind and name."""

    template = models.ForeignKey(RouteTemplate, models.CASCADE, related_name="steps", verbose_name="vaste route")
    round_number = models.PositiveSmallIntegerField("ronde", default=1)
    round_kind = models.CharField("soort ronde", max_length=10, choices=RoundKind, default=RoundKind.ADOPTION)
    round_name = models.CharField("eigen naam van de ronde", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")
    body = models.ForeignKey(Body, models.PROTECT, related_name="template_steps", verbose_name="overleg")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="template_steps", verbose_name="doel")

    class Meta:
        verbose_name = "stap van een vaste route"
        verbose_name_plural = "stappen van vaste routes"
        ordering = ("template", "round_number", "position", "pk")

    def __str__(self) -> str:
        return f"{self.template}: {self.body}"
