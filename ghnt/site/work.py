"""Mijn werk: for one person's rights, everything that waits, from every corner of the application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from actions.figures import updated_count
from actions.models import Action, ActionMunicipality
from ghnt.documents.models import RenderingState
from ghnt.site.adoption_waiting import councils_to_follow
from ghnt.site.follow_ups import follow_ups_to_finish
from ghnt.site.following import lists_to_follow
from ghnt.site.judging import national_headlines, reports_to_judge
from ghnt.site.papers import papers_to_send
from ghnt.site.remarks_waiting import remarks_to_follow_up
from ghnt.site.review_waiting import conclusions_to_know, conclusions_to_review, not_right_to_answer
from ghnt.site.tasks import Headline, Task, TaskGroup, TaskRow, grouped
from ghnt.site.waiting import answers_and_offers, milestones_to_reach
from ghnt.ui.dates import clock_time, long_date
from programmes.models import Meeting, RegionalProgramme
from programmes.outline import current_or_coming
from regions.models import Municipality, Region, RegionMembership
from regions.rights import Right, Rights
from reporting.chapters import chapters_of
from reporting.models import Report, ReportRendering, ReportRound
from reporting.rounds import open_round
from reporting.states import ReportState, state_of

FEW = 5


@dataclass(frozen=True)
class Work:
    headlines: tuple[Headline, ...]
    groups: tuple[TaskGroup, ...]
    lists: tuple[TaskGroup, ...]
    nothing: str


def work_of(rights: Rights, *, on: date) -> Work:
    """What waits for the holder of these rights on a date."""
    writing = _writing_regions(rights)
    tasks = [
        *(task for region in writing for task in _region_tasks(region, on)),
        *_meetings_to_record(rights, on),
        *_municipal_tasks(rights, on),
        *milestones_to_reach(rights, on=on),
        *remarks_to_follow_up(rights, on=on),
        *answers_and_offers(rights),
        *conclusions_to_review(rights, on=on),
        *not_right_to_answer(rights),
        *follow_ups_to_finish(rights, on=on),
        *papers_to_send(rights, on=on),
        *councils_to_follow(rights, on=on),
    ]
    headlines = [line for region in writing if (line := _report_line(region, on))]
    headlines += national_headlines(rights, on)
    groups = (*reports_to_judge(rights, on), *grouped(tasks, on=on))
    return Work(tuple(headlines), groups, tuple(_lists(rights, on)), _nothing(rights, on))


def _writing_regions(rights: Rights) -> list[Region]:
    held = [key for key in rights.by_region if rights.may(Right.WRITE_REPORT, key)]
    return list(Region.objects.filter(pk__in=held)) if held else []


def _report_line(region: Region, on: date) -> Headline | None:
    """The deadline and how far the region's report is; nothing once it was submitted."""
    round_ = open_round(on, region)
    if round_ is None or not _state(region, round_).is_writable:
        return None
    chapters = chapters_of(region, round_)
    text = f"Rapportage {round_}: {_time_left(round_.due, on)}, {chapters.sentence}."
    url = reverse("reporting:report_detail", args=[region.slug, round_.half_year])
    return Headline(text, url, "Verder met de rapportage", str(region))


def _state(region: Region, round_: ReportRound) -> ReportState:
    return state_of(Report.objects.filter(region=region, round=round_).prefetch_related("events").first())


def _time_left(due: date, on: date) -> str:
    days = (due - on).days
    if days <= 0:
        return f"te laat, hij had vóór {long_date(due)} binnen moeten zijn"
    return "nog 1 dag" if days == 1 else f"nog {days} dagen"


def _region_tasks(region: Region, on: date) -> Iterator[Task]:
    round_ = open_round(on, region)
    programme = RegionalProgramme.objects.running(region, on)
    if current_or_coming(region, on=on) is None:
        url = reverse("programmes:programme_update", args=[region.slug])
        yield Task(f"Programma beginnen, {region}", url, "Deze regio heeft nog geen programma")
    if round_ is None or programme is None:
        return
    state = _state(region, round_)
    if not state.is_writable:
        return
    done, total = updated_count(programme, round_.half_year)
    if done < total:
        yield Task(
            f"Voortgang bijwerken, {region}",
            reverse("actions:progress", args=[region.slug, round_.half_year]),
            f"{done} van {total} acties bijgewerkt voor het {round_}",
            round_.due,
        )
    if state is ReportState.RETURNED:
        yield Task(
            f"Rapportage aanpassen, {region}",
            reverse("reporting:report_detail", args=[region.slug, round_.half_year]),
            "Het landelijk team stuurde de rapportage terug, met redenen.",
            round_.due,
        )


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
    yield from conclusions_to_know(rights, on=on)
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
        url = reverse("reporting:version_detail", args=[report.region.slug, report.round.half_year, version.number])
        yield TaskRow(Task(title, url, why), "")


def _nothing(rights: Rights, on: date) -> str:
    meeting = Meeting.objects.visible_to(rights).coming(on).select_related("body").first()
    if meeting is None:
        return "Er wacht niets op u."
    return f"Er wacht niets op u. Eerstvolgende datum: {long_date(meeting.date)}, {meeting.body}."
