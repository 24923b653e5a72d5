"""A recorded conclusion as plain values, for pages and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from programmes.models import Conclusion, RouteStep

if TYPE_CHECKING:
    from programmes.remarks.told import ToldRemark


@dataclass(frozen=True)
class Mark:
    """What a badge shows."""

    code: str
    label: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Decided:
    """A conclusion to the letter."""

    pk: int
    outcome: Mark
    text: str
    date: date
    body: str
    by_name: str
    at: datetime
    reason: str
    remarks: tuple[str, ...]
    told: tuple[ToldRemark, ...] = ()  # the remarks with what became of them, on pages that ask for it

    @property
    def repeats_remarks(self) -> bool:
        """Whether the text already holds every remark, as in a pasted form."""
        words = " ".join(self.text.split())
        return all(" ".join(remark.split()) in words for remark in self.remarks)


def conclusions_of(step: RouteStep) -> tuple[Decided, ...]:
    """The conclusions of a step, oldest first: each replaced the one before it."""
    return tuple(_decided(conclusion) for conclusion in step.conclusions.all())


def _decided(conclusion: Conclusion) -> Decided:
    outcome = conclusion.outcome
    return Decided(
        pk=conclusion.pk,
        outcome=Mark(outcome.code, outcome.label, outcome.icon, outcome.tone),
        text=conclusion.text,
        date=conclusion.date,
        body=conclusion.body_name,
        by_name=conclusion.by_name,
        at=conclusion.at,
        reason=conclusion.reason,
        remarks=tuple(remark.text for remark in conclusion.remarks.all()),
    )
