"""What people wrote: the chapters, the answers, the passages that ask for attention."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChapterHead:
    """A chapter of written answers; `place` is a Place."""

    key: str
    title: str
    place: str


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer. `text` is what people read, plain text with light marks; `value` what programs compare.

    `kind` is a QuestionKind, for a long text `value` is empty. `origin` says where an unchanged answer came from.
    """

    key: str
    chapter: str
    question: str
    is_required: bool
    text: str
    kind: str = "text"
    value: str = ""
    unit: str = ""
    origin: str = ""


@dataclass(frozen=True)
class MunicipalAnswers:
    """What one municipality answered itself; `code` is its CBS code."""

    code: str
    name: str
    answers: tuple[WrittenAnswer, ...]


@dataclass(frozen=True)
class MarkedPassage:
    """A passage that the region marked before it submitted; `kind` is a SignalKind."""

    key: str
    kind: str
    chapter: str
    passage: str
    note: str


@dataclass(frozen=True)
class AnsweredSignal:
    """A passage of an earlier report, with what the national team answered; `answer` is empty as long as it is open."""

    key: str
    kind: str
    half_year: str
    passage: str
    answer: str
    answered_on: str | None
