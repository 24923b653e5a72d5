"""Page 2, "In één oogopslag": what fits on exactly one page, chosen by counting lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ghnt.documents.words import DATE_FOLLOWS, short_date
from ghnt.ui.lettering import wrap
from reporting.chapter_keys import SUMMARY
from reporting.content import ReportContent
from reporting.figures import Ask, KeyFigure, ReportFigures
from reporting.pdf.drawings import Chart, assessment_chart, bars_of
from reporting.shifts import Shift

# Points: the width of the page and of running text, and the heights of what stands on it.
PAGE_WIDTH, TEXT_WIDTH = 468, 354
SMALL_SIZE, TEXT_SIZE = 9, 10.5
ASK_LINES, SHIFT_LINES, TEXT_LINES = 8, 8, 9
MOST_BARS, MOST_SENTENCES = 5, 8
LONGEST_REASON = 160  # characters


@dataclass(frozen=True)
class Question:
    """Something we ask of a body: who, what, when."""

    who: str
    what: str
    when: str


@dataclass(frozen=True)
class Highlight:
    """A shift with the first sentence of its reason."""

    icon: str
    name: str
    sentence: str
    because: str


@dataclass(frozen=True)
class Glance:
    numbers: tuple[KeyFigure, ...]
    questions: tuple[Question, ...]
    more_questions: int
    sentences: tuple[str, ...]
    has_more_text: bool
    asks_summary: bool
    chart: Chart | None
    shifts: tuple[Highlight, ...]


def glance_of(content: ReportContent, figures: ReportFigures) -> Glance:
    questions = _fitting([_question(ask) for ask in figures.asks], _lines_of_question, ASK_LINES)
    told = sentences_of(_summary(content))
    sentences = _fitting(told[:MOST_SENTENCES], lambda one: _share_of_lines(one), TEXT_LINES)
    return Glance(
        numbers=figures.key_figures,
        questions=questions,
        more_questions=len(figures.asks) - len(questions),
        sentences=sentences,
        has_more_text=len(sentences) < len(told),
        asks_summary=any(head.key == SUMMARY for head in content.chapters),
        chart=_chart(content, figures),
        shifts=_fitting([_highlight(shift) for shift in figures.shifts], _lines_of_shift, SHIFT_LINES),
    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a text with light marks; an item of a list is a sentence too."""
    lines = (re.sub(r"^\s*(?:[-•]|\d+\.)\s+", "", line).strip() for line in text.splitlines())
    return [sentence for line in lines for sentence in re.split(r"(?<=[.!?])\s+", line) if sentence]


def _summary(content: ReportContent) -> str:
    return "\n".join(answer.text for answer in content.answers if answer.chapter == SUMMARY)


def _question(ask: Ask) -> Question:
    when = f"sinds {short_date(ask.since)}" if ask.since else short_date(ask.when, unknown=DATE_FOLLOWS)
    return Question(ask.who, f"{ask.subject}: {ask.purpose.lower()}", when)


def _fitting(items, lines_of, most: float):  # type: ignore[no-untyped-def]
    """The first items that together take at most so many lines."""
    chosen, used = [], 0.0
    for item in items:
        used += lines_of(item)
        if used > most:
            break
        chosen.append(item)
    return tuple(chosen)


def _share_of_lines(sentence: str) -> float:
    """Sentences run on: what counts is the part of a line that each takes."""
    return max(len(wrap(sentence, TEXT_WIDTH, TEXT_SIZE)) - 0.5, 0.5)


def _lines_of_question(question: Question) -> int:
    return max(
        len(wrap(question.who, PAGE_WIDTH * 0.28, SMALL_SIZE)), len(wrap(question.what, PAGE_WIDTH * 0.5, SMALL_SIZE))
    )


def _highlight(shift: Shift) -> Highlight:
    reason = next(iter(sentences_of(shift.because)), "")
    return Highlight(
        icon=shift.kind.icon,
        name=f"{shift.number} {shift.title}.",
        sentence=shift.sentence,
        because=reason if len(reason) <= LONGEST_REASON else "",
    )


def _lines_of_shift(shift: Highlight) -> int:
    return len(wrap(f"{shift.name} {shift.sentence} {shift.because}", PAGE_WIDTH * 0.8, SMALL_SIZE))


def _chart(content: ReportContent, figures: ReportFigures) -> Chart | None:
    if not figures.total.total:
        return None
    lines, labels = bars_of(content, figures, MOST_BARS)
    return assessment_chart(lines, labels, figures.assessment_sentence)
