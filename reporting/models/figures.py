"""Indicators (what is counted) and their figures: per municipality, Veilig Thuis area, region or country, by period.

Figures are insert-only: a revised value is a new row with the next number, and the old one stays.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from ghnt import clock
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models import BuildingBlock
from regions.models import Municipality, Region, VeiligThuisArea


class PeriodKind(models.TextChoices):
    QUARTER = "quarter", "Kwartaal"
    HALF_YEAR = "half_year", "Halfjaar"
    YEAR = "year", "Jaar"


class AreaLevel(models.TextChoices):
    MUNICIPALITY = "municipality", "Gemeente"
    AREA = "area", "Veilig Thuis-regio"
    REGION = "region", "Regio"
    COUNTRY = "country", "Nederland"


class ValueKind(models.TextChoices):
    COUNT = "count", "Aantal"
    SHARE = "share", "Percentage"
    AVERAGE = "average", "Gemiddelde"


class IndicatorQuerySet(RemovableQuerySet):
    def offered_in(self, region: Region) -> Self:
        """The national ones and those of the region itself."""
        return self.present().filter(Q(region__isnull=True) | Q(region=region))

    def national(self) -> Self:
        return self.present().filter(region__isnull=True)


class Indicator(Versioned, Removable):
    """What is counted, in which unit, by whom and since when it can be compared. With a region: its own indicator.

    `threshold` and `rounding`: a count of people below the threshold is hidden outside the own region, others are
    rounded; `protects` is off for what can identify nobody.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=120)
    definition = models.TextField("wat telt mee", blank=True)
    unit = models.CharField("eenheid", max_length=40)
    value_kind = models.CharField("soort waarde", max_length=8, choices=ValueKind, default=ValueKind.COUNT)
    decimals = models.PositiveSmallIntegerField("cijfers achter de komma", default=0)
    source = models.CharField("bron", max_length=200, blank=True)
    level = models.CharField(
        "per", max_length=12, choices=AreaLevel, default=AreaLevel.MUNICIPALITY, help_text="Het laagste niveau."
    )
    period_kind = models.CharField("per periode", max_length=10, choices=PeriodKind, default=PeriodKind.HALF_YEAR)
    comparable_since = models.CharField("vergelijkbaar vanaf", max_length=7, blank=True)  # a period: "2019-H1"
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="indicators", verbose_name="landelijke bouwstenen"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="indicators", verbose_name="van regio"
    )
    cbs_column = models.CharField("kolom in de tabel van het CBS", max_length=80, blank=True)
    protects = models.BooleanField("kleine aantallen beschermen", default=True)
    threshold = models.PositiveSmallIntegerField("verbergen onder", default=5)
    rounding = models.PositiveSmallIntegerField("afronden op", default=5)
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ("region__name", "order", "name", "pk")
        constraints = (
            models.CheckConstraint(
                name="indicator_rounds_at_least_its_threshold",
                condition=Q(protects=False) | Q(threshold__gte=2, rounding__gte=2),
                violation_error_message="Verberg onder 2 of meer, en rond af op 2 of meer.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_count(self) -> bool:
        return self.value_kind == ValueKind.COUNT


class OfArea(models.Model):
    """An area at one of four levels. `area_code` ("GM0363", "VT01", "GHNT-GRN", "NL") names it whatever the level."""

    level = models.CharField("niveau", max_length=12, choices=AreaLevel)
    area_code = models.CharField("gebied", max_length=20, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="gemeente"
    )
    area = models.ForeignKey(
        VeiligThuisArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name="Veilig Thuis-regio",
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="regio"
    )

    class Meta:
        abstract = True

    @property
    def area_name(self) -> str:
        return str(self.municipality or self.area or self.region or "Nederland")


def area_constraint(name: str) -> models.CheckConstraint:
    """Of municipality, area and region the one that the level names is there, and no other."""
    parts = {
        AreaLevel.MUNICIPALITY: "municipality",
        AreaLevel.AREA: "area",
        AreaLevel.REGION: "region",
        AreaLevel.COUNTRY: None,
    }
    condition = Q()
    for level, own in parts.items():
        filled = {f"{field}__isnull": field != own for field in ("municipality", "area", "region")}
        condition |= Q(level=level, **filled)
    return models.CheckConstraint(name=name, condition=condition)


class FigureMark(models.TextChoices):
    PLAIN = "plain", "Definitief"
    PROVISIONAL = "provisional", "Voorlopig"
    UNKNOWN = "unknown", "Onbekend of geheim"
    WITHDRAWN = "withdrawn", "Ingetrokken"


class FigureImport(models.Model):
    """A table that was read and waits for the choice to take it over; afterwards where figures came from."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="imports", verbose_name="indicator")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="figure_imports", verbose_name="regio"
    )
    name = models.CharField("bestand", max_length=200)
    sha256 = models.CharField("vingerafdruk", max_length=64)
    content = models.TextField("gelezen rijen")
    at = models.DateTimeField("ingelezen op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)
    applied_at = models.DateTimeField("overgenomen op", null=True, blank=True)

    class Meta:
        verbose_name = "ingelezen tabel met cijfers"
        verbose_name_plural = "ingelezen tabellen met cijfers"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name


class FigureQuerySet(models.QuerySet["Figure"]):
    def current(self) -> Self:
        """Of each indicator, area and period the last value."""
        same = self.model._base_manager.filter(
            indicator=OuterRef("indicator"), area_code=OuterRef("area_code"), period=OuterRef("period")
        )
        return self.filter(number=Subquery(same.order_by("-number").values("number")[:1]))

    def told(self) -> Self:
        """The last values, without those that were withdrawn."""
        return self.current().exclude(mark=FigureMark.WITHDRAWN)


class Figure(OfArea):
    """One value of one indicator. Insert-only; the row with the highest number counts."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures", verbose_name="indicator")
    period = models.CharField("periode", max_length=7)  # "2021-Q1", "2021-H1" or "2021"
    period_start = models.DateField("begin van de periode")
    number = models.PositiveSmallIntegerField("versie", default=1)
    value = models.DecimalField("waarde", max_digits=14, decimal_places=3, null=True, blank=True)
    mark = models.CharField("teken", max_length=12, choices=FigureMark, default=FigureMark.PLAIN)
    note = models.TextField("toelichting", blank=True)
    source = models.CharField("bron", max_length=200, blank=True)
    imported = models.ForeignKey(
        FigureImport, models.PROTECT, null=True, blank=True, related_name="figures", verbose_name="uit tabel"
    )
    at = models.DateTimeField("ingevuld op", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        ordering = ("indicator", "area_code", "period_start", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "area_code", "period", "number"), name="figure_version_unique"
            ),
            area_constraint("figure_has_one_area"),
            models.CheckConstraint(
                name="figure_has_value_or_mark",
                condition=Q(value__isnull=True, mark__in=("unknown", "withdrawn"))
                | Q(value__isnull=False, mark__in=("plain", "provisional")),
            ),
            models.CheckConstraint(
                name="figure_is_not_negative",
                condition=Q(value__isnull=True) | Q(value__gte=0),
                violation_error_message="Een cijfer is 0 of meer.",
            ),
        )
        indexes = (models.Index(fields=("indicator", "period_start", "area_code"), name="figure_by_period"),)

    def __str__(self) -> str:
        return f"{self.indicator}, {self.area_name}, {self.period}"


