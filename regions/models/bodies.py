"""Organisations, the bodies (gremia) that treat proposals, and who sits in them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

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


class Organisation(models.Model):
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


class BodyKind(models.TextChoices):
    SOUNDING_BOARD = "sounding_board", "Ambtelijke klankbordgroep"
    OPERATIONS = "operations", "Uitvoeringsoverleg"
    DIRECTORS = "directors", "Directieoverleg"
    PORTFOLIO_HOLDERS = "portfolio_holders", "Portefeuillehoudersoverleg"
    STEERING = "steering", "Stuurgroep"
    EXPERTS = "experts", "Expertteam"
    TASKFORCE = "taskforce", "Taskforce"
    EXPERIENCE = "experience", "Panel van ervaringsdeskundigen"
    COLLEGE = "college", "College"
    COMMITTEE = "committee", "Raadscommissie"
    COUNCIL = "council", "Gemeenteraad"
    OTHER = "other", "Ander overleg"


class BodyLevel(models.TextChoices):
    REGIONAL = "regional", "regionaal"
    MUNICIPAL = "municipal", "gemeentelijk"
    NATIONAL = "national", "landelijk"


class Body(models.Model):
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


class SeatRole(models.TextChoices):
    MEMBER = "member", "lid"
    ATTENDS = "attends", "aanwezig"
    SECRETARY = "secretary", "secretaris"


class Seat(models.Model):
    body = models.ForeignKey(Body, models.CASCADE, related_name="seats", verbose_name="overleg")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats", verbose_name="organisatie")
    role = models.CharField("rol", max_length=10, choices=SeatRole, default=SeatRole.MEMBER)

    class Meta:
        verbose_name = "zetel"
        verbose_name_plural = "zetels"
        ordering = ("body", "organisation__name")
        constraints = (models.UniqueConstraint(fields=("body", "organisation"), name="seat_unique"),)

    def __str__(self) -> str:
        return f"{self.organisation} in {self.body}"
