"""Two to six regions beside each other: their actions under one line or block, and what they answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reporting.comparison.counts import Standing, standing_of
from reporting.comparison.divisions import Division, actions_under, divisions_in
from reporting.content import ActionLineItem, ReportContent, WrittenAnswer
from reporting.reading import SealedReport

FEWEST, MOST = 2, 6


@dataclass(frozen=True)
class Column:
    """One region's actions under what is compared."""

    report: SealedReport
    actions: tuple[ActionLineItem, ...]
    standing: Standing


@dataclass(frozen=True)
class PlacedAnswer:
    """An answer with the part of the region's own programme it is about, "" when it is about the whole report."""

    about: str
    text: str


@dataclass(frozen=True)
class AnsweredBeside:
    """One question with the answers of each region, in the order of the columns."""

    question: str
    cells: tuple[tuple[SealedReport, tuple[PlacedAnswer, ...]], ...]


@dataclass(frozen=True)
class AskedQuestion:
    key: str
    question: str


@dataclass(frozen=True)
class Comparison:
    division: Division
    before: Division | None
    after: Division | None
    columns: tuple[Column, ...]
    answers: tuple[AnsweredBeside, ...]


def compare(
    reports: Sequence[SealedReport], divisions: Sequence[Division], code: str, questions: Collection[str]
) -> Comparison | None:
    """The regions beside each other under the line or block with this code, else the first; None without any."""
    if not divisions:
        return None
    place = next((at for at, one in enumerate(divisions) if one.code == code), 0)
    division = divisions[place]
    columns = [(report, actions_under(report.content, division.code)) for report in reports]
    asked = [one for one in questions_in([report.content for report in reports]) if one.key in questions]
    return Comparison(
        division=division,
        before=divisions[place - 1] if place else None,
        after=divisions[place + 1] if place + 1 < len(divisions) else None,
        columns=tuple(Column(report, actions, standing_of(actions)) for report, actions in columns),
        answers=tuple(_beside(one, reports, division.code) for one in asked),
    )


def divisions_of(reports: Sequence[SealedReport]) -> tuple[Division, ...]:
    return divisions_in(report.content for report in reports)


def questions_in(contents: Sequence[ReportContent]) -> tuple[AskedQuestion, ...]:
    """The questions of any of the reports, once each, in reading order."""
    found: dict[str, AskedQuestion] = {}
    for content in contents:
        about_lines = [answer for line in content.lines for answer in line.answers]
        for answer in (*content.answers, *about_lines):
            found.setdefault(answer.key, AskedQuestion(answer.key, answer.question))
    return tuple(found.values())


def _beside(asked: AskedQuestion, reports: Sequence[SealedReport], code: str) -> AnsweredBeside:
    return AnsweredBeside(
        asked.question, tuple((report, _answers(report.content, asked.key, code)) for report in reports)
    )


def _answers(content: ReportContent, key: str, code: str) -> tuple[PlacedAnswer, ...]:
    """What was answered for the whole report, and for the parts of the programme with an action under the code."""
    under = {action.key for action in actions_under(content, code)}
    found = [PlacedAnswer("", answer.text) for answer in _with_text(content.answers, key)]
    for line in content.lines:
        if under & {action.key for action in line.actions}:
            title = f"{line.code} {line.title}"
            found += [PlacedAnswer(title, answer.text) for answer in _with_text(line.answers, key)]
    return tuple(found)


def _with_text(answers: Sequence[WrittenAnswer], key: str) -> list[WrittenAnswer]:
    return [answer for answer in answers if answer.key == key and answer.text]
