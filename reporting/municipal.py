"""The chapters that each municipality fills in itself: who is asked, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ghnt import clock
from regions.models import Municipality, Region
from reporting.answer_kinds import is_complete
from reporting.asked import Asked, AskedSection
from reporting.chapter_list import Chapter, ChapterState, Gap, MunicipalPart
from reporting.models import Answer, Place, Question, ReportRound

ByMunicipality = Mapping[tuple[int, int], Answer]  # by question and municipality


def municipalities_asked(region: Region, round: ReportRound) -> list[Municipality]:
    """Those of the region on the last day of the half year that still are its own, by name. One query."""
    today = Municipality.objects.in_region(region, on=clock.today())
    then = Municipality.objects.in_region(region, on=round.half_year.end)
    return list(then.filter(pk__in=today.values("pk")).order_by("name"))


def municipal_chapters(
    asked: Asked, municipalities: Sequence[Municipality], answers: Iterable[Answer]
) -> tuple[Chapter, ...]:
    """One for each section, with what every municipality answered."""
    found = {(one.question_id, one.municipality_id): one for one in answers if one.municipality_id is not None}
    return tuple(_chapter(one, municipalities, found) for one in asked.at(Place.MUNICIPALITY))


def _chapter(asked: AskedSection, municipalities: Sequence[Municipality], answers: ByMunicipality) -> Chapter:
    section = asked.section
    parts = tuple(_part(one, asked.questions, answers) for one in municipalities)
    gaps = tuple(_gap(section.key, section.title, one) for one in parts if one.missing)
    begun = any(one.answered for one in parts)
    state = ChapterState.BUSY if begun else ChapterState.NOT_STARTED
    changes = [one for (question, _), one in answers.items() if question in {each.pk for each in asked.questions}]
    last = max(changes, key=lambda answer: answer.updated_at, default=None)
    return Chapter(
        key=section.key,
        title=section.title,
        state=state if gaps else ChapterState.READY,
        progress=_progress(parts),
        gaps=gaps,
        reason="",
        changed_at=last.updated_at if last else None,
        changed_by=str(last.updated_by) if last and last.updated_by else "",
        municipal=parts,
    )


def required_left(questions: Iterable[Question], answers: Mapping[int, Answer]) -> int:
    """How many questions that must be answered have no answer yet; `answers` by question."""
    return sum(one.is_required and not _is_answered(one, answers.get(one.pk)) for one in questions)


def _part(municipality: Municipality, questions: Sequence[Question], answers: ByMunicipality) -> MunicipalPart:
    done = [one for one in questions if _is_answered(one, answers.get((one.pk, municipality.pk)))]
    missing = sum(one.is_required and one not in done for one in questions)
    return MunicipalPart(municipality.name, municipality.slug, len(done), len(questions), missing)


def _is_answered(question: Question, answer: Answer | None) -> bool:
    return answer is not None and is_complete(question, answer.text)


def _gap(key: str, title: str, part: MunicipalPart) -> Gap:
    noun = "verplichte vraag" if part.missing == 1 else "verplichte vragen"
    return Gap(key, title, f"{part.name}: {part.missing} {noun}", municipality=part.slug)


def _progress(parts: Sequence[MunicipalPart]) -> str:
    """ "5 van 7 gemeenten vulden dit in" """
    done = sum(one.is_done for one in parts)
    if len(parts) == 1:
        return "1 van 1 gemeente vulde dit in" if done else "0 van 1 gemeente vulde dit in"
    return f"{done} van {len(parts)} gemeenten vulden dit in"
