"""Checks a file that somebody adds and keeps it privately: what it is called and what it is must agree."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from ghnt.accounts.models import User
from ghnt.documents.attachments import StoredFile
from ghnt.documents.zip_check import check_zip

MAX_SIZE = 20 * 1024**2  # bytes
FOLDER = "bijlagen"
TOO_LARGE = "Dit bestand is groter dan 20 MB. Maak het kleiner, of verdeel het over meer bestanden."
EMPTY = "Dit bestand is leeg. Kies een ander bestand."


@dataclass(frozen=True)
class Kind:
    """A sort of file that may be added, and how its bytes show that it is one."""

    mime: str
    name: str
    fits: Callable[[File], bool]


def _starts_with(*heads: bytes) -> Callable[[File], bool]:
    return lambda file: _head(file, 16).startswith(heads)


def _office(folder: str) -> Callable[[File], bool]:
    """An Office document without macros: its parts stand in a folder of the zip."""

    def fits(file: File) -> bool:
        names = _members(file)
        has_parts = "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
        return has_parts and not any(name.endswith("vbaProject.bin") for name in names)

    return fits


def _open_document(mime: str) -> Callable[[File], bool]:
    def fits(file: File) -> bool:
        if "mimetype" not in _members(file):
            return False
        with zipfile.ZipFile(file) as archive, archive.open("mimetype") as member:
            return member.read(200).strip() == mime.encode()

    return fits


def _is_text(file: File) -> bool:
    file.seek(0)
    return all(b"\0" not in chunk for chunk in file.chunks())


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ODT, _ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
_JPEG = Kind("image/jpeg", "JPEG", _starts_with(b"\xff\xd8\xff"))

KINDS: Mapping[str, Kind] = {
    ".pdf": Kind("application/pdf", "PDF", _starts_with(b"%PDF-")),
    ".docx": Kind(_WORD, "Word", _office("word/")),
    ".xlsx": Kind(_EXCEL, "Excel", _office("xl/")),
    ".pptx": Kind(_SLIDES, "PowerPoint", _office("ppt/")),
    ".odt": Kind(_ODT, "ODT", _open_document(_ODT)),
    ".ods": Kind(_ODS, "ODS", _open_document(_ODS)),
    ".png": Kind("image/png", "PNG", _starts_with(b"\x89PNG\r\n\x1a\n")),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".csv": Kind("text/csv", "CSV", _is_text),
    ".txt": Kind("text/plain", "tekst", _is_text),
}
ALLOWED = "Kies een PDF-, Word-, Excel-, PowerPoint-, ODT-, ODS-, PNG-, JPEG-, CSV- of tekstbestand."


def check(file: File) -> Kind:
    """What sort of file it is; raises ValidationError, in Dutch, when it may not be added."""
    if not file.size:
        raise ValidationError(EMPTY)
    if file.size > MAX_SIZE:
        raise ValidationError(TOO_LARGE)
    extension = PurePath(file.name or "").suffix.lower()
    kind = KINDS.get(extension)
    if kind is None:
        raise ValidationError(
            f"Bestanden van het soort “{extension or 'zonder punt'}” kunt u niet toevoegen. {ALLOWED}"
        )
    if not _fits(kind, file):
        raise ValidationError(
            f"Dit bestand heet {extension}, maar het is geen {kind.name}-bestand, of er zit een macro in. "
            "Sla het opnieuw op en probeer het nog eens."
        )
    return kind


@transaction.atomic
def store(file: File, *, by: User) -> StoredFile:
    """Check the file and keep it under a random name. Raises ValidationError."""
    kind = check(file)
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    key = default_storage.save(f"{FOLDER}/{uuid4().hex}", file)
    return StoredFile.objects.create(
        key=key, name=_shown_name(file), mime=kind.mime, size=file.size, sha256=digest.hexdigest(), by=by
    )


def discard(stored: StoredFile) -> None:
    """Delete the row, and the file once that is certain."""
    key = stored.key
    stored.delete()
    transaction.on_commit(lambda: default_storage.delete(key))


def _fits(kind: Kind, file: File) -> bool:
    try:
        return kind.fits(file)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):  # no zip, or a locked one
        return False


def _members(file: File) -> set[str]:
    """The names in a zip whose size was checked first. Raises ValidationError for a bomb."""
    check_zip(file)
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


def _head(file: File, length: int) -> bytes:
    file.seek(0)
    return bytes(file.read(length))


def _shown_name(file: File) -> str:
    """The name as given, without a path or signs that would break a heading; with its ending when it is long."""
    path = PurePath((file.name or "").replace("\\", "/"))
    clean = "".join(sign for sign in path.stem if sign.isprintable()).strip() or "bestand"
    return f"{clean[:150]}{path.suffix.lower()}"
