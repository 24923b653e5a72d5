"""Saves what a region writes in its report, as long as the report is in its hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from regions.models import Region
from reporting.models import Answer, Question, Report, ReportRound
from reporting.states import state_of


@dataclass(frozen=True)
class Written:
    """One text as it was typed; `seen` is the version of the answer on screen, None without one."""

    question: Question
    text: str
    seen: int | None


def save_answers(
    *, region: Region, round: ReportRound, node: OutlineNode | None, written: Iterable[Written], by: User
) -> Report:
    """Save the texts of one chapter, all or none; a text that did not change is left alone.

    Makes the report at its first text. Raises ValidationError when the report was submitted in the meantime,
    and EditConflictError, with the other's answer, when somebody else changed a text since it was read.
    """
    with transaction.atomic():
        report, _ = Report.objects.get_or_create(region=region, round=round)
        report = Report.objects.select_for_update().get(pk=report.pk)
        if not state_of(report).is_writable:
            raise ValidationError("De rapportage is intussen ingediend. Uw tekst is niet opgeslagen, hij staat er nog.")
        answers = {answer.question_id: answer for answer in report.answers.filter(node=node)}
        for one in written:
            _save(report, node, answers.get(one.question.pk), one, by)
    return report


def _save(report: Report, node: OutlineNode | None, answer: Answer | None, written: Written, by: User) -> None:
    if written.text == (answer.text if answer else ""):
        return
    if answer is None:
        _create(Answer(report=report, question=written.question, node=node), written, by)
        return
    if written.seen is None:
        raise EditConflictError(answer)
    answer.claim(written.seen)
    _write(answer, written, by)


def _create(answer: Answer, written: Written, by: User) -> None:
    try:
        with transaction.atomic():
            _write(answer, written, by)
    except IntegrityError as error:
        raise EditConflictError(
            Answer.objects.get(report=answer.report, question=answer.question, node=answer.node)
        ) from error


def _write(answer: Answer, written: Written, by: User) -> None:
    answer.text, answer.updated_at, answer.updated_by = written.text, clock.now(), by
    answer.save()
