"""What waits for somebody, derived from the state of things: there is nothing to mark as read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ghnt.ui.dates import long_date

SHOWN_IN_A_GROUP = 20


@dataclass(frozen=True)
class Task:
    """One thing to do: a title that starts with a verb, why, and by when (None: no date)."""

    title: str
    url: str
    why: str
    due: date | None = None

    def when(self, on: date) -> str:
        """ "vóór 9 maart 2021, nog 5 dagen"."""
        if self.due is None:
            return ""
        days = (self.due - on).days
        if days > 1:
            return f"vóór {long_date(self.due)}, nog {days} dagen"
        if days == 1:
            return f"vóór {long_date(self.due)}, nog 1 dag"
        if days == 0:
            return f"{long_date(self.due)}, vandaag"
        return f"{long_date(self.due)}, {-days} {'dag' if days == -1 else 'dagen'} te laat"


@dataclass(frozen=True)
class Headline:
    """The one line on top, with the next thing to do; `about` tells buttons with the same words apart."""

    text: str
    url: str
    action: str
    about: str


@dataclass(frozen=True)
class TaskRow:
    task: Task
    when: str


@dataclass(frozen=True)
class TaskGroup:
    title: str
    rows: tuple[TaskRow, ...]
    left_out: int


def grouped(tasks: Iterable[Task], *, on: date) -> tuple[TaskGroup, ...]:
    """Tasks as Te laat, Deze week, Later, Zonder datum; the soonest first, empty groups left out."""
    groups: dict[str, list[Task]] = {"Te laat": [], "Deze week": [], "Later": [], "Zonder datum": []}
    for task in sorted(tasks, key=lambda task: (task.due or date.max, task.title)):
        groups[_group(task, on)].append(task)
    return tuple(_task_group(title, found, on) for title, found in groups.items() if found)


def _group(task: Task, on: date) -> str:
    if task.due is None:
        return "Zonder datum"
    if task.due <= on:
        return "Te laat" if task.due < on else "Deze week"
    return "Deze week" if task.due <= on + timedelta(days=7) else "Later"


def _task_group(title: str, tasks: list[Task], on: date) -> TaskGroup:
    shown = tasks[:SHOWN_IN_A_GROUP]
    return TaskGroup(title, tuple(TaskRow(task, task.when(on)) for task in shown), len(tasks) - len(shown))
