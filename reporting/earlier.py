"""What a region answered in its last reports of before, and which of these answers still fit what is asked now."""

from __future__ import annotations

from dataclasses import dataclass

from regions.models import Region
from reporting.answer_kinds import carries_over
from reporting.models import Answer, Question, Report, ReportRound, RoundKind


@dataclass(frozen=True)
class EarlierAnswer:
    question: Question
    text: str
    round: ReportRound


class EarlierAnswers:
    """Found by the key of a question and what it is about: a top node, a municipality, or the whole report."""

    def __init__(self, answers: dict[tuple[str, int | None, int | None], EarlierAnswer]) -> None:
        self._answers = answers

    def find(
        self, question: Question, node: int | None = None, municipality: int | None = None
    ) -> EarlierAnswer | None:
        return self._answers.get((question.key, node, municipality))

    def carried(
        self, question: Question, node: int | None = None, municipality: int | None = None
    ) -> EarlierAnswer | None:
        """The earlier answer, if the question stayed the same, so that it can be taken over unchanged."""
        found = self.find(question, node, municipality)
        return found if found and carries_over(question, found.question) else None


def earlier_answers(region: Region, round: ReportRound) -> EarlierAnswers:
    """Of the last half year before this one in which the region reported; two queries.

    Where it answered a question in more than one round of that half year, the regular one counts.
    """
    before = Report.objects.filter(region=region, round__half_year__lt=round.half_year)
    last = before.order_by("-round__half_year").values_list("round__half_year", flat=True).first()
    if last is None:
        return EarlierAnswers({})
    answers = Answer.objects.filter(report__region=region, report__round__half_year=last).exclude(text="")
    found: dict[tuple[str, int | None, int | None], EarlierAnswer] = {}
    for answer in answers.select_related("question", "report__round").order_by("pk"):
        about = (answer.question.key, answer.node_id, answer.municipality_id)
        if about not in found or answer.report.round.kind == RoundKind.REGULAR:
            found[about] = EarlierAnswer(answer.question, answer.text, answer.report.round)
    return EarlierAnswers(found)
