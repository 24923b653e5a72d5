"""Makes sets of questions: an empty one, or a new version of one that stands."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from reporting.models import Question, QuestionSection, QuestionSet


def next_number() -> int:
    return (QuestionSet.objects.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def make_set(*, name: str, number: int) -> QuestionSet:
    """An empty set. `number` is the one the page promised; raises ValidationError when it was given away since."""
    return _made(QuestionSet(name=name, number=number))


@transaction.atomic
def copy_set(*, source: QuestionSet, name: str, number: int) -> QuestionSet:
    """All sections and questions of the source under their own keys, so that answers carry over.

    Raises ValidationError as `make_set`.
    """
    made = _made(QuestionSet(name=name, number=number, based_on=source))
    sections = {section.pk: _copied_section(section, made) for section in source.sections.all()}
    for question in source.questions.prefetch_related("blocks", "conditions"):
        _copy_question(question, sections[question.section_id])
    return made


def _made(question_set: QuestionSet) -> QuestionSet:
    """One at a time: a page that is sent twice makes one set."""
    list(QuestionSet.objects.select_for_update().values_list("pk", flat=True))
    if question_set.number != next_number():
        raise ValidationError("Er is intussen een vragenlijst gemaakt. Kijk in de lijst en probeer het opnieuw.")
    question_set.save()
    return question_set


def _copied_section(section: QuestionSection, made: QuestionSet) -> QuestionSection:
    return QuestionSection.objects.create(
        question_set=made,
        key=section.key,
        title=section.title,
        hint=section.hint,
        place=section.place,
        order=section.order,
    )


def _copy_question(question: Question, section: QuestionSection) -> None:
    copy = Question.objects.create(
        question_set=section.question_set,
        section=section,
        key=question.key,
        kind=question.kind,
        text=question.text,
        hint=question.hint,
        unit=question.unit,
        options=question.options,
        is_required=question.is_required,
        counts_people=question.counts_people,
        order=question.order,
    )
    copy.blocks.set(question.blocks.all())
    copy.conditions.set(question.conditions.all())
