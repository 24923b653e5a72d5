"""Hanging files on what they belong to, taking them off, and the list that a page shows of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import ProtectedError

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.attachments import Attachment
from ghnt.documents.uploads import discard, store

MAX_FILES = 50
TOO_MANY = f"Hier hangen al {MAX_FILES} bestanden. Verwijder er eerst een."


@dataclass(frozen=True)
class FileLine:
    """One attachment as a page lists it."""

    attachment: Attachment
    url: str
    change_url: str
    remove_url: str

    @property
    def size(self) -> str:
        kilobytes = max(1, round(self.attachment.file.size / 1024))
        return f"{kilobytes} kB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB".replace(".", ",")


@dataclass(frozen=True)
class FileList:
    lines: tuple[FileLine, ...]
    add_url: str  # "" for who may only read


def file_list(files: Any, address: Callable[..., str], *, may_write: bool) -> FileList:
    """The attachments of one thing; `address(verb, *pk)` gives the address of a verb on them. One query."""
    lines = tuple(
        FileLine(one, address("download", one.pk), address("change", one.pk), address("remove", one.pk))
        for one in files.present().select_related("file", "file__by")
    )
    return FileList(lines, address("create") if may_write else "")


@transaction.atomic
def attach(*, attachment: Attachment, upload: File, siblings: Any, by: User) -> Attachment:
    """Store the file and save the new attachment; the same one a second time gives the one that hangs there.

    Raises ValidationError for a file that may not be added.
    """
    if siblings.present().count() >= MAX_FILES:
        raise ValidationError(TOO_MANY)
    attachment.file = stored = store(upload, by=by)
    same = siblings.present().filter(title=attachment.title, date=attachment.date, file__sha256=stored.sha256)
    if standing := same.first():
        discard(stored)
        return standing
    attachment.save()
    return attachment


@transaction.atomic
def change_attachment(*, attachment: Attachment, title: str, day: date | None, seen_version: int) -> Attachment:
    """Save another title or date. Raises EditConflictError."""
    attachment.claim(seen_version)
    attachment.title, attachment.date = title, day
    attachment.save()
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: User) -> bool:
    """Put it in the bin; False when it already lay there."""
    present = type(attachment).objects.present().filter(pk=attachment.pk)
    return bool(present.update(removed_at=clock.now(), removed_by=by))


@transaction.atomic
def restore_attachment(*, attachment: Attachment) -> None:
    """Take it out of the bin."""
    type(attachment).objects.filter(pk=attachment.pk).update(removed_at=None, removed_by=None)


@transaction.atomic
def purge_attachment(*, attachment: Attachment) -> None:
    """Delete it for good, with its file; a file that something else keeps, such as a version, stays."""
    stored = attachment.file
    attachment.delete()
    with suppress(ProtectedError), transaction.atomic():
        discard(stored)
