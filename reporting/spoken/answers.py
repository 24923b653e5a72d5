"""Answers as they are read: texts, yes or no per municipality, what municipalities say themselves, and all in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from reporting.answer_kinds import yes_no_in
from reporting.content import ReportContent, WrittenAnswer
from reporting.models import Place, QuestionKind

NO_ANSWER = "Nog geen antwoord"
NOT_FILLED_IN = "Niet ingevuld"
IN_CHAPTER = "Zie het hoofdstuk"


@dataclass(frozen=True)
class Row:
    """A name with its answer, in a table."""

    name: str
    words: str
    origin: str = ""


@dataclass(frozen=True)
class MunicipalQuestion:
    """What the municipalities answered to one question; long texts do not fit a table."""

    question: str
    is_text: bool
    has_origin: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ShortAnswer:
    question: str
    words: str
    origin: str


def per_municipality(answer: WrittenAnswer, names: Mapping[str, str]) -> tuple[Row, ...]:
    """Yes or no of each municipality, `names` being {CBS code: name}; nothing for an answer of another kind."""
    said = yes_no_in(answer.value) if answer.kind == QuestionKind.MUNICIPALITIES else {}
    codes = [*names, *(code for code in said if code not in names)] if said else []
    return tuple(Row(names.get(code, code), said.get(code, NO_ANSWER).capitalize()) for code in codes)


def municipal_questions(content: ReportContent, chapter: str) -> tuple[MunicipalQuestion, ...]:
    """The questions of a chapter that municipalities answered themselves, each with a row per municipality."""
    told = content.municipal_answers
    asked = told[0].answers if told else ()
    return tuple(_municipal(content, place) for place, one in enumerate(asked) if one.chapter == chapter)


def _municipal(content: ReportContent, place: int) -> MunicipalQuestion:
    answers = [(one.name, one.answers[place]) for one in content.municipal_answers]
    return MunicipalQuestion(
        question=answers[0][1].question,
        is_text=answers[0][1].kind == QuestionKind.TEXT,
        has_origin=any(answer.origin for _, answer in answers),
        rows=tuple(Row(name, answer.text, answer.origin) for name, answer in answers),
    )


def short_answers(content: ReportContent) -> tuple[tuple[str, tuple[ShortAnswer, ...]], ...]:
    """Every question of the region with its answer in a line, under its chapter or line; a long text is pointed to."""
    by_chapter = groupby(_in_order(content), key=lambda pair: pair[0])
    return tuple((about, tuple(_short(answer) for _, answer in pairs)) for about, pairs in by_chapter)


def _in_order(content: ReportContent) -> Iterator[tuple[str, WrittenAnswer]]:
    """What each answer is about, as the report reads: first chapters, lines, last chapters."""
    heads = {head.key: head for head in content.chapters}
    last = {head.key for head in content.chapters if head.place == Place.LAST}
    written = [(heads[one.chapter].title if one.chapter in heads else "", one) for one in content.answers]
    yield from (pair for pair in written if pair[1].chapter not in last)
    for line in content.lines:
        yield from ((f"{line.code} {line.title}", answer) for answer in line.answers)
    yield from (pair for pair in written if pair[1].chapter in last)


def _short(answer: WrittenAnswer) -> ShortAnswer:
    is_text = answer.kind == QuestionKind.TEXT
    words = IN_CHAPTER if is_text else answer.text
    return ShortAnswer(answer.question, words if answer.text else NOT_FILLED_IN, answer.origin)
