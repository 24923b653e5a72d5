"""What every sealed document and every rendering has; the tables themselves belong to the domain."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, Q

from ghnt import clock
from ghnt.documents.attachments import StoredFile
from ghnt.documents.files import Made

__all__ = ["AskedRendering", "Rendering", "RenderingState", "Seal", "StoredFile"]

MAX_TRIES = 3
# Longer than the three minutes after which `apart.py` stops a drawing.
LEASE = timedelta(minutes=5)


class Seal(models.Model):
    """A sealed version: canonical JSON text that holds everything it says. Inserted once, never changed."""

    number = models.PositiveSmallIntegerField("versie")
    schema = models.PositiveSmallIntegerField("schema")
    content = models.TextField("inhoud")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    by_name = models.CharField("ingediend door", max_length=150)
    at = models.DateTimeField("verzegeld op", default=clock.now)

    class Meta:
        abstract = True


class RenderingState(models.TextChoices):
    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Bezig"
    DONE = "done", "Klaar"
    FAILED = "failed", "Mislukt"


class RenderingQuerySet(models.QuerySet):
    def due(self) -> Self:
        """Waiting, or taken by a worker whose lease ran out."""
        lapsed = Q(state=RenderingState.RUNNING, lease_until__lt=clock.now())
        return self.filter(Q(state=RenderingState.WAITING) | lapsed)


class Rendering(models.Model):
    """A job and its result: one file for one seal with one set of marks. Immutable once done."""

    state = models.CharField("stand", max_length=10, choices=RenderingState, default=RenderingState.WAITING)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    lease_until = models.DateTimeField("uitgegeven tot", null=True, blank=True)
    error = models.TextField("fout", blank=True)
    file = models.CharField("bestand", max_length=200, blank=True)
    sha256 = models.CharField("vingerafdruk van het bestand", max_length=64, blank=True)
    pages = models.PositiveIntegerField("bladzijden", null=True, blank=True)
    engine = models.CharField("gemaakt met", max_length=60, blank=True)
    asked_at = models.DateTimeField("gevraagd op", default=clock.now)
    done_at = models.DateTimeField("klaar op", null=True, blank=True)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_done(self) -> bool:
        return self.state == RenderingState.DONE

    @property
    def is_failed(self) -> bool:
        return self.state == RenderingState.FAILED

    @property
    def was_tried_too_often(self) -> bool:
        """Every try was broken off: a worker that died in the middle says no reason."""
        return self.tries > MAX_TRIES

    def claim(self) -> bool:
        """Take the job for this worker; False when another was first."""
        lease = clock.now() + LEASE
        due = type(self)._default_manager.due()
        taken = due.filter(pk=self.pk).update(state=RenderingState.RUNNING, lease_until=lease, tries=F("tries") + 1)
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def renew(self, **values: Any) -> bool:
        """Hold the job for another while, between the parts of a long one; False when it is no longer this worker's."""
        return self._change(lease_until=clock.now() + LEASE, **values)

    def finish(self, made: Made) -> bool:
        """Keep the file and close the job. False, and nothing kept, when the job is no longer this worker's.

        The file has a new name of its own, so a half-written one is never the file of a job.
        """
        with made.open() as file:
            name = default_storage.save(f"renderings/{uuid4().hex}{made.suffix}", File(file))
        kept = self._change(state=RenderingState.DONE, file=name, error="", done_at=clock.now(), **self.facts_of(made))
        if not kept:
            default_storage.delete(name)
        return kept

    def facts_of(self, made: Made) -> dict[str, Any]:
        """What the row keeps of its file."""
        return {"sha256": made.sha256, "pages": made.pages, "engine": made.engine}

    def fail(self, reason: str) -> bool:
        """Close the job with the reason, in Dutch, for whoever waits for the document."""
        return self._change(state=RenderingState.FAILED, error=reason, lease_until=None)

    def let_go(self) -> bool:
        """Give the job back: this worker stops before it is done."""
        return self._change(state=RenderingState.WAITING, lease_until=None)

    def put_back(self) -> bool:
        """Give back a job of which a part was done: it goes on in another turn, which is no second try."""
        return self._change(state=RenderingState.WAITING, lease_until=None, tries=0)

    def try_again(self) -> bool:
        """Put a failed job back in the row; False when it had not failed."""
        failed = type(self)._default_manager.filter(pk=self.pk, state=RenderingState.FAILED)
        return bool(failed.update(state=RenderingState.WAITING, tries=0, error="", asked_at=clock.now()))

    def _change(self, **values: Any) -> bool:
        """Only the worker that holds the job may change it: another one's try has another number."""
        held = type(self)._default_manager.filter(pk=self.pk, state=RenderingState.RUNNING, tries=self.tries)
        return bool(held.update(**values))


class AskedRendering(Rendering):
    """A document as it stood when one person asked for it; `content`, canonical JSON, holds all that it says."""

    content = models.TextField("inhoud")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gevraagd door"
    )

    class Meta:
        abstract = True

    @classmethod
    def ask(cls, *, content: str, by: Any, **about: Any) -> tuple[Any, bool]:
        """The job for this content about the same thing, made once for each person who asks, and whether it is new.

        A job about the same thing that still waits to show older content for the same person is dropped.
        """
        mine = cls._default_manager.filter(asked_by=by, **about)
        same = mine.filter(content=content).exclude(state=RenderingState.FAILED).first()
        if same is not None:
            return same, False
        mine.filter(state=RenderingState.WAITING).delete()
        return cls._default_manager.create(content=content, asked_by=by, **about), True
