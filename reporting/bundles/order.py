"""What a bundle holds, as it stands in the content of its job: nothing else decides what the file says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pydantic import TypeAdapter

from ghnt.documents.sealing import fingerprint
from reporting.content import Marks, ReportContent, Tile, read_content, read_marks
from reporting.models import ReportVersion

SCHEMA = 1
ALTERED = "De vastgelegde gegevens van {name} kloppen niet met hun vingerafdruk. Meld het bij de beheerder."


class AlteredSealError(Exception):
    """A sealed text that is not what its fingerprint says; the message is for the reader, in Dutch."""


@dataclass(frozen=True)
class Part:
    """One sealed version of one region. `version` is its key, `number` what people call it, `marks` canonical JSON."""

    region: str  # short code
    slug: str
    name: str
    version: int
    number: int
    sha256: str
    marks: str
    is_accepted: bool

    @cached_property
    def got(self) -> Marks:
        return read_marks(self.marks)

    @property
    def state(self) -> str:
        if not self.is_accepted:
            return "ingediend, nog niet geaccepteerd"
        return "geaccepteerd, later heropend" if self.is_reopened else "geaccepteerd"

    @property
    def is_reopened(self) -> bool:
        """The region works on a newer version; until that is accepted this one counts."""
        return bool(self.got.reopened_on)

    @property
    def day(self) -> str:
        """The last day on which anything happened to it, ISO."""
        got = self.got
        return max(got.submitted_at[:10], got.adopted_on or "", got.accepted_on or "", got.reopened_on or "")


@dataclass(frozen=True)
class LeftOut:
    """A region of the round that is not in the bundle, and why."""

    region: str
    name: str
    why: str


@dataclass(frozen=True)
class RoundOrder:
    """A book, or the zip of a round: its regions by name. `chapters` is empty for a zip."""

    schema: int
    kind: str
    round_code: str
    round_name: str
    half_year: str
    programme: str
    chapters: tuple[str, ...]
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    tiles: tuple[Tile, ...]

    @property
    def holds_concepts(self) -> bool:
        return any(not part.is_accepted for part in self.parts)

    @property
    def day(self) -> str:
        """The last day of which it tells, ISO: the date of the document."""
        return max((part.day for part in self.parts), default="")


_order = TypeAdapter(RoundOrder)


def read_order(text: str) -> RoundOrder:
    return _order.validate_json(text)


def sealed_text(part: Part) -> str:
    """The text of the seal. Raises AlteredSealError when it is not the text that was chosen."""
    text = ReportVersion.objects.values_list("content", flat=True).get(pk=part.version)
    if fingerprint(text) != part.sha256:
        raise AlteredSealError(ALTERED.format(name=part.name))
    return text


def sealed_content(part: Part) -> ReportContent:
    return read_content(sealed_text(part))
