"""What a round asks: the sections of its question set with the questions that fall within its scope."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.models import Place, Question, QuestionSection, QuestionSet, ReportRound, RoundScope


@dataclass(frozen=True)
class AskedSection:
    section: QuestionSection
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Asked:
    """The sections that ask anything, in reading order."""

    sections: tuple[AskedSection, ...]

    def at(self, place: Place) -> tuple[AskedSection, ...]:
        return tuple(one for one in self.sections if one.section.place == place)

    def find(self, key: str) -> AskedSection | None:
        return next((one for one in self.sections if one.section.key == key), None)

    def questions_at(self, place: Place) -> tuple[Question, ...]:
        return tuple(question for one in self.at(place) for question in one.questions)


def asked_in(round: ReportRound) -> Asked:
    """What the round asks. Of a narrower round: questions about its blocks and themes, and those about nothing special.

    Constant number of queries.
    """
    blocks = {block.pk for block in round.blocks.all()} if round.scope == RoundScope.CHOSEN else None
    conditions = {condition.pk for condition in round.conditions.all()} if blocks is not None else set()
    return asked_of(round.question_set, blocks=blocks, conditions=conditions)


def asked_of(question_set: QuestionSet, *, blocks: set[int] | None = None, conditions: set[int] | None = None) -> Asked:
    """All that a set asks, or with `blocks` and `conditions` (primary keys) what of it falls under these."""
    questions = question_set.questions.select_related("section").prefetch_related("blocks", "conditions")
    chosen: dict[int, list[Question]] = {}
    for question in questions:
        if blocks is None or _falls_under(question, blocks, conditions or set()):
            chosen.setdefault(question.section_id, []).append(question)
    sections = question_set.sections.all()
    return Asked(tuple(AskedSection(one, tuple(chosen[one.pk])) for one in sections if one.pk in chosen))


def _falls_under(question: Question, blocks: set[int], conditions: set[int]) -> bool:
    about = {block.pk for block in question.blocks.all()}, {condition.pk for condition in question.conditions.all()}
    return not any(about) or bool(about[0] & blocks or about[1] & conditions)
