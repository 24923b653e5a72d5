from reporting.models.bundles import BookChapter, Bundle, BundleKind
from reporting.models.public import PublicRelease, PublicRendering, PublicSummary, PublicWithdrawal
from reporting.models.questions import Place, Question, QuestionKind, QuestionSection, QuestionSet
from reporting.models.report import (
    Answer,
    EventKind,
    Report,
    ReportEvent,
    ReportRendering,
    ReportVersion,
    ReturnReason,
)
from reporting.models.round import DueExtension, ReportRound, RoundKind, RoundScope
from reporting.models.signals import Signal, SignalAnswer, SignalKind
from reporting.models.writing import ChapterAssignment, ChapterComment, PersonRole, PlanChoice, ReportPerson

__all__ = [
    "Answer",
    "BookChapter",
    "Bundle",
    "BundleKind",
    "ChapterAssignment",
    "ChapterComment",
    "DueExtension",
    "EventKind",
    "PersonRole",
    "Place",
    "PlanChoice",
    "PublicRelease",
    "PublicRendering",
    "PublicSummary",
    "PublicWithdrawal",
    "Question",
    "QuestionKind",
    "QuestionSection",
    "QuestionSet",
    "Report",
    "ReportEvent",
    "ReportPerson",
    "ReportRendering",
    "ReportRound",
    "ReportVersion",
    "ReturnReason",
    "RoundKind",
    "RoundScope",
    "Signal",
    "SignalAnswer",
    "SignalKind",
]
