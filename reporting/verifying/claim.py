"""What a PDF says of itself in its metadata, so that a file that was changed can still be named."""

from __future__ import annotations

import re
from dataclasses import dataclass

REPORT, PUBLIC = "rapportage", "openbaar"
_CLAIM = re.compile(rb"ghnt:(rapportage|openbaar)/([\w-]{1,40})/([\w-]{1,40})/(\d{1,4})/([0-9a-f]{64})(?![0-9a-f])")
LONGEST = 200  # bytes of a claim, at most


@dataclass(frozen=True)
class Claim:
    """Which sealed text a file says it was made of. `region` is the short code, `round` the code of the round."""

    kind: str
    region: str
    round: str
    number: int
    fingerprint: str

    def __str__(self) -> str:
        return f"ghnt:{self.kind}/{self.region}/{self.round}/{self.number}/{self.fingerprint}"


def claim_in(data: bytes) -> Claim | None:
    """The first claim in a piece of a file."""
    found = _CLAIM.search(data)
    if found is None:
        return None
    kind, region, round_code, number, fingerprint = (part.decode("ascii", "replace") for part in found.groups())
    return Claim(kind, region, round_code, int(number), fingerprint)
