"""The whole of a report, and how its seal is read back."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from reporting.chapter_keys import FIRST_CHAPTERS
from reporting.content.bottlenecks import NO_BOTTLENECKS, BottlenecksTold
from reporting.content.decisions import ProposalRoute
from reporting.content.difference import Difference
from reporting.content.figures import NO_FIGURES, FiguresTold
from reporting.content.learning import NO_LEARNING, LearningTold
from reporting.content.lines import ActionLineItem, BlockCoverage, LineChapter
from reporting.content.means import MeansTold
from reporting.content.network import NOTHING_TOLD, NetworkTold
from reporting.content.region import MunicipalAdoption, Person, RegionFacts, Request, Source, Tile, YearOfMoney
from reporting.content.scans import ScanFacts
from reporting.content.succession import DestinyTold
from reporting.content.written import AnsweredSignal, ChapterHead, MarkedPassage, MunicipalAnswers, WrittenAnswer

# 1 had no changes of the plan; its seals are read as if there were none. 2 had no chapters of its own, no people, no
# adoption, money, signals or difference: its chapters are those of the first set of questions. 3 had no chapters that
# follow from what a region keeps: figures, scans, bottlenecks, lessons, means, network.
SCHEMA = 4


REGULAR = Request("regular", "", ())


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
    request: Request = REGULAR
    chapters: tuple[ChapterHead, ...] = tuple(ChapterHead(*chapter) for chapter in FIRST_CHAPTERS)
    people: tuple[Person, ...] = ()
    municipal_answers: tuple[MunicipalAnswers, ...] = ()
    adoption: tuple[MunicipalAdoption, ...] = ()
    money: tuple[YearOfMoney, ...] = ()
    passages: tuple[MarkedPassage, ...] = ()
    earlier_signals: tuple[AnsweredSignal, ...] = ()
    difference: Difference | None = None
    scans: ScanFacts | None = None
    municipality_codes: tuple[str, ...] = ()  # CBS, in the order of region.municipalities
    means: MeansTold | None = None
    bottlenecks: BottlenecksTold = NO_BOTTLENECKS
    network: NetworkTold = NOTHING_TOLD
    learning: LearningTold = NO_LEARNING
    figures: FiguresTold = NO_FIGURES
    destinies: tuple[DestinyTold, ...] = ()

    @property
    def municipality_names(self) -> dict[str, str]:
        """By CBS code; empty in seals of before schema 3."""
        return dict(zip(self.municipality_codes, self.region.municipalities, strict=False))

    @property
    def actions(self) -> tuple[ActionLineItem, ...]:
        return tuple(action for line in self.lines for action in line.actions)


_content = TypeAdapter(ReportContent)


def read_content(text: str) -> ReportContent:
    """The content of a seal; raises pydantic.ValidationError for text that is not of this schema."""
    return _content.validate_json(text)
