"""No lost update: every edited row carries a version, and the loser of a race is told."""

from typing import Self

from django.db import models, transaction
from django.db.models import F


class EditConflictError(Exception):
    """Someone else saved the row since it was read."""

    def __init__(self, current: "Versioned") -> None:
        super().__init__(str(current))
        self.current = current


class Versioned(models.Model):
    version = models.PositiveIntegerField("versie", default=0, editable=False)

    class Meta:
        abstract = True

    def claim(self, seen: int) -> None:
        """Raise the version if it still is the one that was seen, in the caller's transaction, before saving.

        Raises EditConflictError, with the row as it stands now, when somebody else was first.
        """
        model = type(self)
        claimed = model._base_manager.filter(pk=self.pk, version=seen).update(version=F("version") + 1)
        if not claimed:
            raise EditConflictError(self._current())
        self.version = seen + 1

    @transaction.atomic
    def delete_as_seen(self, seen: int) -> None:
        """Delete the row if it still is the one that was seen. Raises EditConflictError as `claim` does."""
        self.claim(seen)
        self.delete()

    def _current(self) -> Self:
        return type(self)._base_manager.get(pk=self.pk)
