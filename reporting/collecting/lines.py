"""The actions of a report, under the region's own outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from actions.models import ActionUpdate
from programmes.models import OutlineNode
from reporting.chapter_keys import line_key
from reporting.content import ActionLineItem, LineChapter, Section, State, WrittenAnswer
from reporting.national import NationalWords
from reporting.plan_changes import end_before, plan_change
from reporting.plan_offers import Agreed, Taken, changes_in_report
from reporting.standing import Outline, StandingAction


@dataclass(frozen=True)
class Telling:
    """What the lines are told from: the outline, the national words, and the plan of each action by its key."""

    outline: Outline
    words: NationalWords
    plans: Mapping[int, Agreed]
    taken: Taken


def line_chapter(top: OutlineNode, telling: Telling, answers: tuple[WrittenAnswer, ...]) -> LineChapter:
    sections = (_section(node, telling) for node in telling.outline.sections(top))
    return LineChapter(
        key=line_key(top.pk),
        code=top.code,
        title=top.title,
        level_name=top.programme.top_level_name,
        answers=answers,
        sections=tuple(section for section in sections if section.actions or section.key != line_key(top.pk)),
    )


def _section(node: OutlineNode, telling: Telling) -> Section:
    return Section(
        key=line_key(node.pk),
        code=node.code,
        title=node.title,
        blocks=tuple(telling.words.block(block) for block in node.blocks.all()),
        actions=tuple(_item(standing, telling) for standing in telling.outline.in_section(node)),
    )


def _item(standing: StandingAction, telling: Telling) -> ActionLineItem:
    action, now, plan = standing.action, standing.now, telling.plans[standing.action.pk]
    changes = changes_in_report(standing, telling.taken)
    return ActionLineItem(
        key=str(action.pk),
        number=action.code,
        title=plan.title,
        puller=plan.puller,
        partners=plan.partners,
        priority=plan.priority,
        start=plan.start.isoformat() if plan.start else None,
        end=plan.end.isoformat() if plan.end else None,
        measures=tuple(telling.words.measure(measure) for measure in action.measures.all()),
        now=_state(standing.before if now is None and standing.ended_before else now),
        before=_state(standing.before),
        is_unchanged=now.is_unchanged if now else standing.ended_before,
        efforts=now.efforts if now else "",
        results=now.results if now else "",
        outlook=now.outlook if now else "",
        updated_on=timezone.localtime(now.updated_at).date().isoformat() if now else None,
        end_before=end_before(changes),
        plan_changes=tuple(map(plan_change, changes)),
    )


def _state(update: ActionUpdate | None) -> State:
    if update is None:
        return State("", "", "")
    return State(update.phase, update.assessment, update.explanation)
