"""The report in Mijn werk: chapters that are somebody's to write, and questions to a municipality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from ghnt.accounts.models import User
from ghnt.site.reports_to_write import ChaptersOf
from ghnt.site.tasks import Task
from regions.geography import region_of
from regions.models import Municipality, Region
from regions.rights import Right, Rights
from reporting.access import find_report
from reporting.asked import asked_in
from reporting.chapters import chapters_of
from reporting.due import due_for
from reporting.models import Answer, ChapterAssignment, Report, ReportRound
from reporting.municipal import municipal_chapters, municipalities_asked
from reporting.rounds import open_round
from reporting.states import state_of


def chapters_to_write(
    user: User | None, rights: Rights, *, on: date, chapters: ChaptersOf = chapters_of
) -> Iterator[Task]:
    """The chapters that were given to somebody and are not ready, of reports that the region still writes."""
    mine = ChapterAssignment.objects.filter(writer=user).select_related("report__region", "report__round")
    by_report: dict[Report, list[str]] = {}
    for one in mine.order_by("report", "pk") if user else ():
        by_report.setdefault(one.report, []).append(one.chapter)
    for report, keys in by_report.items():
        if rights.may(Right.WRITE_REPORT, report.region) and state_of(report).is_writable:
            yield from _chapters(report, keys, chapters)


def municipal_questions(rights: Rights, *, on: date) -> Iterator[Task]:
    """For an officer: a report of the region that asks the municipality something it did not answer yet."""
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    for municipality in Municipality.objects.filter(pk__in=own) if own else ():
        region = region_of(municipality, on=on)
        for round in _running(region, on) if region else ():
            if region and (left := _left(region, round, municipality)):
                noun = "vraag" if left == 1 else "vragen"
                yield Task(
                    f"{left} {noun} voor de rapportage beantwoorden, {municipality}",
                    reverse("reporting:municipal_report", args=[municipality.slug, round.code]),
                    f"Rapportage {round} van regio {region}",
                    due_for(round, region),
                )


def _chapters(report: Report, keys: Iterable[str], chapters: ChaptersOf) -> Iterator[Task]:
    found, due = chapters(report.region, report.round), due_for(report.round, report.region)
    for key in keys:
        chapter = found.find(key)
        if chapter and not chapter.is_ready:
            yield Task(
                f"Hoofdstuk schrijven: {chapter.title}, {report.region}",
                reverse("reporting:report_chapter", args=[report.region.slug, report.round.code, key]),
                f"Rapportage {report.round}: {chapter.badge.label.lower()}",
                due,
            )


def _running(region: Region, on: date) -> Iterable[ReportRound]:
    """The rounds of the half year that is reported on now, and later ones."""
    latest = open_round(on, region)
    rounds = ReportRound.objects.of(region).open_on(on).select_related("question_set")
    return rounds.filter(half_year__gte=latest.half_year) if latest else rounds


def _left(region: Region, round: ReportRound, municipality: Municipality) -> int:
    """How many questions are open: the required ones, or all when nothing was answered."""
    asked = asked_in(round)
    if not state_of(find_report(region, round)).is_writable or municipality not in municipalities_asked(region, round):
        return 0
    answers = Answer.objects.filter(report__region=region, report__round=round, municipality=municipality)
    chapters = municipal_chapters(asked, [municipality], answers.select_related("updated_by"))
    parts = [part for chapter in chapters for part in chapter.municipal]
    return sum(part.missing or (0 if part.answered else part.asked) for part in parts)
