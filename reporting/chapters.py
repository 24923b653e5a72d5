"""Derives the chapters of a report that a region writes: their state, what is missing, why they came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from actions.models import ActionUpdate
from ghnt import clock
from programmes.models import OutlineNode
from programmes.outline import programme_for
from regions.models import Region
from reporting.answer_kinds import is_complete
from reporting.asked import AskedSection, asked_in
from reporting.chapter_keys import DECISIONS, line_key
from reporting.chapter_list import DECISIONS_TITLE, Chapter, Chapters, ChapterState, Gap
from reporting.chapter_titles import titles_in as titles_in
from reporting.decided import told_proposals
from reporting.earlier import EarlierAnswer, EarlierAnswers, earlier_answers
from reporting.kept import KeptChapter, kept_chapters
from reporting.models import Answer, Place, Question, Report, ReportRound, ReturnReason
from reporting.municipal import municipal_chapters, municipalities_asked
from reporting.region_facts import municipality_names
from reporting.scope import outline_for
from reporting.standing import Outline, StandingAction
from reporting.states import ReportState, state_of


@dataclass(frozen=True)
class _Sources:
    """What all chapters draw on: this time's answers by question and node, last time's, and the municipalities."""

    answers: Mapping[tuple[int, int | None], Answer]
    earlier: EarlierAnswers
    names: Mapping[str, str]

    def answered(self, question: Question, node: int | None) -> tuple[Question, Answer | None, bool]:
        answer = self.answers.get((question.pk, node))
        return question, answer, answer is not None and is_complete(question, answer.text, self.names)

    def proposed(self, questions: Iterable[Question], node: int | None) -> dict[int, EarlierAnswer]:
        """Last time's answers to questions that stayed the same and have no answer yet."""
        open_ = [one for one in questions if not ((found := self.answers.get((one.pk, node))) and found.text)]
        return {one.pk: earlier for one in open_ if (earlier := self.earlier.carried(one, node))}


@dataclass(frozen=True)
class _Written:
    """What a chapter is made of, before its state is known; of each question its answer and whether that is whole."""

    key: str
    title: str
    questions: tuple[tuple[Question, Answer | None, bool], ...] = ()
    standing: tuple[StandingAction, ...] = ()
    proposed: Mapping[int, EarlierAnswer] = field(default_factory=dict)

    @property
    def older(self) -> dict[int, ActionUpdate]:
        """What was said before of the actions that were not updated this half year."""
        return {one.action.pk: one.before for one in self.standing if not one.is_told and one.before}


def chapters_of(region: Region, round: ReportRound) -> Chapters:
    """The chapters of the region's report of the round, in a constant number of queries."""
    programme = programme_for(region, round.half_year, on=clock.today())
    outline = outline_for(programme, round, detailed=False)
    asked = asked_in(round)
    answers = list(Answer.objects.filter(report__region=region, report__round=round).select_related("updated_by"))
    found = {(answer.question_id, answer.node_id): answer for answer in answers if answer.municipality_id is None}
    names = municipality_names(region, round.half_year.end)
    sources = _Sources(found, earlier_answers(region, round), names)
    reasons = _reasons(region, round)
    first = [_about_report(one, sources) for one in asked.at(Place.FIRST)]
    lines = [_about_line(top, outline, asked.questions_at(Place.LINE), sources) for top in outline.tops]
    last = [_about_report(one, sources) for one in asked.at(Place.LAST)]
    municipal = municipal_chapters(asked, municipalities_asked(region, round), answers)
    return Chapters(
        (
            *(_chapter(written, reasons) for written in (*first, *lines)),
            *(_kept(one, reasons) for one in kept_chapters(region, round)),
            _decisions(told_proposals(region, round.half_year).count(), reasons),
            *(_chapter(written, reasons) for written in last),
            *(_with_reason(one, reasons.get(one.key)) for one in municipal),
        )
    )


def _reasons(region: Region, round: ReportRound) -> dict[str, ReturnReason]:
    """The reasons of the last return, as long as the report was not submitted again."""
    reports = Report.objects.select_related("round").prefetch_related("events__reasons")
    report = reports.filter(region=region, round=round).first()
    if report is None or state_of(report) is not ReportState.RETURNED:
        return {}
    event = [event for event in report.events.all() if event.reasons.all()][-1]
    return {reason.chapter: reason for reason in event.reasons.all()}