class Incomparability(OfArea, Versioned):
    """Not comparable, because …: of an indicator, for one area (or, at country level, for all) in some periods."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="incomparabilities", verbose_name="indicator")
    first = models.CharField("vanaf periode", max_length=7)
    last = models.CharField("tot en met periode", max_length=7, blank=True)
    reason = models.TextField("niet vergelijkbaar, want")

    class Meta:
        verbose_name = "niet vergelijkbaar"
        verbose_name_plural = "niet vergelijkbaar"
        ordering = ("indicator", "first", "pk")
        constraints = (area_constraint("incomparability_has_one_area"),)

    def __str__(self) -> str:
        return f"{self.indicator}, {self.area_name}: {self.reason[:40]}"


class FigureTarget(OfArea, Versioned):
    """Where an area started and where it wants to be, by which date."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name="indicator")
    baseline_period = models.CharField("nulmeting in periode", max_length=7, blank=True)
    baseline = models.DecimalField("nulmeting", max_digits=14, decimal_places=3, null=True, blank=True)
    target = models.DecimalField("streefwaarde", max_digits=14, decimal_places=3, null=True, blank=True)
    target_on = models.DateField("te bereiken vóór", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "nulmeting en streefwaarde"
        verbose_name_plural = "nulmetingen en streefwaarden"
        ordering = ("indicator", "area_code")
        constraints = (
            area_constraint("target_has_one_area"),
            models.UniqueConstraint(
                fields=("indicator", "area_code"),
                name="one_target_an_area",
                violation_error_message="Voor dit gebied staat er al een streefwaarde. Wijzig die.",
            ),
            models.CheckConstraint(
                name="target_has_date",
                condition=Q(target__isnull=True) | Q(target_on__isnull=False),
                violation_error_message="Vul in vóór welke datum u de streefwaarde wilt halen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator}, {self.area_name}"


class Channel(models.TextChoices):
    PAGE = "page", "Pagina"
    WORKBOOK = "workbook", "Excel-bestand"
    PDF = "pdf", "Pdf"


class ExactView(models.Model):
    """Somebody saw exact small counts of a region, through a page or a file: once a day a row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    user_name = models.CharField("wie", max_length=150)
    region = models.ForeignKey(Region, models.PROTECT, related_name="exact_views", verbose_name="regio")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="exact_views", verbose_name="indicator"
    )
    channel = models.CharField("hoe", max_length=20)  # a Channel
    on = models.DateField("op", default=clock.today)

    class Meta:
        verbose_name = "inzage in exacte aantallen"
        verbose_name_plural = "inzage in exacte aantallen"
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "region", "indicator", "channel", "on"), name="exact_view_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_name}: {self.region}"

    @property
    def channel_label(self) -> str:
        return str(Channel(self.channel).label)
