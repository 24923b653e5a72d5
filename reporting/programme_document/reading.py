"""The whole programme, or a selection of it, in the order in which it is read: page and PDF are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString

from actions.models import MilestoneState
from ghnt.documents.drawing import in_document_font
from ghnt.periods import HalfYear
from ghnt.ui import schedule
from programmes.models import Part, Stance
from reporting.programme_document.content import (
    Chapter,
    ConsultationItem,
    FileItem,
    Node,
    PlannedAction,
    ProgrammeContent,
    StanceItem,
)
from reporting.programme_document.money import MoneyText, money_text
from reporting.programme_document.selecting import lines_in
from reporting.programme_document.wording import ActionText, GoalText, action_text, counted, file_words, goal_text

MOST_BELOW, MOST_WORDS = 4, 600  # nodes and characters of a short line
MOST_BARS = 24  # in one drawing: it has to fit on a page


@dataclass(frozen=True)
class NodeText:
    anchor: str
    name: str  # "Onderdeel 1.2"
    title: str  # "1.2 Eerder in beeld"
    depth: int
    text: str
    blocks: tuple[str, ...]
    goals: tuple[GoalText, ...]
    actions: tuple[ActionText, ...]


@dataclass(frozen=True)
class LineText:
    """A node of the top with everything below it in reading order."""

    top: NodeText
    below: tuple[NodeText, ...]

    @property
    def number_of_actions(self) -> int:
        return sum(len(node.actions) for node in (self.top, *self.below))

    @property
    def is_short(self) -> bool:
        """Too little for a page of its own: a few words and no actions."""
        words = sum(len(node.text) for node in (self.top, *self.below))
        return not self.number_of_actions and len(self.below) <= MOST_BELOW and words <= MOST_WORDS


@dataclass(frozen=True)
class Planning:
    """The bars of one line; the dates stand in the tables of the line too."""

    caption: str
    drawing: SafeString


@dataclass(frozen=True)
class StanceText:
    name: str
    label: str
    icon: str
    reason: str


@dataclass(frozen=True)
class StanceGroup:
    line: str
    rows: tuple[StanceText, ...]


@dataclass(frozen=True)
class FrameText:
    title: str
    owner: str
    valid_to: str | None
    note: str


@dataclass(frozen=True)
class ProgrammeText:
    chapters: tuple[Chapter, ...]
    goals: tuple[GoalText, ...]
    lines: tuple[LineText, ...]
    phases_of: str
    planning: tuple[Planning, ...]
    shows_day: bool  # whether the day of the seal falls within the planning
    money: MoneyText
    blocks: tuple[StanceGroup, ...]
    measures: tuple[StanceGroup, ...]
    consultations: tuple[ConsultationItem, ...]
    frames: tuple[FrameText, ...]
    project_plan: tuple[Chapter, ...]
    files: tuple[str, ...]

    @property
    def number_of_actions(self) -> int:
        return sum(line.number_of_actions for line in self.lines)


def programme_text(content: ProgrammeContent, *, day: date, year: int | None = None) -> ProgrammeText:
    """`day` is that of the seal, marked in the planning; with a year planning and money are of that year."""
    return ProgrammeText(
        chapters=tuple(one for one in content.chapters if one.part == Part.PROGRAMME),
        goals=tuple(map(goal_text, content.goals)),
        lines=tuple(_line(top, content) for top in lines_in(content)),
        phases_of=HalfYear.parse(content.facts.phases_of).label if content.facts.phases_of else "",
        planning=_plannings(content, day, year),
        shows_day=year in (None, day.year),
        money=money_text(content, year),
        blocks=_groups(content.blocks),
        measures=_groups(content.measures),
        consultations=content.consultations,
        frames=tuple(FrameText(one.title, one.owner, one.valid_to, one.note) for one in content.frames),
        project_plan=tuple(one for one in content.chapters if one.part == Part.PROJECT_PLAN),
        files=tuple(_files(content)),
    )


def _line(top: Node, content: ProgrammeContent) -> LineText:
    return LineText(_node(top), tuple(_node(node) for node in _below(top, content)))


def _below(top: Node, content: ProgrammeContent) -> list[Node]:
    above, found = {top.key}, []
    for node in content.nodes:
        if node.parent in above:
            above.add(node.key)
            found.append(node)
    return found


def _node(node: Node) -> NodeText:
    return NodeText(
        anchor=f"onderdeel-{node.key}",
        name=f"{node.level_name[:1].upper()}{node.level_name[1:]} {node.code}",
        title=f"{node.code} {node.title}",
        depth=node.depth,
        text=node.text,
        blocks=node.blocks,
        goals=tuple(map(goal_text, node.goals)),
        actions=tuple(map(action_text, node.actions)),
    )


def _plannings(content: ProgrammeContent, day: date, year: int | None) -> tuple[Planning, ...]:
    """Drawings on one scale: a line has as many as its actions need."""
    dated = [action for action in content.actions if action.start or action.end]
    if not dated:
        return ()
    days = [_day(one) for action in dated for one in (action.start, action.end) if one]
    scale = _scale(days, day, year)
    found = []
    for top in lines_in(content):
        actions = [action for node in (top, *_below(top, content)) for action in node.actions]
        parts = [actions[at : at + MOST_BARS] for at in range(0, len(actions), MOST_BARS)]
        for part, shown in enumerate(parts, start=1):
            name = f"{top.code} {top.title}" + (f" ({part} van {len(parts)})" if len(parts) > 1 else "")
            found.append(_planning(name, shown, scale))
    return tuple(found)


def _scale(days: list[date], day: date, year: int | None) -> schedule.Scale:
    if year is None:
        return schedule.Scale.around(min(days), max(days), day)
    return schedule.Scale(date(year, 1, 1), date(year, 12, 31), day)


def _planning(name: str, actions: list[PlannedAction], scale: schedule.Scale) -> Planning:
    spans = [
        schedule.Span(
            label=f"{action.number} {action.title}",
            begin=_day(action.start) if action.start else None,
            end=_day(action.end) if action.end else None,
            marks=tuple(
                schedule.Mark(_day(one.due), one.title)
                for one in action.milestones
                if one.due and one.state != MilestoneState.DROPPED
            ),
        )
        for action in actions
    ]
    dated = sum(1 for span in spans if span.begin or span.end)
    caption = f"{name}: {dated} van {counted(len(spans), 'actie', 'acties')} met een datum."
    words = " ".join(f"{span.label}: {span.words}." for span in spans)
    return Planning(caption, in_document_font(schedule.schedule(spans, scale, title=f"{caption} {words}")))


def _groups(stances: tuple[StanceItem, ...]) -> tuple[StanceGroup, ...]:
    grouped = groupby(stances, key=lambda one: one.line)
    return tuple(StanceGroup(line, tuple(map(_stance, rows))) for line, rows in grouped)


def _stance(one: StanceItem) -> StanceText:
    if not one.stance:
        return StanceText(one.name, "Nog geen antwoord", "circle-dashed", "")
    stance = Stance(one.stance)
    return StanceText(one.name, str(stance.label), stance.icon, one.reason)


def _files(content: ProgrammeContent) -> list[str]:
    """Those of the programme, then those of its actions with the number of the action."""
    of_actions = [
        f"{file_words(file)}, bij actie {action.number}" for action in content.actions for file in action.files
    ]
    return [*map(_file, content.files), *of_actions]


def _file(file: FileItem) -> str:
    return file_words(file)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)
