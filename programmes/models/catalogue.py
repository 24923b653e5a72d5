"""The national catalogue. Identities (line, block, measure, condition) are apart from what an edition calls them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Programme(models.Model):
    name = models.CharField("naam", max_length=120, unique=True)
    slug = models.SlugField("adres op de site", max_length=120, unique=True)
    abbreviation = models.CharField("afkorting", max_length=20)
    valid_from = models.DateField("begindatum")
    valid_to = models.DateField("einddatum", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="opvolger",
    )

    class Meta:
        verbose_name = "landelijk programma"
        verbose_name_plural = "landelijke programma’s"
        ordering = ("valid_from",)

    def __str__(self) -> str:
        return self.name


class CatalogueIdentity(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="%(class)ss", verbose_name="programma")
    key = models.CharField("sleutel", max_length=20)

    class Meta:
        abstract = True
        ordering = ("programme", "key")

    def __str__(self) -> str:
        return self.key


class ActionLine(CatalogueIdentity):
    class Meta(CatalogueIdentity.Meta):
        verbose_name = "actielijn"
        verbose_name_plural = "actielijnen"
        constraints = (models.UniqueConstraint(fields=("programme", "key"), name="action_line_unique"),)


class BuildingBlock(CatalogueIdentity):
    class Meta(CatalogueIdentity.Meta):
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"
        constraints = (models.UniqueConstraint(fields=("programme", "key"), name="building_block_unique"),)


class Measure(CatalogueIdentity):
    class Meta(CatalogueIdentity.Meta):
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        constraints = (models.UniqueConstraint(fields=("programme", "key"), name="measure_unique"),)


class Condition(CatalogueIdentity):
    """A cross-cutting condition (randvoorwaarde) or pillar beside the lines."""

    class Meta(CatalogueIdentity.Meta):
        verbose_name = "randvoorwaarde"
        verbose_name_plural = "randvoorwaarden"
        constraints = (models.UniqueConstraint(fields=("programme", "key"), name="condition_unique"),)


class EditionQuerySet(models.QuerySet["CatalogueEdition"]):
    def in_force(self, programme: Programme, on: date) -> CatalogueEdition | None:
        """The latest edition that held on the date; before the first one, the first."""
        editions = self.filter(programme=programme)
        return (
            editions.filter(valid_from__lte=on).order_by("-valid_from").first()
            or editions.order_by("valid_from").first()
        )


class CatalogueEdition(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="editions", verbose_name="programma")
    code = models.SlugField("code", max_length=20)
    name = models.CharField("naam", max_length=120)
    valid_from = models.DateField("geldig vanaf")
    source = models.TextField("bron", blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "editie van de catalogus"
        verbose_name_plural = "edities van de catalogus"
        ordering = ("programme", "valid_from")
        constraints = (models.UniqueConstraint(fields=("programme", "code"), name="edition_unique"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programmes:catalogue_edition", args=[self.code])


class CatalogueEntry(models.Model):
    """What one edition says of one line, block, measure or condition."""

    edition = models.ForeignKey(CatalogueEdition, models.CASCADE, related_name="entries", verbose_name="editie")
    line = models.ForeignKey(ActionLine, models.PROTECT, null=True, blank=True, related_name="entries")
    block = models.ForeignKey(BuildingBlock, models.PROTECT, null=True, blank=True, related_name="entries")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="entries")
    condition = models.ForeignKey(Condition, models.PROTECT, null=True, blank=True, related_name="entries")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    code = models.CharField("code", max_length=20)
    title = models.CharField("titel", max_length=200)
    order = models.PositiveSmallIntegerField("volgorde", default=0)
    source = models.TextField("bron", blank=True)

    class Meta:
        verbose_name = "regel van de catalogus"
        verbose_name_plural = "regels van de catalogus"
        ordering = ("edition", "order", "code")
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="entry_code_unique"),
            models.CheckConstraint(
                name="entry_says_one_thing",
                condition=Q(
                    line__isnull=False,
                    block__isnull=True,
                    measure__isnull=True,
                    condition__isnull=True,
                )
                | Q(
                    line__isnull=True,
                    block__isnull=False,
                    measure__isnull=True,
                    condition__isnull=True,
                )
                | Q(
                    line__isnull=True,
                    block__isnull=True,
                    measure__isnull=False,
                    condition__isnull=True,
                )
                | Q(
                    line__isnull=True,
                    block__isnull=True,
                    measure__isnull=True,
                    condition__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class LinkKind(models.TextChoices):
    CONTINUES = "continues", "gaat door"
    RENAMED = "renamed", "heet nu"
    MOVED = "moved", "verplaatst naar"
    SPLIT = "split", "gesplitst in"


class CatalogueLink(models.Model):
    earlier = models.ForeignKey(
        CatalogueEntry,
        models.CASCADE,
        related_name="later_links",
        verbose_name="eerder",
    )
    later = models.ForeignKey(
        CatalogueEntry,
        models.CASCADE,
        related_name="earlier_links",
        verbose_name="later",
    )
    kind = models.CharField("soort", max_length=20, choices=LinkKind)

    class Meta:
        verbose_name = "verband tussen edities"
        verbose_name_plural = "verbanden tussen edities"
        ordering = ("later__order", "earlier__order")
        constraints = (
            models.UniqueConstraint(fields=("earlier", "later"), name="catalogue_link_unique"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="catalogue_link_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.earlier} {self.get_kind_display()} {self.later}"
