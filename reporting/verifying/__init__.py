"""Whether a file is a PDF as this site made it: unchanged, changed since, or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from regions.rights import Rights
from reporting.verifying.documents import KnownDocument, document_claimed, document_with
from reporting.verifying.reading import MAX_SIZE, Reading, read

__all__ = ["MAX_SIZE", "KnownDocument", "Outcome", "Reading", "Verification", "verify"]


class Outcome(models.TextChoices):
    UNCHANGED = "unchanged", "Ongewijzigd"
    CHANGED = "changed", "Gewijzigd"
    UNKNOWN = "unknown", "Onbekend"

    @property
    def icon(self) -> str:
        return {"unchanged": "shield-check", "changed": "alert-triangle", "unknown": "question-mark"}[self.value]

    @property
    def tone(self) -> str:
        return {"unchanged": "green", "changed": "red", "unknown": "grey"}[self.value]


@dataclass(frozen=True)
class Verification:
    """The answer; `document` is what the file is, or when it was changed, what it says it is."""

    outcome: Outcome
    sha256: str
    is_pdf: bool
    document: KnownDocument | None


def verify(pieces: Iterable[bytes], rights: Rights) -> Verification:
    """Compare the bytes of a file with every PDF that was ever made; what is told depends on the rights.

    A visitor without rights learns of a report that is neither accepted nor public no more than stands in the file.
    """
    reading = read(pieces)
    outcome, document = _compare(reading, rights)
    return Verification(outcome, reading.sha256, reading.is_pdf, document)


def _compare(reading: Reading, rights: Rights) -> tuple[Outcome, KnownDocument | None]:
    if document := document_with(reading.sha256, rights):
        return Outcome.UNCHANGED, document
    if reading.claim and (document := document_claimed(reading.claim, rights)):
        return Outcome.CHANGED, document
    return Outcome.UNKNOWN, None
