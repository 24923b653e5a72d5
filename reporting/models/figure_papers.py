"""Documents made of figures."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from ghnt.documents.models import AskedRendering
from reporting.models.figures import Indicator


class FigurePaper(AskedRendering):
    """The national figures of one indicator as a PDF, protected, as one person asked for them."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="papers", verbose_name="indicator")

    class Meta:
        verbose_name = "pdf van landelijke cijfers"
        verbose_name_plural = "pdf’s van landelijke cijfers"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"Landelijke cijfers, {self.indicator}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:national_figures_paper", args=[self.pk])
