"""The first text of every chapter of a draft, with its origin in words. Who uses it, writes on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from programmes.models import CouncilDocumentKind
from reporting.council_documents import asking, explaining, following
from reporting.council_documents.kinds import (
    ATTACHMENTS,
    CHAPTERS,
    DECISION,
    EXPLANATION,
    HEARD,
    INTRODUCTION,
    MONEY,
    OWN_PART,
    PROGRESS,
    RESULT,
    SEQUEL,
    SUMMARY,
    ChapterPlan,
)
from reporting.council_documents.sources import Sources
from reporting.council_documents.wording import Told

TELLERS: dict[str, Callable[[CouncilDocumentKind, Sources], Told]] = {
    SUMMARY: asking.summary,
    DECISION: asking.decision,
    INTRODUCTION: explaining.introduction,
    RESULT: explaining.result,
    EXPLANATION: explaining.explanation,
    PROGRESS: explaining.progress,
    OWN_PART: explaining.own_part,
    MONEY: following.money,
    HEARD: following.heard,
    SEQUEL: following.sequel,
    ATTACHMENTS: following.attachments,
}


@dataclass(frozen=True)
class FirstText:
    plan: ChapterPlan
    text: str
    origin: str


def first_texts(kind: CouncilDocumentKind, sources: Sources) -> tuple[FirstText, ...]:
    """A text for each chapter of the kind, in its order."""
    told = ((plan, TELLERS[plan.key](kind, sources)) for plan in CHAPTERS[kind])
    return tuple(FirstText(plan, one.text, one.origin[:250]) for plan, one in told)
