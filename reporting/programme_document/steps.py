"""What is due when: the steps of an uitvoeringsplan in the order of their dates, and the plan in one paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from actions.models import MilestoneState, Priority
from ghnt.documents.words import short_date
from reporting.programme_document.content import PlannedAction, ProgrammeContent, Selection
from reporting.programme_document.wording import counted


@dataclass(frozen=True)
class Step:
    """A milestone, or the end of an action."""

    when: str
    what: str
    number: str
    action: str
    puller: str


def steps_of(content: ProgrammeContent, year: int | None) -> tuple[Step, ...]:
    """Milestones that are not dropped and planned ends, of the year or of all years, by date."""
    dated = sorted(
        (day, place, what, action)
        for place, action in enumerate(content.actions)
        for day, what in _days(action)
        if year is None or day.startswith(str(year))
    )
    return tuple(
        Step(short_date(day), what, action.number, action.title, action.puller) for day, _place, what, action in dated
    )


def summary_of(content: ProgrammeContent, selection: Selection) -> str:
    """Dit plan bevat 12 acties die in 2021 lopen of beginnen. 3 daarvan hebben hoge prioriteit."""
    actions = content.actions
    year = f" voor {selection.year}" if selection.year else ""
    sentences = [f"Dit plan bevat {counted(len(actions), 'actie', 'acties')}{year}."]
    high = sum(action.priority == Priority.HIGH for action in actions)
    if high:
        sentences.append(f"{counted(high, 'actie heeft', 'acties hebben')} hoge prioriteit.")
    unplanned = sum(not (action.start or action.end) for action in actions)
    if unplanned:
        sentences.append(f"{counted(unplanned, 'actie heeft', 'acties hebben')} nog geen begin- of einddatum.")
    return " ".join(sentences)


def _days(action: PlannedAction) -> list[tuple[str, str]]:
    due = [(one.due, one.title) for one in action.milestones if one.due and one.state != MilestoneState.DROPPED]
    return [*due, *([(action.end, "Actie afgerond")] if action.end else [])]
