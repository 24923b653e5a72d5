"""Reads a file piece by piece, and keeps nothing of it but its fingerprint and what it says of itself.

A file from outside is never parsed: whatever stands in it can ask for no more time or memory than its size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from reporting.verifying.claim import LONGEST, Claim, claim_in

MAX_SIZE = 50 * 1024**2  # bytes


@dataclass(frozen=True)
class Reading:
    """What is known of a file: SHA-256 of its bytes, its first claim, and whether it begins as a PDF does."""

    sha256: str
    claim: Claim | None
    is_pdf: bool


def read(pieces: Iterable[bytes]) -> Reading:
    digest, claim, tail, head = hashlib.sha256(), None, b"", b""
    for piece in pieces:
        digest.update(piece)
        if len(head) < 1024:
            head += piece[:1024]
        if claim is None:
            claim = claim_in(tail + piece)  # a claim may lie across two pieces
            tail = piece[-LONGEST:]
    return Reading(digest.hexdigest(), claim, b"%PDF-" in head)
