"""What a region and its municipalities answered, every question asked included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regions.models import Region
from reporting.answer_kinds import told
from reporting.content import MunicipalAnswers, WrittenAnswer
from reporting.models import Answer, Question, QuestionKind, ReportRound

Asked = tuple[int, int | None, str]  # question, node, CBS code of the municipality


@dataclass(frozen=True)
class WrittenText:
    """The answers of one report. `municipalities` are {CBS code: name}, those of the region."""

    answers: Mapping[Asked, Answer]
    municipalities: Mapping[str, str]

    def about(self, questions: Iterable[Question], node: int | None = None) -> tuple[WrittenAnswer, ...]:
        """About the whole report or one node; unanswered questions with an empty text."""
        return tuple(self._written(question, self.answers.get((question.pk, node, ""))) for question in questions)

    def of_municipalities(self, questions: Iterable[Question]) -> tuple[MunicipalAnswers, ...]:
        """What each municipality answered itself; nothing when nothing is asked of them."""
        questions = list(questions)
        if not questions:
            return ()
        return tuple(
            MunicipalAnswers(
                code, name, tuple(self._written(one, self.answers.get((one.pk, None, code))) for one in questions)
            )
            for code, name in self.municipalities.items()
        )

    def _written(self, question: Question, answer: Answer | None) -> WrittenAnswer:
        stored = answer.text if answer else ""
        return WrittenAnswer(
            key=question.key,
            chapter=question.section.key,
            question=question.text,
            is_required=question.is_required,
            text=told(question, stored, self.municipalities),
            kind=question.kind,
            value="" if question.kind == QuestionKind.TEXT else stored,
            unit=question.unit if question.kind == QuestionKind.NUMBER else "",
            origin=_origin(answer),
        )


def written_in(region: Region, round: ReportRound, municipalities: Mapping[str, str]) -> WrittenText:
    """All answers of the region's report of the round, in one query."""
    found = Answer.objects.filter(report__region=region, report__round=round)
    found = found.select_related("municipality", "carried_from")
    by_question = {
        (one.question_id, one.node_id, one.municipality.cbs_code if one.municipality else ""): one for one in found
    }
    return WrittenText(by_question, municipalities)


def _origin(answer: Answer | None) -> str:
    """ "ongewijzigd sinds het 2e halfjaar 2020" """
    if answer is None or answer.carried_from is None or not answer.text:
        return ""
    return f"ongewijzigd sinds het {answer.carried_from.half_year.label}"
