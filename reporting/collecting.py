"""Gathers what a region's report about a half year says, from live data into frozen content."""

from __future__ import annotations

from django.utils import timezone

from actions.models import ActionUpdate
from ghnt import clock
from programmes.models import OutlineNode, RegionalProgramme
from programmes.outline import programme_for
from regions.models import Region
from reporting.chapter_keys import line_key
from reporting.content import (
    SCHEMA,
    ActionLineItem,
    LineChapter,
    ReportContent,
    Section,
    Source,
    State,
    WrittenAnswer,
)
from reporting.decided import proposal_routes
from reporting.models import Answer, Question, QuestionScope, ReportRound
from reporting.national import NationalWords, coverage, words_on
from reporting.plan_changes import end_before, plan_change
from reporting.region_facts import region_facts, tiles
from reporting.standing import Outline, StandingAction, outline_of

Answers = dict[tuple[int, int | None], str]


def collect(region: Region, round: ReportRound, *, version: int, written_by: str) -> ReportContent:
    """The content of the region's report as it stands now. Constant number of queries."""
    half_year, on = round.half_year, round.half_year.end
    programme = programme_for(region, half_year, on=clock.today())
    words = words_on(round.programme, on)
    outline = outline_of(programme, half_year)
    questions = list(round.question_set.questions.all())
    answers = _answers(region, round)
    return ReportContent(
        schema=SCHEMA,
        region=region_facts(region, on),
        tiles=tiles(on),
        round_code=round.code,
        half_year=str(half_year),
        reference_date=on.isoformat(),
        due=round.due.isoformat(),
        version=version,
        written_by=written_by,
        source=_source(round, programme, words),
        answers=_written(questions, QuestionScope.REPORT, None, answers),
        lines=tuple(
            _line(top, outline, words, _written(questions, QuestionScope.NODE, top, answers)) for top in outline.tops
        ),
        proposals=proposal_routes(region, half_year),
        coverage=coverage(words, outline),
    )


def _source(round: ReportRound, programme: RegionalProgramme | None, words: NationalWords) -> Source:
    return Source(
        programme=round.programme.name,
        regional_programme=programme.title if programme else "",
        regional_programme_period=_period(programme) if programme else "",
        catalogue_edition=words.edition_name,
        question_set=round.question_set.name,
    )


def _period(programme: RegionalProgramme) -> str:
    if programme.valid_to is None:
        return f"vanaf {programme.valid_from.year}"
    return f"{programme.valid_from.year} tot en met {programme.valid_to.year}"


def _answers(region: Region, round: ReportRound) -> Answers:
    answers = Answer.objects.filter(report__region=region, report__round=round)
    return {(answer.question_id, answer.node_id): answer.text for answer in answers}


def _written(
    questions: list[Question], scope: str, node: OutlineNode | None, answers: Answers
) -> tuple[WrittenAnswer, ...]:
    """Every question of the scope, unanswered ones with an empty text."""
    return tuple(
        WrittenAnswer(
            key=question.key,
            chapter=question.chapter,
            question=question.text,
            is_required=question.is_required,
            text=answers.get((question.pk, node.pk if node else None), ""),
        )
        for question in questions
        if question.scope == scope
    )


def _line(top: OutlineNode, outline: Outline, words: NationalWords, answers: tuple[WrittenAnswer, ...]) -> LineChapter:
    sections = (_section(node, outline, words) for node in outline.sections(top))
    return LineChapter(
        key=line_key(top.pk),
        code=top.code,
        title=top.title,
        level_name=top.programme.top_level_name,
        answers=answers,
        sections=tuple(section for section in sections if section.actions or section.key != line_key(top.pk)),
    )


def _section(node: OutlineNode, outline: Outline, words: NationalWords) -> Section:
    return Section(
        key=line_key(node.pk),
        code=node.code,
        title=node.title,
        blocks=tuple(words.block(block) for block in node.blocks.all()),
        actions=tuple(_item(standing, words) for standing in outline.in_section(node)),
    )


def _item(standing: StandingAction, words: NationalWords) -> ActionLineItem:
    action, now = standing.action, standing.now
    return ActionLineItem(
        key=str(action.pk),
        number=action.code,
        title=action.told_title,
        puller=action.puller.name if action.puller else "",
        partners=tuple(partner.organisation.name for partner in action.partners.all()),
        priority=action.priority,
        start=action.start.isoformat() if action.start else None,
        end=action.end.isoformat() if action.end else None,
        measures=tuple(words.measure(measure) for measure in action.measures.all()),
        now=_state(standing.before if now is None and standing.ended_before else now),
        before=_state(standing.before),
        is_unchanged=now.is_unchanged if now else standing.ended_before,
        efforts=now.efforts if now else "",
        results=now.results if now else "",
        outlook=now.outlook if now else "",
        updated_on=timezone.localtime(now.updated_at).date().isoformat() if now else None,
        end_before=end_before(standing.changes),
        plan_changes=tuple(map(plan_change, standing.changes)),
    )


def _state(update: ActionUpdate | None) -> State:
    if update is None:
        return State("", "", "")
    return State(update.phase, update.assessment, update.explanation)
