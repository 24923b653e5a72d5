"""All that a chapter of a report says, as one text: what a marked passage must stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.chapter_keys import DECISIONS, DERIVED_TITLES
from reporting.chapter_titles import titles_in
from reporting.content import ActionLineItem, LineChapter, ReportContent
from reporting.spoken.derived import derived_chapter

_MARK = re.compile(r"^\s*(?:[-•*]|\d+\.)\s+", re.MULTILINE)
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})


def chapter_text(content: ReportContent, chapter: str) -> str:
    """The text of one chapter (a key of `titles_in`), a blank line between its parts; "" for an unknown one."""
    line = next((line for line in content.lines if line.key == chapter), None)
    if line is not None:
        return _joined(_of_line(line))
    if chapter == DECISIONS:
        return _joined(_of_decisions(content))
    if chapter in DERIVED_TITLES:
        derived = derived_chapter(content, chapter)
        return _joined(derived.texts) if derived else ""
    municipal = (answer for one in content.municipal_answers for answer in one.answers)
    return _joined(answer.text for answer in (*content.answers, *municipal) if answer.chapter == chapter)


@dataclass(frozen=True)
class ChapterText:
    key: str
    title: str
    text: str


def texts_of(content: ReportContent) -> tuple[ChapterText, ...]:
    """The chapters that say anything, in reading order."""
    found = (ChapterText(key, title, chapter_text(content, key)) for key, title in titles_in(content).items())
    return tuple(one for one in found if one.text)


def stands_in(passage: str, text: str) -> bool:
    """Whether the passage occurs literally; line ends, list marks and the shape of quotation marks do not count."""
    return bool(passage.strip()) and _plain(passage) in _plain(text)


def _plain(text: str) -> str:
    return " ".join(_MARK.sub("", text).translate(_QUOTES).split())


def _of_line(line: LineChapter) -> Iterator[str]:
    yield from (answer.text for answer in line.answers)
    for action in line.actions:
        yield from _of_action(action)


def _of_action(action: ActionLineItem) -> tuple[str, ...]:
    heading = f"{action.number} {action.title}"
    return (heading, action.now.explanation, action.efforts, action.results, action.outlook)


def _of_decisions(content: ReportContent) -> Iterator[str]:
    for proposal in content.proposals:
        yield proposal.subject
        yield from proposal.decisions
        for station in proposal.stations:
            yield station.conclusion
            yield from station.remarks


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)
