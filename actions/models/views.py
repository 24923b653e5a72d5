"""How somebody looks at the actions of a region: saved views, visits, imports that wait, and documents asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.planning import ChangeReason
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.models import AskedRendering
from programmes.models import RegionalProgramme
from regions.models import Region


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def offered_to(self, user: User, region: Region) -> models.QuerySet[SavedView]:
        """The person's own views of the region and those shared with everybody in it."""
        return self.filter(Q(owner=user) | Q(is_shared=True), region=region)


class SavedView(models.Model):
    """Filters, columns and order of the list of actions under a name: the query of its address."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="saved_views", verbose_name="regio")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name="van wie"
    )
    name = models.CharField("naam", max_length=80)
    query = models.TextField("keuze", blank=True)
    is_shared = models.BooleanField("delen met de regio", default=False)
    at = models.DateTimeField("bewaard op", default=clock.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "bewaarde weergave"
        verbose_name_plural = "bewaarde weergaven"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "owner", "name"),
                name="saved_view_unique",
                violation_error_message="U hebt al een weergave met deze naam. Kies een andere naam.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RegionVisit(models.Model):
    """When somebody last looked at the actions of a region, and the time before: "sinds mijn vorige bezoek"."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    region = models.ForeignKey(Region, models.CASCADE, related_name="visits")
    began_at = models.DateTimeField("dit bezoek", default=clock.now)
    last_at = models.DateTimeField("laatst gezien", default=clock.now)
    previous_at = models.DateTimeField("vorig bezoek", null=True, blank=True)

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        ordering = ("-last_at",)
        constraints = (models.UniqueConstraint(fields=("user", "region"), name="one_visit_a_region"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.region}"


class ActionImport(models.Model):
    """A workbook or table that was read and waits for the choice what of it to save."""

    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="imports", verbose_name="regionaal programma"
    )
    name = models.CharField("bestand", max_length=200)
    content = models.TextField("gelezen rijen")
    at = models.DateTimeField("ingelezen op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    applied_at = models.DateTimeField("overgenomen op", null=True, blank=True)
    reason = models.ForeignKey(ChangeReason, models.PROTECT, null=True, blank=True, related_name="imports")

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name


class ListKind(models.TextChoices):
    MUNICIPALITIES = "municipalities", "Acties en gemeenten"
    TIMELINE = "timeline", "Tijdlijn"


class ListRendering(AskedRendering):
    """The PDF of a list of actions."""

    programme = models.ForeignKey(
        RegionalProgramme, models.PROTECT, related_name="list_renderings", verbose_name="regionaal programma"
    )
    kind = models.CharField("document", max_length=20, choices=ListKind)

    class Meta:
        verbose_name = "pdf van een lijst"
        verbose_name_plural = "pdf’s van lijsten"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.programme}"
