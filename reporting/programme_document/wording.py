"""Goals and actions of a programme in words: what the page and the PDF both write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from actions.models import MilestoneState, Participation, Phase, Priority
from ghnt.documents.drawing import Fact, known
from ghnt.documents.words import Word, long_date, short_date
from ghnt.ui.money import euro
from reporting.programme_document.content import (
    CostItem,
    FileItem,
    GoalItem,
    MilestoneItem,
    PartnerItem,
    PlannedAction,
    TakingPart,
)


@dataclass(frozen=True)
class GoalText:
    statement: str
    measure: str
    target: str
    due: str


@dataclass(frozen=True)
class ActionText:
    """`facts` are short lines; what is long stands in the other fields."""

    key: str
    number: str
    title: str
    puller: str
    priority: str
    planning: str
    phase: Word | None
    description: str
    expected_result: str
    partners: tuple[str, ...]
    milestones: tuple[str, ...]
    costs: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def has_details(self) -> bool:
        return bool(self.description) or self.has_facts

    @property
    def has_facts(self) -> bool:
        return any((self.expected_result, self.partners, self.milestones, self.costs, self.facts))


def goal_text(goal: GoalItem) -> GoalText:
    return GoalText(goal.statement, goal.measure, goal.target, short_date(goal.due))


def action_text(action: PlannedAction) -> ActionText:
    phase = Phase(action.phase) if action.phase else None
    facts = (
        ("Bestuurlijk eigenaar", action.owner),
        ("Gedeeld door", action.shared_by and f"regio {action.shared_by}"),
        ("Gemeenten", ", ".join(_taking_part(action.municipalities, Participation.YES))),
        ("Gemeenten, later", ", ".join(_taking_part(action.municipalities, Participation.LATER))),
        ("Landelijke bouwstenen", " · ".join(action.blocks)),
        ("Landelijke maatregelen", " · ".join(action.measures)),
        ("Bijlagen", " · ".join(map(file_words, action.files))),
    )
    return ActionText(
        key=action.key,
        number=action.number,
        title=action.title,
        puller=action.puller,
        priority=priority_words(action.priority),
        planning=planning_words(action.start, action.end),
        phase=Word(phase.label, phase.icon, phase.tone) if phase else None,
        description=action.description,
        expected_result=action.expected_result,
        partners=tuple(map(partner_words, action.partners)),
        milestones=tuple(map(milestone_words, action.milestones)),
        costs=tuple(map(cost_words, action.costs)),
        facts=known(facts),
    )


def priority_words(code: str) -> str:
    return str(Priority(code).label) if code else ""


def phase_words(code: str) -> str:
    return str(Phase(code).label) if code else ""


def planning_words(start: str | None, end: str | None) -> str:
    if start and end:
        return f"{short_date(start)} tot {short_date(end)}"
    if start:
        return f"vanaf {short_date(start)}"
    return f"tot {short_date(end)}" if end else ""


def partner_words(partner: PartnerItem) -> str:
    return f"{partner.name}: {partner.responsible_for}" if partner.responsible_for else partner.name


def milestone_words(milestone: MilestoneItem) -> str:
    """Training begint, 1 oktober 2021 (gehaald op 3 oktober 2021)"""
    words = f"{milestone.title}, {long_date(milestone.due, unknown='geen datum')}"
    if milestone.state == MilestoneState.PLANNED:
        return words
    on = f" op {long_date(milestone.reached_on)}" if milestone.reached_on else ""
    return f"{words} ({MilestoneState(milestone.state).label.lower()}{on})"


def cost_words(cost: CostItem) -> str:
    """2021: € 7.500, dekking: regiobudget (voorlopig)"""
    amount = "p.m." if cost.amount is None else euro(Decimal(cost.amount))
    cover = f", dekking: {cost.cover}" if cost.cover else ""
    return f"{cost.year}: {amount}{cover}{' (voorlopig)' if cost.is_provisional else ''}"


def municipality_words(one: TakingPart) -> str:
    return f"{one.municipality} (vanaf {long_date(one.since)})" if one.since else one.municipality


def file_words(file: FileItem) -> str:
    return f"{file.title} ({long_date(file.date)})" if file.date else file.title


def period_words(valid_from: str, valid_to: str | None) -> str:
    if valid_to is None:
        return f"vanaf {long_date(valid_from)}"
    return f"{long_date(valid_from)} tot en met {long_date(valid_to)}"


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _taking_part(rows: tuple[TakingPart, ...], how: Participation) -> Iterator[str]:
    return (municipality_words(one) for one in rows if one.takes_part == how)
