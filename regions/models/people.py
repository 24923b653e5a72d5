"""Posts (who leads a region's programme) and role assignments, the only source of rights."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.ui.editing import Versioned
from regions.models.bodies import Body, Organisation
from regions.models.geography import (
    Dated,
    DatedQuerySet,
    Municipality,
    Region,
    period_constraint,
)


class PostKind(models.TextChoices):
    LEADER = "leader", "Regionaal projectleider"
    STARTER = "starter", "Kwartiermaker"
    REPLACEMENT = "replacement", "Vervanger"
    PROGRAMME_MANAGER = "programme_manager", "Programmamanager"
    REGION_ADVISER = "region_adviser", "Regioadviseur"
    TEAM_MEMBER = "team_member", "Lid van het landelijk programmateam"


NATIONAL_POSTS = (PostKind.PROGRAMME_MANAGER, PostKind.REGION_ADVISER, PostKind.TEAM_MEMBER)


class Post(Versioned, Dated):
    """Who holds a post from when to when; of the region, or, without one, of the national team."""

    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="regio"
    )
    kind = models.CharField("functie", max_length=20, choices=PostKind, default=PostKind.LEADER)
    person = models.CharField("naam", max_length=150)
    email = models.EmailField("zakelijk e-mailadres", blank=True)
    phone = models.CharField("zakelijk telefoonnummer", max_length=40, blank=True)
    hours_a_week = models.PositiveSmallIntegerField("uren per week", null=True, blank=True)
    employer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="werkgever",
    )
    steering_municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="+", verbose_name="stuurt aan"
    )

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "functie"
        verbose_name_plural = "functies"
        ordering = ("region", "valid_from")
        constraints = (
            period_constraint("post_period"),
            models.CheckConstraint(
                name="post_of_region_or_country",
                condition=Q(region__isnull=True, kind__in=NATIONAL_POSTS)
                | Q(region__isnull=False) & ~Q(kind__in=NATIONAL_POSTS),
                violation_error_message="Een landelijke functie hoort bij geen regio, een regionale wel.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display().lower()}"


class HandOver(Versioned):
    """What a project leader leaves behind in own words for who comes after; the rest is derived."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="hand_over", verbose_name="regio")
    text = models.TextField("wat uw opvolger moet weten", blank=True)
    where = models.TextField("waar alles staat", blank=True)
    changed_at = models.DateTimeField("gewijzigd op", default=clock.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"

    def __str__(self) -> str:
        return str(self.region)


class Role(models.TextChoices):
    LEADER = "leader", "Projectleider"
    EDITOR = "editor", "Medewerker"
    SECRETARY = "secretary", "Secretaris"
    MUNICIPAL = "municipal", "Gemeentelijk beleidsmedewerker"
    READER = "reader", "Lezer"
    NATIONAL = "national", "Landelijk programmateam"
    ADVISER = "adviser", "Regioadviseur"
    ADMINISTRATOR = "administrator", "Beheerder"


# What a role is held for. The database checks it, the rights table reads it.
REGIONAL_ROLES = (Role.LEADER, Role.EDITOR, Role.READER, Role.ADVISER)
NATIONAL_ROLES = (Role.NATIONAL, Role.ADMINISTRATOR)


class RoleAssignment(Dated):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="role_assignments",
        verbose_name="gebruiker",
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name="regio",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name="gemeente",
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name="overleg",
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="toegekend door",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "roltoekenning"
        verbose_name_plural = "roltoekenningen"
        ordering = ("user", "valid_from")
        constraints = (
            period_constraint("role_assignment_period"),
            models.CheckConstraint(
                name="role_has_its_scope",
                condition=Q(
                    role__in=REGIONAL_ROLES,
                    region__isnull=False,
                    municipality__isnull=True,
                    body__isnull=True,
                )
                | Q(
                    role=Role.MUNICIPAL,
                    region__isnull=True,
                    municipality__isnull=False,
                    body__isnull=True,
                )
                | Q(
                    role=Role.SECRETARY,
                    region__isnull=True,
                    municipality__isnull=True,
                    body__isnull=False,
                )
                | Q(
                    role__in=NATIONAL_ROLES,
                    region__isnull=True,
                    municipality__isnull=True,
                    body__isnull=True,
                ),
                violation_error_message=(
                    "Deze rol past niet bij wat u koos. Een gemeentelijk beleidsmedewerker hoort bij een gemeente, "
                    "een secretaris bij een overleg, een landelijke rol bij geen van drie, de rest bij een regio."
                ),
            ),
        )

    def __str__(self) -> str:
        scope = self.region or self.municipality or self.body or "landelijk"
        return f"{self.user}: {self.get_role_display()}, {scope}"
