"""Recording what a body concluded, and correcting it: nothing changes, a correction is a new conclusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from ghnt.ui.text import clean_pasted
from programmes.models import Conclusion, Outcome, Remark, RouteStep
from programmes.remarks.carrying import carry_remarks

WITHOUT_PERSON = "Ingelezen formulier"


@dataclass(frozen=True)
class Wording:
    """What will be stored: the texts without tags, and as they were pasted when there were any."""

    text: str
    remarks: tuple[str, ...]
    source: str

    @classmethod
    def of(cls, text: str, remarks: Sequence[str], source: str = "") -> Wording:
        """Raises ValidationError for a text that is too long."""
        clean, *clean_remarks = (clean_pasted(value) for value in (text, *remarks))
        raw = [value for value in (text, *remarks) if clean_pasted(value).was_html]
        kept = tuple(remark.text.strip() for remark in clean_remarks if remark.text.strip())
        return cls(clean.text.strip(), kept, source or "\n\n".join(raw))


@transaction.atomic
def record(
    *,
    step: RouteStep,
    outcome: Outcome,
    text: str,
    remarks: Sequence[str],
    date: date,
    by: User | None,
    source: str = "",
) -> Conclusion:
    """Record the first conclusion of a step; the same again by the same person gives the one that stands.

    Raises ValidationError when the date lies in the future, a text is too long, or somebody else was first.
    """
    if date > clock.today():
        raise ValidationError(
            f"Een conclusie kan niet in de toekomst liggen. Leg haar vast op of na {long_date(date)}.",
            code="future",
        )
    wording = Wording.of(text, remarks, source)
    values = {"outcome": outcome, "date": date, "by": by}
    if standing := step.conclusions.first():
        return _repeated(standing, values, wording)
    try:
        with transaction.atomic():
            return _insert(step, values, wording)
    except IntegrityError:
        return _repeated(step.conclusions.get(replaces=None), values, wording)


@transaction.atomic
def correct(
    *,
    conclusion: Conclusion,
    outcome: Outcome,
    text: str,
    remarks: Sequence[str],
    reason: str,
    by: User,
    source: str = "",
) -> Conclusion:
    """Replace a conclusion by a better one, with the reason; date and body stay. The old one stays readable.

    Raises ValidationError without a reason, without a difference, or when somebody else corrected it first.
    """
    wording = Wording.of(text, remarks, source)
    why = clean_pasted(reason).text.strip()
    if not why:
        raise ValidationError("Schrijf waarom u de conclusie verbetert.", code="reason")
    values = {"outcome": outcome, "date": conclusion.date, "by": by}
    if standing := Conclusion.objects.filter(replaces=conclusion).first():
        return _repeated(standing, values, wording)
    if conclusion.outcome_id == outcome.pk and _says(conclusion, wording):
        raise ValidationError("U hebt nog niets verbeterd. Wijzig de uitkomst, de tekst of een opmerking.", code="same")
    try:
        with transaction.atomic():
            corrected = _insert(conclusion.step, values, wording, replaces=conclusion, reason=why)
            carry_remarks(old=conclusion, new=corrected, by=by)
            return corrected
    except IntegrityError:
        return _repeated(Conclusion.objects.get(replaces=conclusion), values, wording)


def _insert(step: RouteStep, values: dict[str, Any], wording: Wording, **more: Any) -> Conclusion:
    by = values["by"]
    conclusion = Conclusion.objects.create(
        step=step,
        text=wording.text,
        source=wording.source,
        body_name=step.body.name,
        by_name=str(by) if by else WITHOUT_PERSON,
        **values,
        **more,
    )
    Remark.objects.bulk_create(
        Remark(conclusion=conclusion, number=number, text=text) for number, text in enumerate(wording.remarks, 1)
    )
    return conclusion


def _says(conclusion: Conclusion, wording: Wording) -> bool:
    remarks = tuple(conclusion.remarks.values_list("text", flat=True))
    return (conclusion.text, remarks) == (wording.text, wording.remarks)


def _repeated(standing: Conclusion, values: dict[str, Any], wording: Wording) -> Conclusion:
    """The conclusion that stands, when it is this one; otherwise somebody else was first."""
    same = (standing.outcome, standing.date, standing.by) == (values["outcome"], values["date"], values["by"])
    if same and _says(standing, wording):
        return standing
    raise ValidationError(
        f"{standing.by_name} legde hier al een conclusie vast: ‘{_in_words(standing)}’. "
        "Uw tekst is niet opgeslagen. Verbeter zo nodig de conclusie die er staat.",
        code="recorded",
    )


def _in_words(conclusion: Conclusion) -> str:
    label, text = conclusion.outcome.label, conclusion.text
    if not text or text.startswith(label):
        return text or label
    return f"{label}. {text}"
