"""What a region's programme says, as frozen plain values: the seal, the page, both PDFs and the differences.

Dates are ISO text, amounts are text with two decimals, unknown is None, empty text is "". Codes are the values of the
enums they came from. A `key` is the same in every version of one programme.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from reporting.content import RegionFacts, Tile

SCHEMA = 1


@dataclass(frozen=True)
class ProgrammeFacts:
    """`phases_of` is the half year that the phases are of, "2020-H2": the last one the region reported about."""

    title: str
    national: str
    edition: str
    phases_of: str
    valid_from: str
    valid_to: str | None
    predecessor: str


@dataclass(frozen=True)
class Chapter:
    key: str
    part: str
    title: str
    text: str


@dataclass(frozen=True)
class GoalItem:
    key: str
    statement: str
    measure: str
    target: str
    due: str | None


@dataclass(frozen=True)
class PartnerItem:
    name: str
    responsible_for: str


@dataclass(frozen=True)
class MilestoneItem:
    title: str
    due: str | None
    state: str
    reached_on: str | None


@dataclass(frozen=True)
class CostItem:
    """`amount` None is "p.m."."""

    year: int
    amount: str | None
    cover: str
    is_provisional: bool


@dataclass(frozen=True)
class TakingPart:
    municipality: str
    takes_part: str
    since: str | None


@dataclass(frozen=True)
class FileItem:
    key: str
    title: str
    date: str | None


@dataclass(frozen=True)
class PlannedAction:
    """`own_number` is the last part of `number`; `shared_by` names the region that leads it, if another one does."""

    key: str
    number: str
    own_number: int
    title: str
    description: str
    expected_result: str
    puller: str
    owner: str
    priority: str
    phase: str
    start: str | None
    end: str | None
    shared_by: str
    partners: tuple[PartnerItem, ...]
    milestones: tuple[MilestoneItem, ...]
    costs: tuple[CostItem, ...]
    blocks: tuple[str, ...]
    measures: tuple[str, ...]
    municipalities: tuple[TakingPart, ...]
    files: tuple[FileItem, ...]


@dataclass(frozen=True)
class Node:
    """An "onderdeel"; `parent` is the key of the one above it, "" at the top."""

    key: str
    parent: str
    depth: int
    level_name: str
    code: str
    title: str
    text: str
    blocks: tuple[str, ...]
    goals: tuple[GoalItem, ...]
    actions: tuple[PlannedAction, ...]


@dataclass(frozen=True)
class StanceItem:
    """Where the region stands on a national block or measure; `stance` "" is no answer yet."""

    key: str
    name: str
    line: str
    stance: str
    reason: str


@dataclass(frozen=True)
class ConsultationItem:
    key: str
    heard: str
    date: str | None
    way: str
    said: str
    outcome: str


@dataclass(frozen=True)
class FrameItem:
    key: str
    title: str
    owner: str
    valid_to: str | None
    note: str


@dataclass(frozen=True)
class ProgrammeContent:
    schema: int
    region: RegionFacts
    tiles: tuple[Tile, ...]
    facts: ProgrammeFacts
    chapters: tuple[Chapter, ...]
    goals: tuple[GoalItem, ...]
    nodes: tuple[Node, ...]
    blocks: tuple[StanceItem, ...]
    measures: tuple[StanceItem, ...]
    consultations: tuple[ConsultationItem, ...]
    frames: tuple[FrameItem, ...]
    files: tuple[FileItem, ...]

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        return tuple(action for node in self.nodes for action in node.actions)


@dataclass(frozen=True)
class Marks:
    """What a version is and what it has got since: the only thing beside the content that its PDFs depend on."""

    number: int
    note: str
    sealed_at: str
    sealed_by: str
    fingerprint: str
    adopted_on: str | None
    basis: str

    @property
    def is_concept(self) -> bool:
        return self.adopted_on is None


@dataclass(frozen=True)
class Selection:
    """What an uitvoeringsplan tells: the actions of a year, under one line, or both; None is all of them."""

    year: int | None = None
    line: str | None = None


_content = TypeAdapter(ProgrammeContent)
_marks = TypeAdapter(Marks)
_selection = TypeAdapter(Selection)


def read_content(text: str) -> ProgrammeContent:
    """The content of a seal; raises pydantic.ValidationError for text that is not of this schema."""
    return _content.validate_json(text)


def read_marks(text: str) -> Marks:
    return _marks.validate_json(text)


def read_selection(text: str) -> Selection:
    return _selection.validate_json(text)
