"""What goes into a document and what comes out of it, as plain bytes."""

import hashlib
from dataclasses import dataclass


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

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()
