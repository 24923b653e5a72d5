from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models.functions import Lower

from ghnt import clock


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; the e-mail address is the login name. Rights come from role assignments alone."""

    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    name = models.CharField("naam", max_length=150)
    is_active = models.BooleanField("mag inloggen", default=True)
    is_staff = models.BooleanField("mag in het beheer", default=False)
    date_joined = models.DateTimeField("aangemaakt op", default=clock.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_unique"),)

    def __str__(self) -> str:
        return self.name or self.email


class ApiScope(models.TextChoices):
    """What a program may read with a token, of what its user may read."""

    REGIONS = "regions", "Regio’s en gemeenten"
    CATALOGUE = "catalogue", "De landelijke catalogus"
    ROUNDS = "rounds", "Rondes en hun vragen"
    REPORTS = "reports", "Ingediende rapportages"
    ANSWERS = "answers", "Antwoorden per vraag"


class ApiToken(models.Model):
    """Lets a program read through the API what its user may read; only the digest of the token is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name="gebruiker"
    )
    name = models.CharField("naam", max_length=80)
    digest = models.CharField("vingerafdruk", max_length=64, unique=True)
    scopes = models.CharField("mag lezen", max_length=200)
    valid_to = models.DateField("geldig tot en met")
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    last_used_at = models.DateTimeField("laatst gebruikt op", null=True, blank=True)

    class Meta:
        verbose_name = "API-token"
        verbose_name_plural = "API-tokens"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def scope_set(self) -> frozenset[ApiScope]:
        return frozenset(ApiScope(scope) for scope in self.scopes.split())

    @property
    def scope_labels(self) -> tuple[str, ...]:
        """In the order of the list, in words."""
        return tuple(scope.label for scope in ApiScope if scope in self.scope_set)

    def is_open(self, on: date) -> bool:
        return self.revoked_at is None and on <= self.valid_to
