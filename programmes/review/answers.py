"""What the leader says back to a "klopt niet": corrected, left as it is because …, or an answer."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from ghnt.ui.text import clean_pasted
from programmes.models import Conclusion, ConclusionReview, ReviewAnswer, ReviewItem, Verdict
from programmes.review.states import ReviewState, state_of_item
from programmes.review.telling import addressed, tell_officers


@transaction.atomic
def answer(*, review: ConclusionReview, kind: ReviewAnswer, text: str, seen: int, by: User) -> ConclusionReview:
    """Answer a "klopt niet", and tell the municipality.

    Raises ValidationError without a text, for another verdict or when it was answered already; EditConflictError when
    the municipality changed its reaction since.
    """
    words = clean_pasted(text).text.strip()
    if not words:
        asked = "waarom de conclusie zo blijft" if kind == ReviewAnswer.KEPT else "uw antwoord aan de gemeente"
        raise ValidationError(f"Schrijf {asked}.", code="text")
    review.claim(seen)
    review.refresh_from_db()
    if review.verdict != Verdict.NOT_RIGHT:
        raise ValidationError("Deze gemeente zegt niet dat er iets niet klopt.", code="verdict")
    if review.answer:
        raise ValidationError("Op deze reactie is al geantwoord.", code="answered")
    return _answered(review, kind, words, by)


@transaction.atomic
def corrected(*, conclusion: Conclusion, by: User, review: int | None = None) -> None:
    """After a correction: tell the municipalities that have the conclusion, and close the "klopt niet" it came from."""
    item = ReviewItem.objects.filter(conclusion__step=conclusion.step_id).select_related("bundle__region").first()
    if item is None:
        return
    waiting = item.reviews.unanswered().select_for_update()
    not_right = waiting.filter(pk=review).first() if review is not None else None
    if not_right is not None:
        not_right.claim(not_right.version)
        _answered(not_right, ReviewAnswer.CORRECTED, conclusion.reason, by)
    others = addressed(item.bundle, [item.pk])
    if not_right is not None:
        del others[not_right.municipality_id]
    is_open = state_of_item(item, None, clock.today()) is ReviewState.OPEN
    tell_officers(
        item.bundle,
        key=f"review-corrected-{conclusion.pk}",
        what=_subject("verbeterde conclusie", conclusion),
        counts=others,
        expected="De verbeterde tekst nakijken" if is_open else "",
        due=item.bundle.react_by if is_open else None,
    )


def _answered(review: ConclusionReview, kind: ReviewAnswer, words: str, by: User) -> ConclusionReview:
    review.answer, review.answer_text = kind, words
    review.answered_at, review.answered_by = clock.now(), by
    review.save()
    tell_officers(
        review.item.bundle,
        key=f"review-answer-{review.pk}",
        what=_subject("antwoord op uw ‘klopt niet’", review.conclusion),
        counts=Counter({review.municipality_id: 1}),
    )
    return review


def _subject(what: str, conclusion: Conclusion) -> str:
    """With body and date, unless the proposal stays within the region."""
    if not conclusion.step.round.proposal.may_distribute:
        return what
    return f"{what}, {conclusion.body_name}, {long_date(conclusion.date)}"
