"""What a report says, as frozen plain values: screen, seal, PDF and comparison are all made from this alone.

Dates are ISO text, unknown is None, empty text is "". Codes are the values of the enums they came from.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

SCHEMA = 2  # 1 had no changes of the plan; its seals are read as if there were none


@dataclass(frozen=True)
class Tile:
    """One region on the tile map."""

    code: str
    name: str
    row: int
    column: int


@dataclass(frozen=True)
class RegionFacts:
    code: str
    name: str
    municipalities: tuple[str, ...]
    centre_municipalities: tuple[str, ...]
    leader: str
    hours_a_week: int | None


@dataclass(frozen=True)
class Source:
    """What the report was made of: programme, edition of the catalogue, question set."""

    programme: str
    regional_programme: str
    regional_programme_period: str
    catalogue_edition: str
    question_set: str


@dataclass(frozen=True)
class WrittenAnswer:
    """A written section; its text is plain text with light marks."""

    key: str
    chapter: str
    question: str
    is_required: bool
    text: str


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
class RouteStation:
    """One step of a proposal's route; a planned one has outcome "" and no conclusion."""

    round_number: int
    round_kind: str
    body: str
    date: str | None
    purpose: str
    outcome: str
    outcome_label: str
    outcome_icon: str
    outcome_tone: str
    conclusion: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ProposalRoute:
    subject: str
    reference: str
    date: str | None
    decisions: tuple[str, ...]
    stations: tuple[RouteStation, ...]


@dataclass(frozen=True)
class BlockCoverage:
    """The region's actions under one national line or block, for the appendix by national division."""

    line_code: str
    line_title: str
    block_code: str
    block_title: str
    action_numbers: tuple[str, ...]


@dataclass(frozen=True)
class ReportContent:
    schema: int
    region: RegionFacts
    tiles: tuple[Tile, ...]
    round_code: str
    half_year: str
    reference_date: str
    due: str
    version: int
    written_by: str
    source: Source
    answers: tuple[WrittenAnswer, ...]
    lines: tuple[LineChapter, ...]
    proposals: tuple[ProposalRoute, ...]
    coverage: tuple[BlockCoverage, ...]

    @property
    def actions(self) -> tuple[ActionLineItem, ...]:
        return tuple(action for line in self.lines for action in line.actions)


@dataclass(frozen=True)
class Marks:
    """What a sealed version has got since: the only thing beside the content that the PDF depends on."""

    submitted_at: str
    submitted_by: str
    fingerprint: str
    adopted_by_body: str
    adopted_on: str | None
    accepted_on: str | None
    accepted_by: str

    @property
    def is_concept(self) -> bool:
        return not self.adopted_on and not self.accepted_on


_content = TypeAdapter(ReportContent)
_marks = TypeAdapter(Marks)


def read_content(text: str) -> ReportContent:
    """The content of a seal; raises pydantic.ValidationError for text that is not of this schema."""
    return _content.validate_json(text)


def read_marks(text: str) -> Marks:
    return _marks.validate_json(text)
