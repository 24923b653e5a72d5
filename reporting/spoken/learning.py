"""The chapter Leren: lessons, circles, what the region is ahead on, research."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ghnt.ui.dates import long_date
from reporting.content import LearningTold, LessonTold, ReportContent
from reporting.spoken.blocks import Block, Column, Grid, Passage, Subheading


def blocks_of(content: ReportContent) -> tuple[Block, ...]:
    """Nothing when the region kept nothing under Leren in the half year."""
    told = content.learning
    if told.is_empty:
        return ()
    return (*_lessons(told), *_circles(told), *_ahead(told), *_research(told))


def _day(text: str | None) -> str:
    return long_date(date.fromisoformat(text)) if text else ""


def _lessons(told: LearningTold) -> Iterator[Block]:
    if told.lessons or told.shared_in_circles:
        yield Subheading("Leerpunten")
    for lesson in told.lessons:
        yield from _lesson(lesson)
    if told.shared_in_circles:
        count = told.shared_in_circles
        words = "1 leerpunt deelde" if count == 1 else f"{count} leerpunten deelde"
        also = "Daarnaast: " if told.lessons else ""
        yield Passage(f"{also}{words} de regio alleen binnen een leerkring.")


def _lesson(lesson: LessonTold) -> Iterator[Block]:
    yield Passage(
        "\n\n".join(filter(None, (lesson.text or lesson.title,))), lesson.title if lesson.text else "Leerpunt"
    )
    if lesson.evidence:
        yield Passage(lesson.evidence, "Waaruit blijkt dat")
    about = "; ".join(filter(None, (_day(lesson.on), ", ".join(lesson.blocks), "gedeeld met alle regio’s")))
    yield Passage(f"{about[0].upper()}{about[1:]}.")


def _circles(told: LearningTold) -> Iterator[Block]:
    if not (told.circles or told.meetings):
        return
    yield Subheading("Leerkringen")
    if told.circles:
        yield Passage(f"De regio doet mee aan: {', '.join(told.circles)}.")
    if told.meetings:
        columns = (Column("Bijeenkomst", 30), Column("Datum", 15), Column("Opbrengst", 55))
        rows = [(f"{one.subject} ({one.circle})", _day(one.on), one.yields) for one in told.meetings]
        yield Grid(_attended(len(rows)), columns, rows)


def _attended(count: int) -> str:
    times = "één bijeenkomst" if count == 1 else f"{count} bijeenkomsten"
    return f"De regio was bij {times} van haar leerkringen"


def _ahead(told: LearningTold) -> Iterator[Block]:
    if told.ahead:
        yield Subheading("Voorloper")
    for one in told.ahead:
        since = f", sinds {_day(one.since)}" if one.since else ""
        yield Passage(one.text, f"{one.block}{since}")


def _research(told: LearningTold) -> Iterator[Block]:
    if not told.research:
        return
    yield Subheading("Onderzoek en evaluaties")
    columns = (Column("Onderzoek", 35), Column("Door", 20), Column("Tot en met", 15), Column("Uitkomsten", 30))
    rows = [
        (
            f"{one.title} ({one.kind.lower()})",
            one.done_by,
            _day(one.until) or "geen einddatum",
            one.results or "nog geen",
        )
        for one in told.research
    ]
    count = len(rows)
    yield Grid(f"{count} {'onderzoek volgt' if count == 1 else 'onderzoeken volgen'} wat de regio doet", columns, rows)
