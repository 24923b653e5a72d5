"""The chapter Knelpunten: what stands in the way, who must act, since when, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actions.bottlenecks.waiting import waiting_words
from actions.models import BottleneckState, Level
from ghnt.documents.words import long_date, short_date
from reporting.content import BottleneckAnswer, BottleneckItem, BottlenecksTold, ReportContent
from reporting.spoken.blocks import Block, Column, Grid, Passage, Subheading

COLUMNS = (Column("Knelpunt", 45), Column("Stand", 15), Column("Ligt bij", 15), Column("Sinds", 25))
SOLVED = (Column("Knelpunt", 45), Column("Hoe het is opgelost", 55))


def blocks_of(content: ReportContent) -> tuple[Block, ...]:
    return tuple(_blocks(content.bottlenecks, date.fromisoformat(content.reference_date)))


def _blocks(told: BottlenecksTold, on: date) -> Iterator[Block]:
    if told.open:
        rows = [_row(item, on) for item in told.open]
        yield Grid(_caption(told, on), COLUMNS, rows, rows)
        for item in told.open:
            yield from _one(item)
    if told.solved:
        rows = [[f"{item.code} {item.title}", _how(item)] for item in told.solved]
        yield Grid(_solved_words(told), SOLVED, rows, rows)


def _caption(told: BottlenecksTold, on: date) -> str:
    """ "5 knelpunten stonden open, 3 wachtten op een antwoord, het langst 4 maanden" """
    waiting = [item for item in told.open if item.since]
    number = len(told.open)
    words = "1 knelpunt stond open" if number == 1 else f"{number} knelpunten stonden open"
    if not waiting:
        return words
    verb = "1 wachtte" if len(waiting) == 1 else f"{len(waiting)} wachtten"
    longest = waiting_words(date.fromisoformat(min(item.since or "" for item in waiting)), on)
    return f"{words}, {verb} op een antwoord, het langst {longest}"


def _row(item: BottleneckItem, on: date) -> list[str]:
    if item.since is None:
        since = ""
    else:
        since = f"{short_date(item.since)}, wacht {waiting_words(date.fromisoformat(item.since), on)}"
    lies = "De regio zelf" if item.state == BottleneckState.OPEN else _level(item)
    return [f"{item.code} {item.title}", item.state_label, lies, since]


def _level(item: BottleneckItem) -> str:
    return "Overleg van de regio" if item.level == Level.REGION else item.level_label


def _one(item: BottleneckItem) -> Iterator[Block]:
    said = [*_texts(item)]
    if not said:
        return
    yield Subheading(f"{item.code} {item.title}")
    yield from said


def _texts(item: BottleneckItem) -> Iterator[Passage]:
    if item.text:
        yield Passage(item.text)
    if item.blocks:
        yield Passage(", ".join(item.blocks), "Bouwstenen")
    if item.proposed_solution:
        yield Passage(item.proposed_solution, "Voorgestelde oplossing")
    for answer in item.answers:
        if answer.text:
            yield Passage(answer.text, _said(answer))


def _said(answer: BottleneckAnswer) -> str:
    """ "Antwoord, kernteam, 22 april 2021"; the region is not named twice."""
    level = answer.level.lower()
    parts = (answer.kind, long_date(answer.at)) if level in answer.kind else (answer.kind, level, long_date(answer.at))
    return ", ".join(parts)


def _how(item: BottleneckItem) -> str:
    return next((answer.text for answer in reversed(item.answers) if answer.text), "")


def _solved_words(told: BottlenecksTold) -> str:
    number = len(told.solved)
    return f"{'1 knelpunt is' if number == 1 else f'{number} knelpunten zijn'} in dit halfjaar opgelost"


def progress_words(told: BottlenecksTold) -> str:
    """What the chapter holds, for the task list; "" for nothing."""
    parts = ((len(told.open), "open"), (len(told.solved), "opgelost"))
    return ", ".join(f"{number} {word}" for number, word in parts if number)
