"""A region's own programme and its outline: a small tree that each region shapes itself."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable
from programmes.models.catalogue import BuildingBlock, Programme
from regions.models import Region


class RegionalProgrammeQuerySet(models.QuerySet["RegionalProgramme"]):
    def running(self, region: Region, on: date) -> RegionalProgramme | None:
        """The region's programme on the date; without one then, the latest that began before it."""
        return self.filter(region=region, valid_from__lte=on).order_by("-valid_from").first()


class RegionalProgramme(Versioned):
    region = models.ForeignKey(Region, models.PROTECT, related_name="programmes", verbose_name="regio")
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="regional_programmes",
        verbose_name="landelijk programma",
    )
    title = models.CharField("titel", max_length=200)
    valid_from = models.DateField("begindatum")
    valid_to = models.DateField("einddatum", null=True, blank=True)
    top_level_name = models.CharField(
        "naam van het bovenste niveau",
        max_length=40,
        default="actielijn",
        help_text="Bijvoorbeeld actielijn of opgave.",
    )
    second_level_name = models.CharField("naam van het tweede niveau", max_length=40, default="onderdeel")
    third_level_name = models.CharField("naam van het derde niveau", max_length=40, default="deel")
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
        verbose_name="overgenomen uit",
    )

    history = HistoricalRecords()
    objects = RegionalProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "regionaal programma"
        verbose_name_plural = "regionale programma’s"
        ordering = ("region", "valid_from")
        constraints = (models.UniqueConstraint(fields=("region", "valid_from"), name="regional_programme_unique"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('programmes:programme_detail', args=[self.region.slug])}?programma={self.pk}"

    def level_name(self, depth: int) -> str:
        """What the region calls the nodes of a level; 0 = top."""
        return (self.top_level_name, self.second_level_name, self.third_level_name)[min(depth, 2)]


class OutlineNodeQuerySet(TreeQuerySet):
    def of(self, programme: RegionalProgramme) -> Self:
        """The outline in reading order, with tree_depth on every node; without what lies in the bin."""
        return self.filter(programme=programme, removed_at__isnull=True).with_tree_fields()


class OutlineNode(TreeNode, Versioned, Removable):
    """An "onderdeel" of a region's programme."""

    programme = models.ForeignKey(
        RegionalProgramme,
        models.CASCADE,
        related_name="nodes",
        verbose_name="regionaal programma",
    )
    code = models.CharField("nummer", max_length=12)
    title = models.CharField("titel", max_length=200)
    text = models.TextField("toelichting", blank=True)
    position = models.PositiveIntegerField("volgorde", default=0)
    blocks = models.ManyToManyField(BuildingBlock, blank=True, related_name="nodes", verbose_name="bouwstenen")
    origin = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
        verbose_name="overgenomen uit",
    )

    history = HistoricalRecords(m2m_fields=[blocks])
    objects = OutlineNodeQuerySet.as_manager(with_tree_fields=False)

    class Meta:
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "code"),
                condition=Q(removed_at__isnull=True),
                name="node_code_unique",
                violation_error_message="Dit nummer is al in gebruik. Kies een ander nummer.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:node_detail", args=[self.programme.region.slug, self.pk])
