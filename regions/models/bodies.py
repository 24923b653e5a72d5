"""Organisations, the bodies (gremia) that treat proposals, and who sits in them."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from ghnt.ui.editing import Versioned
from regions.models.geography import Municipality, Region


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", "Gemeente"
    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"
    JUSTICE = "justice", "Politie of justitie"
    CARE = "care", "Zorg of welzijn"
    EDUCATION = "education", "Onderwijs"
    SHELTER = "shelter", "Opvang"
    REGION = "region", "Regionale organisatie"
    OTHER = "other", "Andere organisatie"


class OrganisationQuerySet(models.QuerySet):
    def offered_in(self, region: Region) -> Self:
        """What the region may choose from: its own organisations and the national ones."""
        return self.filter(Q(region=region) | Q(region__isnull=True))


class Organisation(Versioned):
    name = models.CharField("naam", max_length=160)
    kind = models.CharField("soort", max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name="regio",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name="gemeente",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "name"),
                name="organisation_unique_in_region",
                violation_error_message="Deze organisatie staat er al. Kies haar uit de lijst.",
            ),
            models.UniqueConstraint(
                fields=("name",),
                condition=Q(region__isnull=True),
                name="organisation_unique_national",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Contact(Versioned):
    """Somebody at an organisation, with business data alone. Deleted after departure, so it has no history."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts", verbose_name="organisatie")
    name = models.CharField("naam", max_length=150)
    function = models.CharField("functie", max_length=150, blank=True)
    email = models.EmailField("zakelijk e-mailadres", blank=True)
    phone = models.CharField("zakelijk telefoonnummer", max_length=40, blank=True)
    leaves_on = models.DateField("vertrekt op", null=True, blank=True)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return f"{self.name}, {self.function}" if self.function else self.name


class BodyKind(models.TextChoices):
    SOUNDING_BOARD = "sounding_board", "Ambtelijke klankbordgroep"
    OPERATIONS = "operations", "Uitvoeringsoverleg"
    DIRECTORS = "directors", "Directieoverleg"
    PORTFOLIO_HOLDERS = "portfolio_holders", "Portefeuillehoudersoverleg"
    STEERING = "steering", "Stuurgroep"
    EXPERTS = "experts", "Expertteam"
    TASKFORCE = "taskforce", "Taskforce"
    EXPERIENCE = "experience", "Panel van ervaringsdeskundigen"
    CLIENT = "client", "Opdrachtgevers"
    CORE_TEAM = "core_team", "Kernteam"
    COLLEGE = "college", "College"
    COMMITTEE = "committee", "Raadscommissie"
    COUNCIL = "council", "Gemeenteraad"
    OTHER = "other", "Ander overleg"


class BodyLevel(models.TextChoices):
    REGIONAL = "regional", "regionaal"
    MUNICIPAL = "municipal", "gemeentelijk"
    NATIONAL = "national", "landelijk"


class BodyQuerySet(models.QuerySet):
    def active(self, on: date) -> Self:
        """Those that still meet on a date."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def offered_in(self, region: Region) -> Self:
        """What a route in the region can go through: its own bodies, those of its municipalities, national ones."""
        municipalities = Municipality.objects.filter(region_memberships__target=region)
        own = Q(region=region) | Q(municipality__in=municipalities.values("pk"))
        return self.filter(own | Q(level=BodyLevel.NATIONAL))

    def of_region(self, region: Region) -> Self:
        """Its own bodies and those of the municipalities that belong to it, or once did."""
        municipalities = Municipality.objects.filter(region_memberships__target=region)
        return self.filter(Q(region=region) | Q(municipality__in=municipalities.values("pk")))

    def written_in(self, region: Region, *, on: date) -> Self:
        """What the region itself may change: its own bodies and those of its municipalities on the date."""
        municipalities = Municipality.objects.in_region(region, on=on)
        return self.filter(Q(region=region) | Q(municipality__in=municipalities.values("pk")))


class Body(Versioned):
    name = models.CharField("naam", max_length=160)
    kind = models.CharField("soort", max_length=20, choices=BodyKind, default=BodyKind.OTHER)
    level = models.CharField("niveau", max_length=10, choices=BodyLevel, default=BodyLevel.REGIONAL)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name="regio",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name="gemeente",
    )
    rhythm = models.CharField("hoe vaak", max_length=80, blank=True)
    order = models.PositiveSmallIntegerField("plaats in de gebruikelijke route", default=0)
    papers_days = models.PositiveSmallIntegerField("stukken aanleveren, dagen vooraf", null=True, blank=True)
    ended_on = models.DateField("opgeheven op", null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ("order", "name")
        constraints = (
            models.CheckConstraint(
                name="body_level_has_its_scope",
                condition=Q(
                    level=BodyLevel.REGIONAL,
                    region__isnull=False,
                    municipality__isnull=True,
                )
                | Q(
                    level=BodyLevel.MUNICIPAL,
                    region__isnull=True,
                    municipality__isnull=False,
                )
                | Q(
                    level=BodyLevel.NATIONAL,
                    region__isnull=True,
                    municipality__isnull=True,
                ),
                violation_error_message="Een regionaal overleg hoort bij een regio, een gemeentelijk bij een gemeente.",
            ),
            models.UniqueConstraint(
                fields=("region", "name"),
                name="body_unique_in_region",
                violation_error_message="Dit overleg staat er al. Kies het uit de lijst.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def whose(self) -> str:
        """The region or municipality it is of, to name beside it."""
        return str(self.region or self.municipality or "landelijk")


class SeatRole(models.TextChoices):
    MEMBER = "member", "lid"
    ATTENDS = "attends", "aanwezig"
    SECRETARY = "secretary", "secretaris"


class Seat(Versioned):
    """A place in a body: of an organisation, in a function, and who takes it; somebody else during leave."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats", verbose_name="overleg")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats", verbose_name="organisatie")
    function = models.CharField("functie in het overleg", max_length=120, blank=True)
    role = models.CharField("rol", max_length=10, choices=SeatRole, default=SeatRole.MEMBER)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="seats", verbose_name="wie"
    )
    substitute = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="substitute_seats", verbose_name="vervanger"
    )
    substitute_from = models.DateField("vervangen vanaf", null=True, blank=True)
    substitute_to = models.DateField("vervangen tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "zetel"
        verbose_name_plural = "zetels"
        ordering = ("body", "organisation__name", "function", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "organisation", "function"),
                name="seat_unique",
                violation_error_message="Deze organisatie heeft deze plaats al. Vul een andere functie in.",
            ),
            models.CheckConstraint(
                name="seat_substitution_period",
                condition=Q(substitute_from__isnull=True)
                | Q(substitute_to__isnull=True)
                | Q(substitute_to__gte=F("substitute_from")),
                violation_error_message="De laatste dag van de vervanging ligt vóór de eerste. Kies een latere dag.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} in {self.body}"

    def taken_by(self, on: date) -> Contact | None:
        """Who takes the place on a date: the substitute during leave, else the holder; None: nobody is known."""
        begun = self.substitute_from is None or self.substitute_from <= on
        running = self.substitute_to is None or on <= self.substitute_to
        return self.substitute if self.substitute and begun and running else self.contact
