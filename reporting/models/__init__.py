from reporting.models.report import (
    Answer,
    EventKind,
    Report,
    ReportEvent,
    ReportRendering,
    ReportVersion,
    ReturnReason,
)
from reporting.models.round import Question, QuestionScope, QuestionSet, ReportRound

__all__ = [
    "Answer",
    "EventKind",
    "Question",
    "QuestionScope",
    "QuestionSet",
    "Report",
    "ReportEvent",
    "ReportRendering",
    "ReportRound",
    "ReportVersion",
    "ReturnReason",
]
