"""What users remove goes to a bin first: it can come back for thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models

from ghnt import clock

KEPT_FOR = timedelta(days=30)


class RemovableQuerySet(models.QuerySet):
    def present(self) -> Self:
        """Those that nobody removed."""
        return self.filter(removed_at__isnull=True)

    def in_bin(self) -> Self:
        """Those that were removed and may still come back, newest first."""
        return self.filter(removed_at__gt=clock.now() - KEPT_FOR).order_by("-removed_at")

    def expired(self) -> Self:
        """Those that lay in the bin for thirty days."""
        return self.filter(removed_at__lte=clock.now() - KEPT_FOR)


class Removable(models.Model):
    removed_at = models.DateTimeField("verwijderd op", null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="verwijderd door",
    )

    class Meta:
        abstract = True

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None