def _about_report(asked: AskedSection, sources: _Sources) -> _Written:
    answered = tuple(sources.answered(one, None) for one in asked.questions)
    proposed = sources.proposed(asked.questions, None)
    return _Written(asked.section.key, asked.section.title, answered, proposed=proposed)


def _about_line(top: OutlineNode, outline: Outline, questions: Sequence[Question], sources: _Sources) -> _Written:
    answered = tuple(sources.answered(one, top.pk) for one in questions)
    proposed = sources.proposed(questions, top.pk)
    return _Written(line_key(top.pk), str(top), answered, tuple(outline.under(top)), proposed)


def _chapter(written: _Written, reasons: dict[str, ReturnReason]) -> Chapter:
    gaps = (*_open_questions(written), *_open_actions(written))
    changed_at, changed_by = _last_change(written)
    chapter = Chapter(
        key=written.key,
        title=written.title,
        state=_state(written, gaps),
        progress=_progress(written),
        gaps=gaps,
        reason="",
        changed_at=changed_at,
        changed_by=changed_by,
        older=written.older,
        proposed=written.proposed,
    )
    return _with_reason(chapter, reasons.get(written.key))


def _with_reason(chapter: Chapter, reason: ReturnReason | None) -> Chapter:
    """A chapter that came back says so until something in it changes."""
    if reason is None:
        return chapter
    changed = chapter.changed_at is not None and chapter.changed_at > reason.event.at
    return replace(chapter, reason=reason.text, state=chapter.state if changed else ChapterState.RETURNED)


def _state(written: _Written, gaps: Sequence[Gap]) -> ChapterState:
    """With nothing missing but what one key confirms, that is what is said."""
    if not gaps:
        return ChapterState.READY
    if all(gap.action in written.older or gap.question in written.proposed for gap in gaps):
        return ChapterState.TO_CONFIRM
    done = any(answer and answer.text for _, answer, _ in written.questions) or any(one.now for one in written.standing)
    return ChapterState.BUSY if done else ChapterState.NOT_STARTED


def _decisions(proposals: int, reasons: dict[str, ReturnReason]) -> Chapter:
    """Read-only: it follows from the decisions themselves."""
    words = "1 voorstel uit uw besluiten" if proposals == 1 else f"{proposals} voorstellen uit uw besluiten"
    reason = reasons.get(DECISIONS)
    state = ChapterState.RETURNED if reason else ChapterState.READY
    return Chapter(DECISIONS, DECISIONS_TITLE, state, words, (), reason.text if reason else "", None, "")


def _kept(kept: KeptChapter, reasons: dict[str, ReturnReason]) -> Chapter:
    """Read-only, as the decisions: it is changed where it is kept."""
    reason = reasons.get(kept.key)
    state = ChapterState.RETURNED if reason else ChapterState.READY
    return Chapter(kept.key, kept.title, state, kept.progress, (), reason.text if reason else "", None, "")


def _open_questions(written: _Written) -> Sequence[Gap]:
    return [
        Gap(written.key, written.title, question.text, question=question.pk)
        for question, _, is_whole in written.questions
        if question.is_required and not is_whole
    ]


def _open_actions(written: _Written) -> Sequence[Gap]:
    return [
        Gap(written.key, written.title, f"{one.action.code} {one.action.title}", action=one.action.pk)
        for one in written.standing
        if not one.is_told
    ]


def _progress(written: _Written) -> str:
    asked = [one for one in written.standing if not one.ended_before and not one.action.is_shared_here]
    answered = sum(is_whole for *_, is_whole in written.questions)
    words = []
    if asked:
        noun = "actie" if len(asked) == 1 else "acties"
        words.append(f"{sum(one.now is not None for one in asked)} van {len(asked)} {noun} bijgewerkt")
    if written.questions:
        noun = "vraag" if len(written.questions) == 1 else "vragen"
        words.append(f"{answered} van {len(written.questions)} {noun} beantwoord")
    return ", ".join(words)


def _last_change(written: _Written) -> tuple[datetime | None, str]:
    changes = [(answer.updated_at, answer.updated_by) for _, answer, _ in written.questions if answer]
    changes += [(one.now.updated_at, one.now.updated_by) for one in written.standing if one.now]
    if not changes:
        return None, ""
    at, by = max(changes, key=lambda change: change[0])
    return at, str(by) if by else ""
