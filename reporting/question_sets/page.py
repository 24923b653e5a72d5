"""The page of one set: every question as a region will see it, and what a writer may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms.boundfield import BoundField

from reporting.models import QuestionSet, ReportRound
from reporting.question_sets.forms import PreviewForm
from reporting.question_sets.reading import QuestionText, SectionText, not_taken_over, read_set, words_in_force


@dataclass(frozen=True)
class ShownQuestion:
    text: QuestionText
    field: BoundField
    is_first: bool
    is_last: bool
    is_not_taken_over: bool


@dataclass(frozen=True)
class ShownSection:
    """First and last among the sections at the same place in the report."""

    text: SectionText
    is_first: bool
    is_last: bool
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True)
class SetPageContent:
    sentence: str
    sections: tuple[ShownSection, ...]
    rounds: tuple[ReportRound, ...]
    is_frozen: bool
    is_writer: bool

    @property
    def may_change(self) -> bool:
        return self.is_writer and not self.is_frozen


def page_of(question_set: QuestionSet, *, on: date, is_writer: bool) -> SetPageContent:
    """In a constant number of queries."""
    text = read_set(question_set, words_in_force(on))
    form, lost = PreviewForm(text), not_taken_over(question_set)
    places = [section.place for section in text.sections]
    return SetPageContent(
        sentence=text.sentence,
        sections=tuple(
            ShownSection(
                section,
                is_first=section.place not in places[:at],
                is_last=section.place not in places[at + 1 :],
                questions=tuple(_shown(section, form, lost)),
            )
            for at, section in enumerate(text.sections)
        ),
        rounds=tuple(ReportRound.objects.national().filter(question_set=question_set).order_by("half_year")),
        is_frozen=question_set.is_frozen,
        is_writer=is_writer,
    )


def _shown(section: SectionText, form: PreviewForm, lost: frozenset[int]) -> list[ShownQuestion]:
    last = len(section.questions) - 1
    return [
        ShownQuestion(
            question,
            form[str(question.row.pk)],
            is_first=at == 0,
            is_last=at == last,
            is_not_taken_over=question.row.pk in lost,
        )
        for at, question in enumerate(section.questions)
    ]
