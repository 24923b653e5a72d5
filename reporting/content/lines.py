"""What the actions say, under the region's own outline."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.content.written import WrittenAnswer


@dataclass(frozen=True)
class State:
    """How an action stood at the end of a half year; all empty when nothing was filled in."""

    phase: str
    assessment: str
    explanation: str


@dataclass(frozen=True)
class PlanChange:
    """A change of what was agreed about an action, within the half year, with its reason; in the words of that day."""

    field: str
    label: str
    before: str
    after: str
    reason: str
    on: str


@dataclass(frozen=True)
class ActionLineItem:
    """One action in the report. `key` is stable across reports.

    `end_before` is the end date agreed at the start of the half year, when it moved since.
    """

    key: str
    number: str
    title: str
    puller: str
    partners: tuple[str, ...]
    priority: str
    start: str | None
    end: str | None
    measures: tuple[str, ...]
    now: State
    before: State
    is_unchanged: bool
    efforts: str
    results: str
    outlook: str
    updated_on: str | None
    end_before: str | None = None
    plan_changes: tuple[PlanChange, ...] = ()


@dataclass(frozen=True)
class NationalBlock:
    """A national building block, in the words of the edition in force."""

    code: str
    title: str


@dataclass(frozen=True)
class Section:
    """A node of the second level, or the top node itself for actions that hang directly on it."""

    key: str
    code: str
    title: str
    blocks: tuple[NationalBlock, ...]
    actions: tuple[ActionLineItem, ...]


@dataclass(frozen=True)
class LineChapter:
    """A top-level node of the region's own outline."""

    key: str
    code: str
    title: str
    level_name: str
    answers: tuple[WrittenAnswer, ...]
    sections: tuple[Section, ...]

    @property
    def actions(self) -> tuple[ActionLineItem, ...]:
        return tuple(action for section in self.sections for action in section.actions)


@dataclass(frozen=True)
class BlockCoverage:
    """The region's actions under one national line or block, for the appendix by national division."""

    line_code: str
    line_title: str
    block_code: str
    block_title: str
    action_numbers: tuple[str, ...]
