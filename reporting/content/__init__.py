"""What a report says, as frozen plain values: screen, seal, PDF and comparison are all made from this alone.

Dates are ISO text, unknown is None, empty text is "". Codes are the values of the enums they came from.
"""

from reporting.content.decisions import ProposalRoute, RouteStation
from reporting.content.difference import Change, Difference
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
from reporting.content.region import MunicipalAdoption, Person, RegionFacts, Request, Source, Tile, YearOfMoney
from reporting.content.report import SCHEMA, ReportContent, read_content
from reporting.content.written import AnsweredSignal, ChapterHead, MarkedPassage, MunicipalAnswers, WrittenAnswer

__all__ = [
    "SCHEMA",
    "ActionLineItem",
    "AnsweredSignal",
    "BlockCoverage",
    "Change",
    "ChapterHead",
    "Difference",
    "LineChapter",
    "MarkedPassage",
    "Marks",
    "MunicipalAdoption",
    "MunicipalAnswers",
    "NationalBlock",
    "Person",
    "PlanChange",
    "ProposalRoute",
    "RegionFacts",
    "ReportContent",
    "Request",
    "RouteStation",
    "Section",
    "Source",
    "State",
    "Tile",
    "WrittenAnswer",
    "YearOfMoney",
    "read_content",
    "read_marks",
]
