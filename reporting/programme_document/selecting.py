"""What an uitvoeringsplan tells of a programme: the actions of a year, under one line, or both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reporting.programme_document.content import Node, PlannedAction, ProgrammeContent, Selection

LONGEST = 30  # years of a programme that can be chosen


def years_in(content: ProgrammeContent, *, until: int) -> tuple[int, ...]:
    """The years of the programme and of everything that is planned in it; one without an end runs `until` a year."""
    first = date.fromisoformat(content.facts.valid_from).year
    last = min(_year(content.facts.valid_to) or until, first + LONGEST)
    named = {year for action in content.actions for year in _years_named(action)}
    return tuple(sorted(named | set(range(first, last + 1))))


def lines_in(content: ProgrammeContent) -> tuple[Node, ...]:
    """The nodes at the top."""
    return tuple(node for node in content.nodes if not node.parent)


def selected(content: ProgrammeContent, selection: Selection) -> ProgrammeContent:
    """The same programme with only the nodes and actions of the selection; nodes above an action stay."""
    nodes = [replace(node, actions=_of_year(node.actions, selection.year)) for node in content.nodes]
    if selection.line is not None:
        top = _tops(content)
        nodes = [node for node in nodes if top[node.key] == selection.line]
    if selection.year is not None:
        kept = _with_those_above(nodes)
        nodes = [node for node in nodes if node.key in kept]
    return replace(content, nodes=tuple(nodes))


def is_in_year(action: PlannedAction, year: int) -> bool:
    """Whether anything of the action falls in the year; one without any date falls in every year."""
    named = _years_named(action)
    if not named:
        return True
    begins, ends = _year(action.start), _year(action.end)
    runs = (begins is not None or ends is not None) and (begins or year) <= year <= (ends or year)
    return runs or year in named


def _of_year(actions: tuple[PlannedAction, ...], year: int | None) -> tuple[PlannedAction, ...]:
    return actions if year is None else tuple(action for action in actions if is_in_year(action, year))


def _years_named(action: PlannedAction) -> set[int]:
    days = (action.start, action.end, *(one.due for one in action.milestones))
    return {year for day in days if (year := _year(day))} | {cost.year for cost in action.costs}


def _year(day: str | None) -> int | None:
    return date.fromisoformat(day).year if day else None


def _tops(content: ProgrammeContent) -> dict[str, str]:
    """The top of each node; parents come before what lies under them."""
    tops: dict[str, str] = {}
    for node in content.nodes:
        tops[node.key] = tops.get(node.parent, node.key)
    return tops


def _with_those_above(nodes: list[Node]) -> set[str]:
    above = {node.key: node.parent for node in nodes}
    kept: set[str] = set()
    for node in nodes:
        key = node.key if node.actions else ""
        while key and key not in kept:
            kept.add(key)
            key = above.get(key, "")
    return kept
