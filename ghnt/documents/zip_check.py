"""Looks at a zip, which Word and Excel files are, before anything unpacks it: a few bytes can become gigabytes.

    check_zip(file)   its directory: number of parts, size, ratio
    check_xml(file)   for who goes on to read it: the XML inside, in pieces: no entities, not too many elements

Both raise ValidationError in Dutch and leave the file at its beginning.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File

MEGABYTE = 1024**2
MAX_MEMBERS = 200
MAX_MEMBER = 20 * MEGABYTE
MAX_TOTAL = 50 * MEGABYTE
MAX_RATIO = 100
SMALL = 200 * 1024  # below this a part does no harm, however well it packs
MAX_ELEMENTS = 600_000
_PIECE = 256 * 1024

NO_ZIP = "Dit bestand is beschadigd of heeft een wachtwoord. Sla het opnieuw op, zonder wachtwoord."
TOO_LARGE = (
    "Dit bestand is uitgepakt te groot of te vreemd ingepakt om veilig te openen. "
    "Kopieer de inhoud naar een nieuw bestand en voeg dat toe."
)
STRANGE_XML = "Dit bestand bevat verwijzingen die wij niet openen. Kopieer de inhoud naar een nieuw bestand."
TOO_MUCH = (
    "Dit bestand bevat te veel cellen of onderdelen, ook lege cellen met opmaak tellen mee. "
    "Kopieer alleen de rijen met tekst naar een nieuw bestand."
)

_DECLARED = re.compile(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_DEFINITION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def check_zip(file: File | IO[bytes]) -> None:
    """Refuse a zip that is too large, in parts or in all. Raises ValidationError."""
    members = _members(file)
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_TOTAL or _ratio(total, packed) > MAX_RATIO:
        raise ValidationError(TOO_LARGE)
    for member in members:
        if member.file_size > MAX_MEMBER or _ratio(member.file_size, member.compress_size) > MAX_RATIO:
            raise ValidationError(TOO_LARGE)


def check_xml(file: File | IO[bytes]) -> None:
    """Refuse a checked zip whose XML defines entities or holds more elements than anyone's table. See `check_zip`."""
    elements = 0
    for member in _members(file):
        before = b""
        for piece in _pieces(file, member):
            if not before and not _is_xml(member.filename, piece):
                break
            if not before:
                _refuse_encoding(piece)
            elements += piece.count(b"<")
            if _DEFINITION.search(before + piece):
                raise ValidationError(STRANGE_XML)
            if elements > 2 * MAX_ELEMENTS:  # an element that holds something is opened and closed
                raise ValidationError(TOO_MUCH)
            before = piece[-20:]


def _is_xml(name: str, beginning: bytes) -> bool:
    """By its ending or by how it begins: a document may give its parts any name."""
    begins = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return not begins or begins.startswith((b"<", *_UTF_16)) or name.lower().endswith((".xml", ".rels", ".vml"))


def _ratio(size: int, packed: int) -> float:
    return 0 if size <= SMALL else size / max(packed, 1)


def _members(file: File | IO[bytes]) -> list[zipfile.ZipInfo]:
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ValidationError(NO_ZIP) from error
    finally:
        file.seek(0)
    if any(member.flag_bits & 0x1 for member in members):
        raise ValidationError(NO_ZIP)
    return members


def _pieces(file: File | IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part; never more than its directory says."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(member) as part:
            while piece := part.read(_PIECE):
                yield piece
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise ValidationError(NO_ZIP) from error
    finally:
        file.seek(0)


def _refuse_encoding(beginning: bytes) -> None:
    """An encoding in which a definition could hide from `_DEFINITION`."""
    declared = _DECLARED.search(beginning[:300])
    if beginning.startswith(_UTF_16) or (declared and declared[1].lower() not in _ENCODINGS):
        raise ValidationError(STRANGE_XML)
