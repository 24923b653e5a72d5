"""The line of time: a bar from begin to end per action, its milestones, and today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString

from actions.models import Action, MilestoneState
from ghnt.ui import schedule
from ghnt.ui.dates import short_date
from ghnt.ui.schedule import Mark, Span

Moment = tuple[str, date | None, str]  # of a milestone: title, day, state


@dataclass(frozen=True)
class TimelineRow:
    """One action in words: the twin of its bar."""

    pk: int
    code: str
    title: str
    begin: str
    end: str
    milestones: tuple[str, ...]
    span: Span


@dataclass(frozen=True)
class TimelinePart:
    """A node with the drawing of its actions."""

    title: str
    drawing: SafeString
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class Timeline:
    parts: tuple[TimelinePart, ...]
    today: str


def timeline(actions: Iterable[Action], *, first: date | None, last: date | None, today: date) -> Timeline:
    """Parts by node of actions in the order of the outline, all on one scale from `first` to `last`.

    The actions come with `node`, `state` and `milestones`.
    """
    scale = schedule.Scale.around(first, last, today)
    parts = []
    for node, found in groupby(actions, key=lambda action: action.node):
        rows = tuple(row_of(action, today) for action in found)
        title = drawing_title(str(node), rows)
        spans = [row.span for row in rows]
        parts.append(TimelinePart(str(node), schedule.page_schedule(spans, scale, title=title), rows))
    return Timeline(tuple(parts), short_date(today))


def drawing_title(name: str, rows: tuple[TimelineRow, ...]) -> str:
    """The conclusion of a drawing in a sentence."""
    dated = sum(1 for row in rows if row.span.begin or row.span.end)
    late = sum(1 for row in rows if row.span.is_late)
    words = f"{name}: {dated} van {len(rows)} {'actie' if len(rows) == 1 else 'acties'} met een datum"
    return f"{words}, {late} te laat." if late else f"{words}."


def has_ended(action: Action) -> bool:
    """After `with_state`; what ended is never late."""
    return action.state is not None and action.state.phase_choice.is_ended


def row_of(action: Action, today: date) -> TimelineRow:
    """An action as bar and as words."""
    moments = tuple((one.title, one.due, str(one.state)) for one in action.milestones.all())
    ended = has_ended(action)
    return make_row(action.pk, action.code, action.title, action.start, action.end, ended, moments, today)


def make_row(
    pk: int,
    code: str,
    title: str,
    begin: date | None,
    end: date | None,
    ended: bool,
    moments: tuple[Moment, ...],
    today: date,
) -> TimelineRow:
    late = end is not None and end < today and not ended
    said_end = short_date(end) if end else "niet bekend"
    return TimelineRow(
        pk=pk,
        code=code,
        title=title,
        begin=short_date(begin) if begin else "niet bekend",
        end=f"{said_end}, te laat" if late else said_end,
        milestones=tuple(_said(*moment) for moment in moments),
        span=Span(
            label=f"{code} {title}",
            begin=begin,
            end=end,
            is_late=late,
            is_over=ended,
            marks=tuple(Mark(due, label) for label, due, state in moments if due and state != MilestoneState.DROPPED),
        ),
    )


def _said(title: str, due: date | None, state: str) -> str:
    day = short_date(due) if due else "geen datum"
    reached = "" if state == MilestoneState.PLANNED else f" ({MilestoneState(state).label.lower()})"
    return f"{title}: {day}{reached}"
