"""What a sealed version has got since it was sealed."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Marks:
    """What a sealed version has got since: the only thing beside the content that the PDF depends on."""

    submitted_at: str
    submitted_by: str
    fingerprint: str
    adopted_by_body: str
    adopted_on: str | None
    accepted_on: str | None
    accepted_by: str
    withdrawn_on: str | None = None
    reopened_on: str | None = None
    reopened_by: str = ""
    reopened_because: str = ""

    @property
    def is_concept(self) -> bool:
        """Until it is adopted or accepted; that it was reopened for a next version takes nothing away from this one."""
        return not self.adopted_on and not self.accepted_on


_marks = TypeAdapter(Marks)


def read_marks(text: str) -> Marks:
    """The marks with which a PDF was asked."""
    return _marks.validate_json(text)
