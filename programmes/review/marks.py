"""What a badge shows of a review: icon and word."""

from __future__ import annotations

from programmes.decided import Mark
from programmes.models import ConclusionReview, ReviewAnswer, Verdict

TO_DO = Mark("to_do", "Nog niet nagekeken", "circle-dashed", "grey")
NOT_REACTED = Mark("not_reacted", "Niet gereageerd", "clock", "grey")
NOT_SENT = Mark("not_sent", "Niet van toepassing", "", "plain")

ANSWERS = {
    ReviewAnswer.CORRECTED: Mark("corrected", "Verbeterd", "pencil", "green"),
    ReviewAnswer.KEPT: Mark("kept", "Zo gelaten", "lock", "grey"),
    ReviewAnswer.ANSWERED: Mark("answered", "Beantwoord", "message-2", "green"),
}


def mark_of(review: ConclusionReview) -> Mark:
    verdict = Verdict(review.verdict)
    return Mark(verdict.value, verdict.label, verdict.icon, verdict.tone)


def answer_mark(review: ConclusionReview) -> Mark | None:
    return ANSWERS[ReviewAnswer(review.answer)] if review.answer else None
