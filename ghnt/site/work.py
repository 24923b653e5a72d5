"""Mijn werk: for one person's rights, everything that waits, from every corner of the application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from actions.models import Action, ActionMunicipality
from ghnt.accounts.models import User
from ghnt.documents.models import RenderingState
from ghnt.site.adoption_waiting import councils_to_follow
from ghnt.site.bottlenecks_waiting import (
    bottlenecks_answered,
    bottlenecks_to_answer,
    bottlenecks_waiting_elsewhere,
)
from ghnt.site.figures_waiting import figures_to_fill_in
from ghnt.site.follow_ups import follow_ups_to_finish
from ghnt.site.following import lists_to_follow
from ghnt.site.judging import national_headlines, reports_to_judge
from ghnt.site.learning_waiting import circle_meetings_to_come, learning_to_do
from ghnt.site.means_waiting import (
    applications_to_decide,
    applications_without_decision,
    differences_to_explain,
    grants_to_plan,
)
from ghnt.site.papers import papers_to_send
from ghnt.site.remarks_waiting import remarks_to_follow_up
from ghnt.site.report_waiting import chapters_to_write, municipal_questions
from ghnt.site.reports_to_write import report_headlines, reports_to_write, writing_of
from ghnt.site.review_waiting import conclusions_to_know, conclusions_to_review, not_right_to_answer
from ghnt.site.scans_waiting import scans_to_fill, scans_to_repeat
from ghnt.site.signals_waiting import questions_to_answer, questions_without_answer
from ghnt.site.tasks import Headline, Task, TaskGroup, TaskRow, grouped
from ghnt.site.waiting import answers_and_offers, milestones_to_reach
from ghnt.ui.dates import clock_time, long_date
from programmes.models import Meeting, RegionalProgramme
from regions.models import Municipality, RegionMembership
from regions.rights import Right, Rights
from reporting.chapters import chapters_of
from reporting.models import ReportRendering

FEW = 5


@dataclass(frozen=True)
class Work:
    headlines: tuple[Headline, ...]
    groups: tuple[TaskGroup, ...]
    lists: tuple[TaskGroup, ...]
    nothing: str


def work_of(rights: Rights, *, on: date, user: User | None = None) -> Work:
    """What waits for the holder of these rights on a date; with the user also what was given to that person."""
    writing, chapters = writing_of(rights, on), cache(chapters_of)  # of a report they are asked for twice
    tasks = [
        *reports_to_write(writing, on),
        *_meetings_to_record(rights, on),
        *_municipal_tasks(rights, on),
        *milestones_to_reach(rights, on=on),
        *remarks_to_follow_up(rights, on=on),
        *answers_and_offers(rights),
        *bottlenecks_answered(rights),
        *conclusions_to_review(rights, on=on),
        *not_right_to_answer(rights),
        *follow_ups_to_finish(rights, on=on),
        *papers_to_send(rights, on=on),
        *councils_to_follow(rights, on=on),
        *questions_to_answer(rights),
        *municipal_questions(rights, on=on),
        *figures_to_fill_in(rights, on=on),
        *chapters_to_write(user, rights, on=on, chapters=chapters),
        *scans_to_fill(rights, on=on),
        *scans_to_repeat(rights, on=on),
        *learning_to_do(rights, on=on),
        *applications_to_decide(rights),
        *differences_to_explain(rights, on=on),
        *grants_to_plan(rights),
    ]
    headlines = [*report_headlines(writing, on, chapters), *national_headlines(rights, on)]
    groups = (*reports_to_judge(rights, on), *bottlenecks_to_answer(rights, on=on), *grouped(tasks, on=on))
    return Work(tuple(headlines), groups, tuple(_lists(rights, on)), _nothing(rights, on))


def _meetings_to_record(rights: Rights, on: date) -> Iterator[Task]:
    """Meetings that are over and whose conclusions are not recorded."""
    if not rights.may_anywhere(Right.RECORD_CONCLUSIONS):
        return
    meetings = Meeting.objects.recordable_by(rights).without_conclusions(on, rights)
    for meeting in meetings.select_related("body__region", "body__municipality"):
        yield Task(
            f"Conclusies vastleggen, {meeting.body}",
            reverse("programmes:meeting_conclusions", args=[meeting.pk]),
            f"Vergadering van {long_date(meeting.date)}, {meeting.body.whose}",
            meeting.date,
        )


def _municipal_tasks(rights: Rights, on: date) -> Iterator[Task]:
    """Actions on which the own municipality did not say yet whether it takes part."""
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    for municipality in Municipality.objects.filter(pk__in=own) if own else ():
        member = RegionMembership.objects.current(on).filter(municipality=municipality).select_related("target").first()
        programme = RegionalProgramme.objects.running(member.target, on) if member else None
        if member is None or programme is None:
            continue
        answered = ActionMunicipality.objects.filter(action=OuterRef("pk"), municipality=municipality)
        open_ = Action.objects.in_programme(programme).filter(~Exists(answered)).select_related("node")
        for action in open_:
            yield Task(
                f"Aangeven of {municipality} meedoet: {action.title}",
                reverse("actions:action_municipality_row", args=[member.target.slug, action.pk, municipality.slug]),
                f"Actie {action.code} van {member.target}; uw gemeente gaf nog geen antwoord",
            )


def _lists(rights: Rights, on: date) -> Iterator[TaskGroup]:
    """What the visitor may want to read, without a date and without a demand."""
    yield from lists_to_follow(rights, on)
    yield from questions_without_answer(rights)
    yield from applications_without_decision(rights)
    yield from bottlenecks_waiting_elsewhere(rights, on=on)
    yield from conclusions_to_know(rights, on=on)
    yield from circle_meetings_to_come(rights, on=on)
    meetings = Meeting.objects.visible_to(rights).coming(on).select_related("body__region", "body__municipality")[:FEW]
    rows = tuple(
        TaskRow(Task(str(one.body), one.get_absolute_url(), f"{long_date(one.date)}, {one.body.whose}"), "")
        for one in meetings
    )
    documents = tuple(_documents(rights, on))
    if documents:
        yield TaskGroup("Pdf’s van de laatste twee weken", documents, 0)
    if rows:
        yield TaskGroup("Komende vergaderingen", rows, 0)


def _documents(rights: Rights, on: date) -> Iterator[TaskRow]:
    """The newest PDFs that were made of reports this person writes or judges."""
    regions = rights.regions(Right.JUDGE_REPORT)
    if regions is not None:
        regions = rights.regions(Right.WRITE_REPORT)
    made = ReportRendering.objects.filter(state=RenderingState.DONE, done_at__date__gt=on - timedelta(days=14))
    if regions is not None:
        made = made.filter(report_version__report__region__in=regions)
    newest = made.order_by().values("report_version").annotate(newest=Max("pk")).values("newest")
    made = ReportRendering.objects.filter(pk__in=newest)
    reports = "report_version__report"
    for one in made.select_related(f"{reports}__region", f"{reports}__round").order_by("-done_at")[:FEW]:
        version = one.report_version
        report = version.report
        title = f"{report.region}, {report.round}, versie {version.number}"
        made_at = one.done_at or one.asked_at
        why = f"Gemaakt op {long_date(made_at)} om {clock_time(made_at)}, {one.pages} bladzijden"
        url = reverse("reporting:version_detail", args=[report.region.slug, report.round.code, version.number])
        yield TaskRow(Task(title, url, why), "")


def _nothing(rights: Rights, on: date) -> str:
    meeting = Meeting.objects.visible_to(rights).coming(on).select_related("body").first()
    if meeting is None:
        return "Er wacht niets op u."
    return f"Er wacht niets op u. Eerstvolgende datum: {long_date(meeting.date)}, {meeting.body}."
