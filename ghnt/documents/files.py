"""What goes into a document and what comes out of it, as plain bytes."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO


@dataclass(frozen=True)
class Asset:
    """A stylesheet, font or picture that a document may use, by its name."""

    body: bytes
    mime: str


@dataclass(frozen=True)
class RenderedPdf:
    body: bytes
    pages: int
    engine: str

    suffix = ".pdf"

    def open(self) -> IO[bytes]:
        return BytesIO(self.body)

    @property
    def size(self) -> int:
        return len(self.body)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True)
class MadeFile:
    """A file that may be too large to hold in memory: whoever keeps it opens it, reads it and closes it, once."""

    file: IO[bytes]
    suffix: str
    size: int
    sha256: str
    engine: str
    pages: int | None = None

    def open(self) -> IO[bytes]:
        self.file.seek(0)
        return self.file


Made = RenderedPdf | MadeFile
