"""Answers about an onderdeel that left the outline: kept, and moved to another place when the writers want that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from programmes.outline import programme_for
from regions.models import Region
from reporting.answer_kinds import told
from reporting.answering import writable_report
from reporting.asked import Asked, asked_in
from reporting.models import Answer, Place, Question, QuestionKind, Report, ReportRound
from reporting.region_facts import municipality_names
from reporting.scope import outline_for

MOVED = "Een collega verplaatste of wijzigde deze tekst intussen. Bekijk wat er nu staat."


@dataclass(frozen=True)
class Target:
    """A place for a text: a question, for a top node or for the whole report."""

    question: Question
    node: OutlineNode | None
    label: str

    @property
    def key(self) -> str:
        return f"{self.question.pk}-{self.node.pk if self.node else 0}"


@dataclass(frozen=True)
class StrayAnswer:
    answer: Answer
    told: str
    targets: tuple[Target, ...]


def stray_answers(region: Region, round: ReportRound) -> tuple[StrayAnswer, ...]:
    """What was answered about an onderdeel that no longer is one of the chapters, with where it could go."""
    answers = Answer.objects.filter(report__region=region, report__round=round, node__isnull=False).exclude(text="")
    found = list(answers.select_related("question", "node", "updated_by").order_by("node__position", "pk"))
    if not found:
        return ()
    tops = outline_for(programme_for(region, round.half_year, on=clock.today()), round, detailed=False).tops
    stray = [one for one in found if one.node_id not in {top.pk for top in tops}]
    if not stray:
        return ()
    asked, names = asked_in(round), municipality_names(region, round.half_year.end)
    taken = {(one.question_id, one.node_id) for one in found}
    return tuple(
        StrayAnswer(one, told(one.question, one.text, names), tuple(_targets(one, asked, tops, taken))) for one in stray
    )


def move_answer(*, report: Report, stray: StrayAnswer, target: Target, seen: int, by: User) -> Answer:
    """Put the text at the target, below what stands there already, and take it away from its old place.

    Raises ValidationError when the report was handed in, or when a colleague was first.
    """
    with transaction.atomic():
        writable_report(report.region, report.round)
        try:
            stray.answer.delete_as_seen(seen)
        except EditConflictError as error:
            raise ValidationError(MOVED) from error
        except Answer.DoesNotExist as error:
            raise ValidationError(MOVED) from error
        return _append(report, stray.answer.text, target, by)


def _append(report: Report, text: str, target: Target, by: User) -> Answer:
    about = {"report": report, "question": target.question, "node": target.node, "municipality": None}
    answer = Answer.objects.filter(**about).first() or Answer(**about)
    if answer.text and target.question.kind != QuestionKind.TEXT:
        raise ValidationError("Bij deze vraag staat al een antwoord. Kies een andere plaats.")
    if answer.pk:
        answer.claim(answer.version)
    answer.text = f"{answer.text}\n\n{text}" if answer.text else text
    answer.carried_from, answer.updated_at, answer.updated_by = None, clock.now(), by
    answer.save()
    return answer


def _targets(answer: Answer, asked: Asked, tops: Sequence[OutlineNode], taken: set) -> Iterator[Target]:
    """The same question first; a text may go to any question for a text, other answers only to an empty same one."""
    same = [Target(answer.question, top, f"{top}: {answer.question.text}") for top in tops]
    if answer.question.kind != QuestionKind.TEXT:
        yield from (one for one in same if one.node and (answer.question_id, one.node.pk) not in taken)
        return
    yield from same
    lines = [one for one in asked.questions_at(Place.LINE) if one.kind == QuestionKind.TEXT]
    for top in tops:
        yield from (Target(one, top, f"{top}: {one.text}") for one in lines if one.pk != answer.question_id)
    for section in (*asked.at(Place.FIRST), *asked.at(Place.LAST)):
        for one in section.questions:
            if one.kind == QuestionKind.TEXT:
                yield Target(one, None, f"{section.section.title}: {one.text}")
