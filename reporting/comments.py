"""Writing with more than one person: who writes which chapter, and comments on it. Never in the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from regions.addressees import holders
from regions.models import Region
from regions.rights import Right
from reporting.models import ChapterAssignment, ChapterComment, Report, ReportRound

DIVIDED_MEANWHILE = "Een collega verdeelde dit hoofdstuk intussen. Kijk wie het nu schrijft, en kies zo nodig opnieuw."


@dataclass(frozen=True)
class ChapterTalk:
    """Of one chapter: who may write it, who writes it, and the comments, oldest first."""

    writers: tuple[User, ...]
    assignment: ChapterAssignment | None
    comments: tuple[ChapterComment, ...]

    @property
    def open(self) -> tuple[ChapterComment, ...]:
        return tuple(one for one in self.comments if one.done_at is None)

    @property
    def done(self) -> tuple[ChapterComment, ...]:
        return tuple(one for one in self.comments if one.done_at is not None)


@dataclass(frozen=True)
class TaskTalk:
    """Of one chapter in the task list: who writes it and how many comments are open."""

    writer: str
    comments: int

    @property
    def words(self) -> str:
        said = [f"{self.writer} schrijft"] if self.writer else []
        if self.comments:
            said.append("1 open opmerking" if self.comments == 1 else f"{self.comments} open opmerkingen")
        return ", ".join(said)


def writers_of(region: Region, *, on: date) -> list[User]:
    """Who may write the region's report on a date, by name."""
    return holders(Right.WRITE_REPORT, region=region, on=on)


def talk_of(region: Region, round: ReportRound, chapter: str, *, on: date) -> ChapterTalk | None:
    """None where the region has no second writer: there is nobody to divide the work with."""
    writers = writers_of(region, on=on)
    if len(writers) < 2:
        return None
    about = {"report__region": region, "report__round": round, "chapter": chapter}
    assignment = ChapterAssignment.objects.filter(**about).select_related("writer").first()
    return ChapterTalk(tuple(writers), assignment, tuple(ChapterComment.objects.filter(**about).order_by("pk")))


def talk_by_chapter(region: Region, round: ReportRound, *, on: date) -> dict[str, TaskTalk]:
    """For the task list, by key of the chapter; empty where the region has no second writer."""
    if len(writers_of(region, on=on)) < 2:
        return {}
    assigned = ChapterAssignment.objects.filter(report__region=region, report__round=round).select_related("writer")
    writers = {one.chapter: str(one.writer) for one in assigned}
    open_ = ChapterComment.objects.filter(report__region=region, report__round=round, done_at=None)
    counts = Counter(open_.values_list("chapter", flat=True))
    return {key: TaskTalk(writers.get(key, ""), counts[key]) for key in {*writers, *counts}}


@transaction.atomic
def assign_chapter(*, report: Report, chapter: str, writer: User | None, seen: int | None, by: User) -> None:
    """Agree who writes a chapter; without a writer it is nobody's again. `seen` is the version on the page.

    Raises ValidationError when the writer may not write in the region, or when a colleague was first.
    """
    if writer is not None and writer not in writers_of(report.region, on=clock.today()):
        raise ValidationError("Kies iemand die in deze regio aan de rapportage mag schrijven.")
    current = ChapterAssignment.objects.filter(report=report, chapter=chapter).first()
    if (current.writer if current else None) == writer:
        return
    try:
        _assign(current or ChapterAssignment(report=report, chapter=chapter), writer, seen, by)
    except (EditConflictError, IntegrityError) as error:
        raise ValidationError(DIVIDED_MEANWHILE) from error


def _assign(assignment: ChapterAssignment, writer: User | None, seen: int | None, by: User) -> None:
    if assignment.pk:
        assignment.claim(-1 if seen is None else seen)
    if writer is None:
        assignment.delete()
        return
    assignment.writer, assignment.by, assignment.at = writer, by, clock.now()
    with transaction.atomic():
        assignment.save()


def add_comment(*, report: Report, chapter: str, text: str, by: User) -> ChapterComment:
    """Raises ValidationError without a text."""
    if not text.strip():
        raise ValidationError("Schrijf eerst uw opmerking.")
    last = ChapterComment.objects.filter(report=report, chapter=chapter, by=by).order_by("pk").last()
    if last is not None and last.text == text and last.done_at is None:
        return last  # sent twice
    return ChapterComment.objects.create(
        report=report, chapter=chapter, text=text, by=by, by_name=by.name, at=clock.now()
    )


def finish_comment(*, comment: ChapterComment, by: User) -> None:
    """Dealt with; who did it first stays."""
    open_ = ChapterComment.objects.filter(pk=comment.pk, done_at=None)
    open_.update(done_at=clock.now(), done_by_name=by.name)
