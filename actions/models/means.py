"""Money around the programme: grants, applications to the projectenpool, and what an action spends. In euro."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from ghnt import clock
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models import BuildingBlock
from regions.models import CentreMunicipality, Region
from regions.rights import Right, Rights

# What one application to the projectenpool may ask, in euro.
POOL_LEAST, POOL_MOST = Decimal(25_000), Decimal(100_000)


class GrantSource(models.TextChoices):
    LEADER = "leader", "Rijksbijdrage projectleider (DUVO)"
    POOL = "pool", "Projectenpool"
    OTHER_NATIONAL = "other_national", "Andere rijksbijdrage"
    OWN = "own", "Eigen middelen van gemeenten"
    PARTNER = "partner", "Bijdrage van een partner"
    OTHER = "other", "Andere bron"


class MeansQuerySet(RemovableQuerySet):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        regions = rights.regions(Right.READ_REGION)
        rows = self.present() if regions is None else self.present().filter(region__in=regions)
        return rows if region is None else rows.filter(region=region)


class Grant(Versioned, Removable):
    """Money for one year. Recipient is a centre municipality or, without one, the region. No amount: "p.m."."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="grants", verbose_name="regio")
    source = models.CharField("bron", max_length=16, choices=GrantSource)
    name = models.CharField("omschrijving", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("jaar")
    centre = models.ForeignKey(
        CentreMunicipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name="ontvangen door centrumgemeente",
    )
    amount = models.DecimalField(
        "bedrag in euro",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(0, "Vul een bedrag van 0 euro of meer in."),),
    )
    is_provisional = models.BooleanField("voorlopig", default=False)
    note = models.TextField("toelichting", blank=True)

    history = HistoricalRecords()
    objects = MeansQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ("-year", "source", "pk")
        constraints = (
            models.CheckConstraint(
                name="grant_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="Vul een bedrag van 0 euro of meer in.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name or self.get_source_display()}, {self.year}"


class ApplicationState(models.TextChoices):
    DRAFT = "draft", "In voorbereiding"
    SUBMITTED = "submitted", "Ingediend"
    GRANTED = "granted", "Toegekend"
    REFUSED = "refused", "Afgewezen"
    WITHDRAWN = "withdrawn", "Ingetrokken"

    @property
    def icon(self) -> str:
        icons = ("pencil", "send", "check", "x", "arrow-back-up")
        return dict(zip(ApplicationState, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        return dict(zip(ApplicationState, ("plain", "blue", "green", "red", "grey"), strict=True))[self]


class PoolApplication(Versioned, Removable):
    """An application of a region to the national projectenpool; granted, it becomes a grant."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="pool_applications", verbose_name="regio")
    centre = models.ForeignKey(
        CentreMunicipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pool_applications",
        verbose_name="aangevraagd door centrumgemeente",
    )
    title = models.CharField("waarvoor", max_length=200)
    text = models.TextField("toelichting", blank=True)
    block = models.ForeignKey(
        BuildingBlock,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pool_applications",
        verbose_name="landelijke bouwsteen",
    )
    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="pool_applications", verbose_name="actie"
    )
    year = models.PositiveSmallIntegerField("jaar")
    amount = models.DecimalField("gevraagd bedrag in euro", max_digits=12, decimal_places=2)
    granted = models.DecimalField("toegekend bedrag in euro", max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT, editable=False
    )
    submitted_on = models.DateField("ingediend op", null=True, blank=True, editable=False)
    decided_on = models.DateField("besloten op", null=True, blank=True)
    decision = models.TextField("besluit", blank=True)
    grant = models.OneToOneField(
        Grant,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="application",
        verbose_name="bijdrage",
    )
    created_at = models.DateTimeField("gemaakt op", default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    history = HistoricalRecords()
    objects = MeansQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag bij de projectenpool"
        verbose_name_plural = "aanvragen bij de projectenpool"
        ordering = ("-year", "-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="application_within_the_pool",
                condition=Q(amount__gte=POOL_LEAST, amount__lte=POOL_MOST),
                violation_error_message="Een aanvraag is minimaal € 25.000 en maximaal € 100.000. Pas het bedrag aan.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def state_badge(self) -> ApplicationState:
        return ApplicationState(self.state)


class Spending(Versioned):
    """What of an action is committed and spent in a year; what is planned stands in the costs of the action."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="spendings", verbose_name="actie")
    grant = models.ForeignKey(
        Grant, models.PROTECT, null=True, blank=True, related_name="spendings", verbose_name="uit bijdrage"
    )
    year = models.PositiveSmallIntegerField("jaar")
    committed = models.DecimalField("vastgelegd in euro", max_digits=12, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField("uitgegeven in euro", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.TextField("toelichting", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "besteding"
        verbose_name_plural = "bestedingen"
        ordering = ("action", "year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("action", "year", "grant"),
                name="spending_unique",
                violation_error_message="Van deze actie staat dit jaar en deze bijdrage er al. Wijzig die regel.",
            ),
            models.UniqueConstraint(
                fields=("action", "year"),
                condition=Q(grant__isnull=True),
                name="spending_without_grant_unique",
                violation_error_message="Van deze actie staat dit jaar er al zonder bijdrage. Wijzig die regel.",
            ),
            models.CheckConstraint(
                name="spending_is_not_negative",
                condition=(Q(committed__isnull=True) | Q(committed__gte=0)) & (Q(spent__isnull=True) | Q(spent__gte=0)),
                violation_error_message="Vul een bedrag van 0 euro of meer in.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action}, {self.year}"


class MeansExplanation(Versioned):
    """Why more or less was spent than planned or granted in a year: of an action, a grant, or the whole region."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="means_explanations", verbose_name="regio")
    year = models.PositiveSmallIntegerField("jaar")
    action = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="means_explanations", verbose_name="actie"
    )
    grant = models.ForeignKey(
        Grant, models.CASCADE, null=True, blank=True, related_name="explanations", verbose_name="bijdrage"
    )
    text = models.TextField("verklaring")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "verklaring van een verschil"
        verbose_name_plural = "verklaringen van verschillen"
        ordering = ("region", "year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "year", "action"),
                condition=Q(action__isnull=False),
                name="one_explanation_an_action",
            ),
            models.UniqueConstraint(
                fields=("region", "year", "grant"),
                condition=Q(grant__isnull=False),
                name="one_explanation_a_grant",
            ),
            models.CheckConstraint(
                name="explanation_of_one_thing", condition=Q(action__isnull=True) | Q(grant__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.region}, {self.year}"


class MeansSetting(Versioned):
    """Above which difference a region asks for an explanation."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="means_setting", verbose_name="regio")
    explain_above = models.DecimalField(
        "verklaar verschillen boven, in euro",
        max_digits=12,
        decimal_places=2,
        default=Decimal(5000),
        validators=(MinValueValidator(0, "Vul een bedrag van 0 euro of meer in."),),
    )

    class Meta:
        verbose_name = "instelling van Middelen"
        verbose_name_plural = "instellingen van Middelen"

    def __str__(self) -> str:
        return str(self.region)
