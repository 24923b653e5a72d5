from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class ParsedStep:
    """One row of the section Behandeling. `date_text` is what stood there, also when it is no date."""

    date: date | None
    date_text: str
    body: str
    purpose: str
    outcome: str
    conclusion: str
    remarks: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat() if self.date else None,
            "body": self.body,
            "purpose": self.purpose,
            "outcome": self.outcome,
            "conclusion": self.conclusion,
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True)
class ParsedForm:
    """What one form says. Unknown is None, empty is an empty text.

    `unrecognised` holds literal blocks of the pasted text, tags included, in the order of the form;
    `problems` says in Dutch what the user has to look at.
    """

    subject: str
    may_distribute: bool | None
    contact: str
    unit: str
    email: str
    reference: str
    date: date | None
    explanation: str
    decisions: tuple[str, ...]
    steps: tuple[ParsedStep, ...]
    attachments: tuple[str, ...]
    unrecognised: tuple[str, ...]
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "distribution": self.may_distribute,
            "contact": self.contact,
            "unit": self.unit,
            "email": self.email,
            "reference": self.reference,
            "date": self.date.isoformat() if self.date else None,
            "explanation": self.explanation,
            "decisions": list(self.decisions),
            "steps": [step.as_json() for step in self.steps],
            "attachments": list(self.attachments),
            "unrecognised": list(self.unrecognised),
        }
