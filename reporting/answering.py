"""Saves what people answer in a report, as long as the report is in the hands of its region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from regions.models import Municipality, Region
from reporting.models import Answer, Question, Report, ReportRound
from reporting.one_moment import note_edit
from reporting.pauses import save_in_one_row
from reporting.states import state_of

SUBMITTED = "De rapportage is intussen ingediend. Uw tekst is niet opgeslagen, hij staat er nog."


@dataclass(frozen=True)
class Written:
    """One answer in its stored form; `seen` is the version of the answer on screen, None without one.

    `carried_from` is the round from which it was taken over unchanged.
    """

    question: Question
    text: str
    seen: int | None
    carried_from: ReportRound | None = None


@dataclass(frozen=True)
class Subject:
    """What an answer is about: the whole report, one top node, or one municipality."""

    node: OutlineNode | None = None
    municipality: Municipality | None = None


def save_answers(
    *,
    region: Region,
    round: ReportRound,
    written: Iterable[Written],
    by: User,
    node: OutlineNode | None = None,
    municipality: Municipality | None = None,
    is_typing: bool = False,
) -> list[Answer]:
    """Save the answers about one subject, all or none; an answer that did not change is left alone.

    Makes the report at its first text. While somebody is typing, the history keeps one row for each pause. Returns the
    answers that stand now. Raises ValidationError when the report was submitted in the meantime, and
    EditConflictError, with the other's answer, when somebody else changed an answer since it was read.
    """
    about = Subject(node, municipality)
    with transaction.atomic():
        report = writable_report(region, round)
        stored = report.answers.filter(node=node, municipality=municipality)
        answers = {answer.question_id: answer for answer in stored}
        saved = [_save(report, about, answers.get(one.question.pk), one, by, is_typing) for one in written]
    return [answer for answer in saved if answer is not None]


def writable_report(region: Region, round: ReportRound) -> Report:
    """The region's report, made when needed and locked for this transaction.

    Raises ValidationError when it is no longer in the hands of its region.
    """
    made, _ = Report.objects.get_or_create(region=region, round=round)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=made.pk)
    if not state_of(report).is_writable:
        raise ValidationError(SUBMITTED)
    note_edit(report)
    return report


def _save(
    report: Report, about: Subject, answer: Answer | None, written: Written, by: User, is_typing: bool
) -> Answer | None:
    if written.text == (answer.text if answer else ""):
        return answer
    if answer is None:
        new = Answer(report=report, question=written.question, node=about.node, municipality=about.municipality)
        return _create(new, written, by)
    # An answer that was emptied takes nothing away from whoever never saw it.
    seen = answer.version if written.seen is None and not answer.text else written.seen
    if seen is None:
        raise EditConflictError(answer)
    answer.claim(seen)
    return _write(answer, written, by, is_typing)


def _create(answer: Answer, written: Written, by: User) -> Answer:
    try:
        with transaction.atomic():
            return _write(answer, written, by, is_typing=False)
    except IntegrityError as error:
        raise EditConflictError(
            Answer.objects.get(
                report=answer.report, question=answer.question, node=answer.node, municipality=answer.municipality
            )
        ) from error


def _write(answer: Answer, written: Written, by: User, is_typing: bool) -> Answer:
    answer.text, answer.carried_from = written.text, written.carried_from
    answer.updated_at, answer.updated_by = clock.now(), by
    if is_typing:
        save_in_one_row(answer)
    else:
        answer.save()
    return answer
