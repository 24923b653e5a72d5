"""Derives the chapters of a report that a region writes: their state, what is missing, why they came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ghnt import clock
from programmes.models import OutlineNode
from programmes.outline import programme_for
from regions.models import Region
from reporting.chapter_keys import DECISIONS, NODE_QUESTIONS, OUTLOOK, STEERING, SUMMARY, line_key
from reporting.chapter_list import TITLES, Chapter, Chapters, ChapterState, Gap
from reporting.content import ReportContent
from reporting.decided import told_proposals
from reporting.models import Answer, Question, Report, ReportRound, ReturnReason
from reporting.standing import Outline, StandingAction, outline_of
from reporting.states import ReportState, state_of


@dataclass(frozen=True)
class _Written:
    """What a chapter is made of, before its state is known."""

    key: str
    title: str
    questions: tuple[tuple[Question, Answer | None], ...] = ()
    standing: tuple[StandingAction, ...] = ()


def chapters_of(region: Region, round: ReportRound) -> Chapters:
    """The chapters of the region's report of the round, in a constant number of queries."""
    programme = programme_for(region, round.half_year, on=clock.today())
    outline = outline_of(programme, round.half_year, detailed=False)
    questions = list(round.question_set.questions.all())
    answers = Answer.objects.filter(report__region=region, report__round=round).select_related("updated_by")
    found = {(answer.question_id, answer.node_id): answer for answer in answers}
    reasons = _reasons(region, round)
    before = [_about_report(key, questions, found) for key in (SUMMARY, STEERING)]
    lines = [_about_line(top, outline, questions, found) for top in outline.tops]
    outlook = _about_report(OUTLOOK, questions, found)
    return Chapters(
        (
            *(_chapter(written, reasons) for written in (*before, *lines)),
            _decisions(told_proposals(region, round.half_year).count(), reasons),
            _chapter(outlook, reasons),
        )
    )


def titles_in(content: ReportContent) -> dict[str, str]:
    """The chapters of sealed content by key, for reasons of return."""
    lines = {line.key: f"{line.code} {line.title}" for line in content.lines}
    first = {key: TITLES[key] for key in (SUMMARY, STEERING)}
    return first | lines | {key: TITLES[key] for key in (DECISIONS, OUTLOOK)}


def _reasons(region: Region, round: ReportRound) -> dict[str, ReturnReason]:
    """The reasons of the last return, as long as the report was not submitted again."""
    reports = Report.objects.prefetch_related("events__reasons")
    report = reports.filter(region=region, round=round).first()
    if report is None or state_of(report) is not ReportState.RETURNED:
        return {}
    event = [event for event in report.events.all() if event.reasons.all()][-1]
    return {reason.chapter: reason for reason in event.reasons.all()}


def _about_report(key: str, questions: Iterable[Question], found: dict) -> _Written:
    asked = tuple((one, found.get((one.pk, None))) for one in questions if one.chapter == key)
    return _Written(key, TITLES[key], asked)


def _about_line(top: OutlineNode, outline: Outline, questions: Iterable[Question], found: dict) -> _Written:
    asked = tuple((one, found.get((one.pk, top.pk))) for one in questions if one.chapter == NODE_QUESTIONS)
    return _Written(line_key(top.pk), str(top), asked, tuple(outline.under(top)))


def _chapter(written: _Written, reasons: dict[str, ReturnReason]) -> Chapter:
    gaps = (*_open_questions(written), *_open_actions(written))
    done = any(answer and answer.text for _, answer in written.questions) or any(one.now for one in written.standing)
    changed_at, changed_by = _last_change(written)
    reason = reasons.get(written.key)
    state = ChapterState.READY if not gaps else ChapterState.BUSY if done else ChapterState.NOT_STARTED
    if reason and not (changed_at and changed_at > reason.event.at):
        state = ChapterState.RETURNED
    return Chapter(
        key=written.key,
        title=written.title,
        state=state,
        progress=_progress(written),
        gaps=gaps,
        reason=reason.text if reason else "",
        changed_at=changed_at,
        changed_by=changed_by,
    )


def _decisions(proposals: int, reasons: dict[str, ReturnReason]) -> Chapter:
    """Read-only: it follows from the decisions themselves."""
    words = "1 voorstel uit uw besluiten" if proposals == 1 else f"{proposals} voorstellen uit uw besluiten"
    reason = reasons.get(DECISIONS)
    state = ChapterState.RETURNED if reason else ChapterState.READY
    return Chapter(DECISIONS, TITLES[DECISIONS], state, words, (), reason.text if reason else "", None, "")


def _open_questions(written: _Written) -> Sequence[Gap]:
    return [
        Gap(written.key, written.title, question.text, question=question.pk)
        for question, answer in written.questions
        if question.is_required and not (answer and answer.text)
    ]


def _open_actions(written: _Written) -> Sequence[Gap]:
    return [
        Gap(written.key, written.title, f"{one.action.code} {one.action.title}", action=one.action.pk)
        for one in written.standing
        if not one.is_told
    ]


def _progress(written: _Written) -> str:
    asked = [one for one in written.standing if not one.ended_before and not one.action.is_shared_here]
    answered = sum(bool(answer and answer.text) for _, answer in written.questions)
    words = []
    if asked:
        noun = "actie" if len(asked) == 1 else "acties"
        words.append(f"{sum(one.now is not None for one in asked)} van {len(asked)} {noun} bijgewerkt")
    if written.questions:
        noun = "vraag" if len(written.questions) == 1 else "vragen"
        words.append(f"{answered} van {len(written.questions)} {noun} beantwoord")
    return ", ".join(words)


def _last_change(written: _Written) -> tuple[datetime | None, str]:
    changes = [(answer.updated_at, answer.updated_by) for _, answer in written.questions if answer]
    changes += [(one.now.updated_at, one.now.updated_by) for one in written.standing if one.now]
    if not changes:
        return None, ""
    at, by = max(changes, key=lambda change: change[0])
    return at, str(by) if by else ""
