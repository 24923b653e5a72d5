"""The appendices: every action with all that is known of it, the national division, the municipalities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from actions.models import Priority
from ghnt.documents.words import Word, short_date
from reporting.content import ActionLineItem, BlockCoverage, PlanChange, RegionFacts, ReportContent, State
from reporting.pdf.words import NOT_ASKED, NOTHING_YET, assessment_word, phase_word
from reporting.spoken.chapters import AnswersAppendix, answers_appendix

NOTHING = "niets ingevuld"


@dataclass(frozen=True)
class Appendix:
    anchor: str
    title: str


@dataclass(frozen=True)
class ListedAction:
    number: str
    title: str
    puller: str
    partners: tuple[str, ...]
    measures: tuple[str, ...]
    priority: str
    planning: str
    before: tuple[Word, ...]
    explanation_before: str
    updated: str
    changes: tuple[PlanChange, ...]

    @property
    def has_more(self) -> bool:
        """There is something for a row under it."""
        return bool(self.measures or self.explanation_before or self.changes)


@dataclass(frozen=True)
class LineCoverage:
    title: str
    blocks: tuple[BlockCoverage, ...]


@dataclass(frozen=True)
class Appendices:
    actions: Appendix
    coverage: Appendix
    municipalities: Appendix
    listed: tuple[ListedAction, ...]
    covered: tuple[LineCoverage, ...]
    region: RegionFacts
    answers: AnswersAppendix | None

    @property
    def all(self) -> tuple[Appendix | AnswersAppendix, ...]:
        return (self.actions, self.coverage, self.municipalities, *((self.answers,) if self.answers else ()))


def appendices_of(content: ReportContent) -> Appendices:
    lines = groupby(content.coverage, key=lambda block: f"{block.line_code} {block.line_title}")
    return Appendices(
        actions=Appendix("bijlage-acties", "Bijlage A Actielijst"),
        coverage=Appendix("bijlage-indeling", "Bijlage B Landelijke indeling"),
        municipalities=Appendix("bijlage-gemeenten", "Bijlage C Gemeenten"),
        listed=tuple(map(_listed, content.actions)),
        covered=tuple(LineCoverage(title, tuple(blocks)) for title, blocks in lines),
        region=content.region,
        answers=answers_appendix(content, "Bijlage D Antwoorden op de vragenlijst"),
    )


def _listed(action: ActionLineItem) -> ListedAction:
    return ListedAction(
        number=action.number,
        title=action.title,
        puller=action.puller,
        partners=action.partners,
        measures=action.measures,
        priority=Priority(action.priority).label if action.priority else "",
        planning=_planning(action.start, action.end),
        before=_spoken(action.before),
        explanation_before=action.before.explanation,
        updated=short_date(action.updated_on),
        changes=tuple(map(_told, action.plan_changes)),
    )


def _told(change: PlanChange) -> PlanChange:
    """Its day as readers write it, and an empty value in words."""
    return replace(change, on=short_date(change.on), before=change.before or NOTHING, after=change.after or NOTHING)


def _spoken(state: State) -> tuple[Word, ...]:
    """Phase and koers, each only when there is one."""
    both = (phase_word(state), assessment_word(state))
    return tuple(word for word in both if word not in (NOTHING_YET, NOT_ASKED))


def _planning(start: str | None, end: str | None) -> str:
    if start and end:
        return f"{short_date(start)} tot {short_date(end)}"
    if start:
        return f"vanaf {short_date(start)}"
    return f"tot {short_date(end)}" if end else ""
