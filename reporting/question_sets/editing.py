"""Changes a set of questions, as long as no round asks it.

Every operation takes `seen`, the version of the set that was on screen, and raises ValidationError when the set is in
use by a round (or was removed), EditConflictError when a colleague changed it. A round that is made at the same
moment waits for the lock on the set, or is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from reporting.models import Place, Question, QuestionKind, QuestionSection, QuestionSet
from reporting.question_sets.drafts import MOST_QUESTIONS, MOST_SECTIONS, QuestionDraft, SectionDraft
from reporting.question_sets.keys import question_key, section_key

FROZEN = "Een ronde gebruikt deze vragenlijst. Zij verandert niet meer. Kopieer haar naar een nieuwe versie."
GONE = "Deze vragenlijst is intussen verwijderd."


@transaction.atomic
def rename_set(*, question_set: QuestionSet, name: str, seen: int) -> None:
    opened = _opened(question_set, seen)
    opened.name = name
    opened.save()


@transaction.atomic
def remove_set(*, question_set: QuestionSet, seen: int) -> None:
    """With its sections and questions. Raises ValidationError too when another set was made from it."""
    opened = _opened(question_set, seen)
    if opened.copies.exists():
        raise ValidationError("Van deze vragenlijst is een nieuwe versie gemaakt. Verwijder eerst die versie.")
    opened.delete()


@transaction.atomic
def add_section(*, question_set: QuestionSet, draft: SectionDraft, seen: int) -> QuestionSection:
    """At the end of its place."""
    opened = _opened(question_set, seen)
    count = opened.sections.count()
    if count >= MOST_SECTIONS:
        raise ValidationError(f"Een vragenlijst heeft hoogstens {MOST_SECTIONS} hoofdstukken.")
    section = QuestionSection(question_set=opened, key=section_key(draft.title))
    draft.put_into(section)
    section.order = _last_order(opened.sections.all()) + 1
    section.save()
    return section


@transaction.atomic
def change_section(*, section: QuestionSection, draft: SectionDraft, seen: int) -> None:
    opened = _opened(section.question_set, seen)
    section = opened.sections.get(pk=section.pk)
    if draft.place == Place.MUNICIPALITY and section.questions.filter(kind=QuestionKind.MUNICIPALITIES).exists():
        wrong = "Dit hoofdstuk heeft een vraag met ja of nee per gemeente. Wijzig eerst die vraag."
        raise ValidationError({"place": wrong})
    if draft.place != section.place:
        section.order = _last_order(opened.sections.all()) + 1
    draft.put_into(section)
    section.save()


@transaction.atomic
def remove_section(*, section: QuestionSection, seen: int) -> None:
    """With its questions."""
    opened = _opened(section.question_set, seen)
    opened.sections.get(pk=section.pk).delete()


@transaction.atomic
def move_section(*, section: QuestionSection, up: bool, seen: int) -> None:
    """One place among the sections that stand at the same place in the report."""
    opened = _opened(section.question_set, seen)
    _swap(list(opened.sections.filter(place=section.place)), section.pk, up=up)


@transaction.atomic
def add_question(*, draft: QuestionDraft, seen: int) -> Question:
    """At the end of its section. Raises ValidationError too when nobody could answer it."""
    opened = _opened(draft.section.question_set, seen)
    draft.refuse_unclear()
    if opened.questions.count() >= MOST_QUESTIONS:
        raise ValidationError(f"Een vragenlijst heeft hoogstens {MOST_QUESTIONS} vragen.")
    question = Question(question_set=opened, key=question_key(draft.text))
    draft.put_into(question)
    question.order = _last_order(draft.section.questions.all()) + 1
    question.save()
    draft.save_links(question)
    return question


@transaction.atomic
def change_question(*, question: Question, draft: QuestionDraft, is_other: bool, seen: int) -> Question:
    """With `is_other` it gets a key of its own, so that answers to the earlier question are not taken over."""
    opened = _opened(question.question_set, seen)
    draft.refuse_unclear()
    question = opened.questions.get(pk=question.pk)
    if draft.section.pk != question.section_id:
        question.order = _last_order(draft.section.questions.all()) + 1
    draft.put_into(question)
    if is_other:
        question.key = question_key(draft.text)
    question.save()
    draft.save_links(question)
    return question


@transaction.atomic
def remove_question(*, question: Question, seen: int) -> None:
    opened = _opened(question.question_set, seen)
    opened.questions.get(pk=question.pk).delete()


@transaction.atomic
def move_question(*, question: Question, up: bool, seen: int) -> None:
    """One place within its section."""
    opened = _opened(question.question_set, seen)
    _swap(list(opened.questions.filter(section=question.section_id).order_by("order", "pk")), question.pk, up=up)


def _opened(question_set: QuestionSet, seen: int) -> QuestionSet:
    """The set, locked and claimed; what it holds is only read after this."""
    opened = QuestionSet.objects.select_for_update().filter(pk=question_set.pk).first()
    if opened is None:
        raise ValidationError(GONE)
    if opened.is_frozen:
        raise ValidationError(FROZEN)
    opened.claim(seen)
    return opened


def _last_order(rows: QuerySet[Any]) -> int:
    return max(rows.values_list("order", flat=True), default=0)


def _swap(rows: list[Any], pk: int, *, up: bool) -> None:
    """Change places with the neighbour; at an end nothing happens. The places themselves stay the same numbers."""
    here = next(place for place, row in enumerate(rows) if row.pk == pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    numbers = _rising([row.order for row in rows])
    order = list(rows)
    order[here], order[there] = order[there], order[here]
    for row, number in zip(order, numbers, strict=True):
        row.order = number
        row.save()


def _rising(numbers: Sequence[int]) -> list[int]:
    """The numbers in order, each higher than the one before it."""
    found: list[int] = []
    for number in sorted(numbers):
        found.append(max(number, found[-1] + 1) if found else number)
    return found
