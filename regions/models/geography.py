"""Municipalities, regions, Veilig Thuis areas and centre municipalities: three relations that do not nest, each dated.

Every period is half-open: [valid_from, valid_to).
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse


def valid_on(on: date, prefix: str = "") -> Q:
    """The condition that a row with valid_from and valid_to is valid on a date."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )


class DatedQuerySet(models.QuerySet):
    def valid(self, on: date) -> Self:
        return self.filter(valid_on(on))


class Dated(models.Model):
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField(
        "geldig tot",
        null=True,
        blank=True,
        help_text="De eerste dag waarop het niet meer geldt.",
    )

    class Meta:
        abstract = True

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def period_constraint(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
        name=name,
        violation_error_message="De einddatum ligt niet na de begindatum. Kies een latere einddatum.",
    )


class Confidence(models.TextChoices):
    VERIFIED = "verified", "gecontroleerd"
    HIGH = "high", "hoog"
    STRUCTURAL = "structural", "volgt uit de indeling"
    MEDIUM = "medium", "gemiddeld"
    LOW = "low", "laag"


class Region(Dated):
    code = models.CharField("code", max_length=20, unique=True)
    name = models.CharField("naam", max_length=120)
    slug = models.SlugField("adres op de site", max_length=120, unique=True)
    tile_row = models.PositiveSmallIntegerField("rij op de tegelkaart", null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField("kolom op de tegelkaart", null=True, blank=True)
    confidence = models.CharField("zekerheid", max_length=20, choices=Confidence)
    source = models.TextField("bron", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio’s"
        ordering = ("name",)
        constraints = (period_constraint("region_period"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("regions:region_detail", args=[self.slug])

    @property
    def short_code(self) -> str:
        return self.code.removeprefix("GHNT-")


class VeiligThuisArea(Dated):
    code = models.CharField("code", max_length=10, unique=True)
    name = models.CharField("naam", max_length=120)
    source = models.TextField("bron", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "Veilig Thuis-regio"
        verbose_name_plural = "Veilig Thuis-regio’s"
        ordering = ("name",)
        constraints = (period_constraint("veilig_thuis_area_period"),)

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(DatedQuerySet):
    def in_region(self, region: Region, *, on: date) -> Self:
        """The municipalities that belong to the region on the date, ended ones included while they existed."""
        members = RegionMembership.objects.current(on).filter(target=region)
        return self.filter(pk__in=members.values("municipality"))


class Municipality(Dated):
    cbs_code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=120)
    slug = models.SlugField("adres op de site", max_length=130, unique=True)
    province = models.CharField("provincie", max_length=40, blank=True)
    alias = models.CharField("ook bekend als", max_length=120, blank=True)
    source = models.TextField("bron", blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("name", "cbs_code")
        constraints = (period_constraint("municipality_period"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("regions:municipality_detail", args=[self.slug])


class SuccessionKind(models.TextChoices):
    MERGER = "merger", "samengevoegd tot"
    ABSORPTION = "absorption", "opgegaan in"
    SPLIT = "split", "deels overgegaan naar"


class MunicipalitySuccession(models.Model):
    predecessor = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="successions",
        verbose_name="oude gemeente",
    )
    successor = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="predecessions",
        verbose_name="nieuwe gemeente",
    )
    on = models.DateField("ingangsdatum")
    kind = models.CharField("soort", max_length=20, choices=SuccessionKind)
    note = models.TextField("opmerking", blank=True)
    source = models.TextField("bron", blank=True)

    class Meta:
        verbose_name = "gemeentelijke herindeling"
        verbose_name_plural = "gemeentelijke herindelingen"
        ordering = ("on", "predecessor__name")
        constraints = (models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_unique"),)

    def __str__(self) -> str:
        return f"{self.predecessor} {self.get_kind_display()} {self.successor}"


class CentreMunicipality(Dated):
    """A centre municipality for women's shelters (centrumgemeente vrouwenopvang)."""

    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="centre", verbose_name="gemeente")
    region = models.ForeignKey(Region, models.PROTECT, related_name="centres", verbose_name="regio")
    source = models.TextField("bron", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "centrumgemeente"
        verbose_name_plural = "centrumgemeenten"
        ordering = ("municipality__name",)
        constraints = (period_constraint("centre_municipality_period"),)

    def __str__(self) -> str:
        return self.municipality.name


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date) -> Self:
        """Of each municipality that exists on the date, the membership that holds then."""
        latest = self.model._default_manager.filter(municipality=OuterRef("municipality"), valid_from__lte=on)
        newest = latest.order_by("-valid_from").values("pk")[:1]
        return self.filter(valid_on(on, "municipality__"), pk=Subquery(newest))


class Membership(models.Model):
    """A row holds from its date until the next row of the same municipality, or until the municipality ends."""

    valid_from = models.DateField("geldig vanaf")
    confidence = models.CharField("zekerheid", max_length=20, choices=Confidence)
    is_derived = models.BooleanField("afgeleid", default=False, help_text="Overgenomen van de opvolgende gemeenten.")
    source = models.TextField("bron", blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("municipality", "valid_from")


class RegionMembership(Membership):
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        related_name="region_memberships",
        verbose_name="gemeente",
    )
    target = models.ForeignKey(Region, models.PROTECT, related_name="memberships", verbose_name="regio")

    class Meta(Membership.Meta):
        verbose_name = "indeling bij een regio"
        verbose_name_plural = "indelingen bij regio’s"
        constraints = (models.UniqueConstraint(fields=("municipality", "valid_from"), name="region_membership_unique"),)

    def __str__(self) -> str:
        return f"{self.municipality} bij {self.target} vanaf {self.valid_from:%d-%m-%Y}"


class AreaMembership(Membership):
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        related_name="area_memberships",
        verbose_name="gemeente",
    )
    target = models.ForeignKey(
        VeiligThuisArea,
        models.PROTECT,
        related_name="memberships",
        verbose_name="Veilig Thuis-regio",
    )

    class Meta(Membership.Meta):
        verbose_name = "indeling bij een Veilig Thuis-regio"
        verbose_name_plural = "indelingen bij Veilig Thuis-regio’s"
        constraints = (models.UniqueConstraint(fields=("municipality", "valid_from"), name="area_membership_unique"),)

    def __str__(self) -> str:
        return f"{self.municipality} bij {self.target} vanaf {self.valid_from:%d-%m-%Y}"


class CentreMembership(Membership):
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        related_name="centre_memberships",
        verbose_name="gemeente",
    )
    target = models.ForeignKey(
        CentreMunicipality,
        models.PROTECT,
        related_name="memberships",
        verbose_name="centrumgemeente",
    )

    class Meta(Membership.Meta):
        verbose_name = "indeling bij een centrumgemeente"
        verbose_name_plural = "indelingen bij centrumgemeenten"
        constraints = (models.UniqueConstraint(fields=("municipality", "valid_from"), name="centre_membership_unique"),)

    def __str__(self) -> str:
        return f"{self.municipality} bij {self.target} vanaf {self.valid_from:%d-%m-%Y}"
