"""Correcting what was concluded on a subject that is no proposal: a new conclusion, the old one stays readable."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.text import clean_pasted
from programmes.models import SubjectConclusion

FIRST = "Een collega verbeterde deze conclusie al. Uw tekst is niet opgeslagen. Verbeter de conclusie die er nu staat."


@transaction.atomic
def correct_subject(*, conclusion: SubjectConclusion, text: str, reason: str, by: User) -> SubjectConclusion:
    """Replace a conclusion by a better one, with the reason; the same again gives the one that stands.

    Raises ValidationError without a text, a reason or a difference, or when somebody else corrected it first.
    """
    cleaned, why = clean_pasted(text), clean_pasted(reason).text.strip()
    better = cleaned.text.strip()
    if not better:
        raise ValidationError("Vul de verbeterde conclusie in.", code="empty")
    if not why:
        raise ValidationError("Schrijf waarom u de conclusie verbetert.", code="reason")
    standing = SubjectConclusion.objects.filter(replaces=conclusion).first()
    if standing is None and better == conclusion.text:
        raise ValidationError("U hebt nog niets verbeterd. Wijzig de tekst.", code="same")
    if standing is None:
        source = text if cleaned.was_html else ""
        try:
            with transaction.atomic():
                return _insert(conclusion, text=better, source=source, reason=why, by=by)
        except IntegrityError:
            standing = SubjectConclusion.objects.get(replaces=conclusion)
    if (standing.text, standing.by_id) != (better, by.pk):
        raise ValidationError(FIRST, code="recorded")
    return standing


def _insert(conclusion: SubjectConclusion, *, text: str, source: str, reason: str, by: User) -> SubjectConclusion:
    return SubjectConclusion.objects.create(
        item_id=conclusion.item_id,
        text=text,
        source=source,
        reason=reason,
        by=by,
        by_name=str(by),
        at=clock.now(),
        replaces=conclusion,
    )
