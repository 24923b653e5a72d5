"""The passages that ask for attention, with what was answered to those of earlier reports."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.words import Word, long_date
from ghnt.periods import HalfYear
from reporting.chapter_titles import titles_in
from reporting.content import ReportContent
from reporting.models import SignalKind


@dataclass(frozen=True)
class SignalText:
    """A marked passage; `place` is the chapter or the half year in which it stood."""

    kind: Word
    place: str
    passage: str
    note: str = ""
    answer: str = ""
    answered: str = ""


def passage_texts(content: ReportContent) -> tuple[SignalText, ...]:
    """What the region marked in this report."""
    titles = titles_in(content)
    return tuple(
        SignalText(_kind(one.kind), titles.get(one.chapter, ""), one.passage, one.note) for one in content.passages
    )


def earlier_texts(content: ReportContent) -> tuple[SignalText, ...]:
    """What was marked in earlier reports, with the answer."""
    return tuple(
        SignalText(
            kind=_kind(one.kind),
            place=HalfYear.parse(one.half_year).label,
            passage=one.passage,
            answer=one.answer,
            answered=long_date(one.answered_on, unknown=""),
        )
        for one in content.earlier_signals
    )


def _kind(code: str) -> Word:
    kind = SignalKind(code)
    return Word(str(kind.label), kind.icon, kind.tone)
