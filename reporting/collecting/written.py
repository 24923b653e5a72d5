"""What a region and its municipalities answered, every question asked included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regions.models import Region
from reporting.answer_kinds import number_in, stored_number, told, with_unit
from reporting.content import MunicipalAnswers, WrittenAnswer
from reporting.models import Answer, Question, QuestionKind, ReportRound
from reporting.protection import Rule, one_count

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
        if question.counts_people and question.kind == QuestionKind.NUMBER:
            return _counted(question, stored, answer)
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


def _counted(question: Question, stored: str, answer: Answer | None) -> WrittenAnswer:
    """A number of people or families, as a report may tell it: other regions and the national team read along."""
    number = number_in(stored)
    shown = one_count(number, Rule()) if number is not None and number >= 0 else None
    return WrittenAnswer(
        key=question.key,
        chapter=question.section.key,
        question=question.text,
        is_required=question.is_required,
        text=with_unit(shown.text, question.unit) if shown else stored,
        kind=question.kind,
        value="" if shown is None or shown.number is None else stored_number(shown.number),
        unit=question.unit,
        origin=_origin(answer),
    )


def _origin(answer: Answer | None) -> str:
    """ "ongewijzigd sinds het 2e halfjaar 2020" """
    if answer is None or answer.carried_from is None or not answer.text:
        return ""
    return f"ongewijzigd sinds het {answer.carried_from.half_year.label}"
