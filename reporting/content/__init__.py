"""What a report says, as frozen plain values: screen, seal, PDF and comparison are all made from this alone.

Dates are ISO text, unknown is None, empty text is "". Codes are the values of the enums they came from.
"""

from reporting.content.bottlenecks import BottleneckAnswer, BottleneckItem, BottlenecksTold
from reporting.content.decisions import ProposalRoute, RouteStation
from reporting.content.difference import Change, Difference
from reporting.content.figures import FiguresTold, ToldCell, ToldIndicator, ToldRow
from reporting.content.learning import AheadOn, CircleMet, LearningTold, LessonTold, ResearchTold
from reporting.content.lines import (
    ActionLineItem,
    BlockCoverage,
    LineChapter,
    NationalBlock,
    PlanChange,
    Section,
    State,
)
from reporting.content.marks import Marks, read_marks
from reporting.content.means import MeansApplication, MeansDifference, MeansGrant, MeansLine, MeansTold
from reporting.content.network import BodyMet, NetworkTold, PartnersOfKind, PostHeld
from reporting.content.region import MunicipalAdoption, Person, RegionFacts, Request, Source, Tile, YearOfMoney
from reporting.content.report import SCHEMA, ReportContent, read_content
from reporting.content.scans import ScanFacts, ToldPoint, ToldScan, ToldTheme
from reporting.content.succession import DestinyTold
from reporting.content.written import AnsweredSignal, ChapterHead, MarkedPassage, MunicipalAnswers, WrittenAnswer

__all__ = [
    "SCHEMA",
    "ActionLineItem",
    "AheadOn",
    "AnsweredSignal",
    "BlockCoverage",
    "BodyMet",
    "BottleneckAnswer",
    "BottleneckItem",
    "BottlenecksTold",
    "Change",
    "ChapterHead",
    "CircleMet",
    "DestinyTold",
    "Difference",
    "FiguresTold",
    "LearningTold",
    "LessonTold",
    "LineChapter",
    "MarkedPassage",
    "Marks",
    "MeansApplication",
    "MeansDifference",
    "MeansGrant",
    "MeansLine",
    "MeansTold",
    "MunicipalAdoption",
    "MunicipalAnswers",
    "NationalBlock",
    "NetworkTold",
    "PartnersOfKind",
    "Person",
    "PlanChange",
    "PostHeld",
    "ProposalRoute",
    "RegionFacts",
    "ReportContent",
    "Request",
    "ResearchTold",
    "RouteStation",
    "ScanFacts",
    "Section",
    "Source",
    "State",
    "Tile",
    "ToldCell",
    "ToldIndicator",
    "ToldPoint",
    "ToldRow",
    "ToldScan",
    "ToldTheme",
    "WrittenAnswer",
    "YearOfMoney",
    "read_content",
    "read_marks",
]
