"""Private files that users add, and what hangs them on a programme, an action or a proposal."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ghnt import clock
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet


class StoredFile(models.Model):
    """A file that was checked, under a random name in the private storage."""

    key = models.CharField("plaats in de opslag", max_length=200, unique=True)
    name = models.CharField("naam van het bestand", max_length=200)
    mime = models.CharField("soort", max_length=100)
    size = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    at = models.DateTimeField("toegevoegd op", default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="toegevoegd door"
    )

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name


class Attachment(Versioned, Removable):
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="%(class)s", verbose_name="bestand")
    title = models.CharField("titel", max_length=200)
    date = models.DateField("datum van het stuk", null=True, blank=True)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("date", "pk")

    def __str__(self) -> str:
        return self.title
