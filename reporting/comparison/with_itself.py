"""A region beside itself last time: one chapter of two sealed reports."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.chapter_keys import DECISIONS, DERIVED_TITLES
from reporting.chapter_titles import titles_in
from reporting.content import LineChapter, ProposalRoute, ReportContent, WrittenAnswer
from reporting.spoken.derived import DerivedChapter, derived_chapter


@dataclass(frozen=True)
class ChapterLink:
    key: str
    title: str


@dataclass(frozen=True)
class Side:
    """What one report says in the chapter; `is_there` is False when it has no such chapter."""

    is_there: bool
    answers: tuple[WrittenAnswer, ...] = ()
    line: LineChapter | None = None
    proposals: tuple[ProposalRoute, ...] | None = None
    derived: DerivedChapter | None = None


@dataclass(frozen=True)
class BesideItself:
    chapters: tuple[ChapterLink, ...]
    chapter: ChapterLink
    before: ChapterLink | None
    after: ChapterLink | None
    then: Side
    now: Side


def beside_itself(then: ReportContent, now: ReportContent, key: str) -> BesideItself | None:
    """One chapter in both reports, the first one for "", in the order of the newer report; None for an unknown key."""
    titles = titles_in(now) | {key: title for key, title in titles_in(then).items() if key not in titles_in(now)}
    chapters = tuple(ChapterLink(one, title) for one, title in titles.items())
    place = next((at for at, one in enumerate(chapters) if one.key == key), None if key else 0)
    if place is None:
        return None
    chapter = chapters[place]
    return BesideItself(
        chapters=chapters,
        chapter=chapter,
        before=chapters[place - 1] if place else None,
        after=chapters[place + 1] if place + 1 < len(chapters) else None,
        then=_side(then, chapter.key),
        now=_side(now, chapter.key),
    )


def _side(content: ReportContent, key: str) -> Side:
    if key not in titles_in(content):
        return Side(is_there=False)
    if key == DECISIONS:
        return Side(is_there=True, proposals=content.proposals)
    if key in DERIVED_TITLES:
        return Side(is_there=True, derived=derived_chapter(content, key))
    line = next((line for line in content.lines if line.key == key), None)
    answers = line.answers if line else tuple(one for one in content.answers if one.chapter == key)
    return Side(is_there=True, answers=answers, line=line)
