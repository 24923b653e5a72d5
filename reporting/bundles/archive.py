"""A zip whose bytes follow from what is put in: fixed dates, nothing of this machine, one piece in memory at a time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ghnt.documents.files import MadeFile

PIECE = 256 * 1024
THE_EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)
PACKED_ALREADY = (".pdf", ".xlsx", ".docx", ".zip", ".png", ".jpg", ".jpeg")
UNIX, READABLE = 3, 0o644 << 16
ENGINE = "ghnt zip 1"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Entry:
    """A file in the zip as the manifest lists it; what does not apply is empty."""

    file: str
    sha256: str
    size: int
    what: str
    region: str = ""
    version: int | None = None
    state: str = ""
    submitted_at: str = ""
    adopted_by: str = ""
    adopted_on: str = ""
    accepted_by: str = ""
    accepted_on: str = ""


class Archive:
    """Used with `with`; `made` gives the file once everything is in, else nothing of it is left."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - whoever keeps the file reads it
        self._zip = ZipFile(self._file, "w")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *about: object) -> None:
        if failure is not None:
            self._zip.close()
            self._file.close()

    def add(self, name: str, content: bytes | Iterable[bytes]) -> tuple[str, int]:
        """Put a file in; its SHA-256 and size."""
        info = ZipInfo(name, THE_EPOCH_OF_ZIP)
        info.create_system, info.external_attr = UNIX, READABLE
        info.compress_type = ZIP_STORED if name.lower().endswith(PACKED_ALREADY) else ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w") as target:
            for piece in [content] if isinstance(content, bytes) else content:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        return digest.hexdigest(), size

    def made(self) -> MadeFile:
        self._zip.close()
        size, sha256 = digest_of(self._file)
        return MadeFile(self._file, suffix=".zip", size=size, sha256=sha256, engine=ENGINE)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """The file from its start."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def digest_of(file: IO[bytes]) -> tuple[int, str]:
    """Size and SHA-256 of an open file."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces_of(file):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def as_json(about: dict[str, object], entries: Iterable[Entry]) -> bytes:
    """The manifest for programs."""
    told = {**about, "files": [asdict(entry) for entry in entries]}
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def as_csv(entries: Iterable[Entry]) -> bytes:
    """The manifest for Excel in Dutch: semicolons, and a mark that says it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(Entry.__dataclass_fields__)
    for entry in entries:
        writer.writerow([_plain(value) for value in asdict(entry).values()])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: object) -> object:
    """Text that Excel would take for a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
