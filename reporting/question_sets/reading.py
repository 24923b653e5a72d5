"""A set of questions in words, for its page, its workbook and the comparison of two versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.catalogue import CatalogueTitles, edition_in_force, titles
from programmes.models import CatalogueEdition
from programmes.wording import names
from reporting.answer_kinds import OPTION_KINDS, UNIT_KINDS, carries_over
from reporting.models import Place, Question, QuestionKind, QuestionSection, QuestionSet

PLACES = tuple(Place)  # the order in which a report tells them


@dataclass(frozen=True)
class QuestionText:
    """`blocks` and `conditions` in the words of the edition in force."""

    key: str
    text: str
    hint: str
    kind: str
    options: tuple[str, ...]
    unit: str
    is_required: bool
    blocks: tuple[str, ...]
    conditions: tuple[str, ...]
    row: Question

    @property
    def facts(self) -> tuple[str, ...]:
        """What the field itself does not show."""
        required = "verplicht" if self.is_required else "niet verplicht"
        about = (f"Over: {', '.join((*self.blocks, *self.conditions))}",) if self.blocks or self.conditions else ()
        return (self.kind, required, *about)


@dataclass(frozen=True)
class SectionText:
    key: str
    title: str
    hint: str
    place: str
    questions: tuple[QuestionText, ...]
    row: QuestionSection


@dataclass(frozen=True)
class SetText:
    """The sections in the order in which a report tells them, also those without questions."""

    question_set: QuestionSet
    sections: tuple[SectionText, ...]

    @property
    def questions(self) -> tuple[tuple[SectionText, QuestionText], ...]:
        return tuple((section, question) for section in self.sections for question in section.questions)

    @property
    def sentence(self) -> str:
        """ "4 hoofdstukken, 8 vragen, waarvan 5 verplicht" """
        questions = [question for _, question in self.questions]
        required = sum(question.is_required for question in questions)
        counts = _counted(len(self.sections), "hoofdstuk", "hoofdstukken"), _counted(len(questions), "vraag", "vragen")
        return f"{', '.join(counts)}, waarvan {required} verplicht"


def words_in_force(on: date) -> CatalogueTitles:
    """What blocks and themes are called on the date; without any catalogue there are none."""
    edition = edition_in_force(on=on)
    return titles(edition) if edition else CatalogueTitles(CatalogueEdition())


def read_set(question_set: QuestionSet, words: CatalogueTitles) -> SetText:
    """The whole set, in four queries."""
    found: dict[int, list[QuestionText]] = {}
    for question in question_set.questions.select_related("section").prefetch_related("blocks", "conditions"):
        found.setdefault(question.section_id, []).append(_question(question, words))
    sections = sorted(question_set.sections.all(), key=lambda section: (_rank(section), section.order, section.pk))
    return SetText(
        question_set,
        tuple(
            SectionText(
                key=section.key,
                title=section.title,
                hint=section.hint,
                place=section.get_place_display(),
                questions=tuple(found.get(section.pk, ())),
                row=section,
            )
            for section in sections
        ),
    )


def not_taken_over(question_set: QuestionSet) -> frozenset[int]:
    """Of a copy, the questions (primary keys) that kept their key while earlier answers do not fit any more."""
    if question_set.based_on_id is None:
        return frozenset()
    earlier = {question.key: question for question in _with_section(question_set.based_on_id)}
    return frozenset(
        question.pk
        for question in _with_section(question_set.pk)
        if question.key in earlier and not takes_over(question, earlier[question.key])
    )


def takes_over(question: Question, earlier: Question) -> bool:
    """Whether last time's answer is offered: the question stayed the same and is asked of the same thing."""
    return carries_over(question, earlier) and _asked_of(question) == _asked_of(earlier)


def _asked_of(question: Question) -> str:
    """A question before or after the lines is asked once for the whole report."""
    place = question.section.place
    return Place.FIRST if place == Place.LAST else place


def _with_section(set_id: int) -> Iterable[Question]:
    return Question.objects.filter(question_set=set_id).select_related("section")


def _rank(section: QuestionSection) -> int:
    return PLACES.index(Place(section.place))


def _question(question: Question, words: CatalogueTitles) -> QuestionText:
    return QuestionText(
        key=question.key,
        text=question.text,
        hint=question.hint,
        kind=_kind(question),
        options=question.choices if question.kind in OPTION_KINDS else (),
        unit=question.unit if question.kind in UNIT_KINDS else "",
        is_required=question.is_required,
        blocks=names(words.blocks, [block.pk for block in question.blocks.all()]),
        conditions=names(words.conditions, [condition.pk for condition in question.conditions.all()]),
        row=question,
    )


def _kind(question: Question) -> str:
    label = QuestionKind(question.kind).label
    return f"{label}, kleine aantallen beschermd" if question.counts_people else label


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
