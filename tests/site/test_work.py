"""Mijn werk for each role, in the world of two regions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import ActionOffer, ApplicationState, PoolApplication
from ghnt.documents.files import RenderedPdf
from ghnt.site import work as work_module
from ghnt.site.bottlenecks_waiting import bottlenecks_answered, bottlenecks_waiting_elsewhere
from ghnt.site.figures_waiting import figures_to_fill_in
from ghnt.site.learning_waiting import circle_meetings_to_come, learning_to_do
from ghnt.site.means_waiting import applications_without_decision, differences_to_explain, grants_to_plan
from ghnt.site.scans_waiting import scans_to_fill, scans_to_repeat
from ghnt.site.work import work_of
from programmes.models import Meeting
from regions.models import Role
from regions.rights import rights_of
from reporting import workflow
from reporting.chapters import chapters_of
from reporting.models import ChapterAssignment
from tests import factories
from tests.world import HALF_YEAR, TODAY, fill_in, make_world

pytestmark = pytest.mark.django_db
BOTTLENECKS = ("Knelpunten zonder antwoord, wat het langst wacht eerst", ["L1 De opvang is vol"])


@pytest.fixture
def world(settings):
    settings.TODAY = TODAY
    return make_world()


def work_as(world, role, on=TODAY):
    return work_of(rights_of(world.users[role], on=on), on=on)


def titles(work):
    return [(group.title, [row.task.title for row in group.rows]) for group in work.groups]


def offers_and_applications():
    applications = PoolApplication.objects.filter(state=ApplicationState.SUBMITTED)
    return [
        *(f"Aanbod als voorloper beantwoorden: regio {name}" for name in ("Ander", "Eigen")),
        *sorted(f"Beslissen over aanvraag: {one.title}" for one in applications),
    ]


def test_leader_sees_deadline_with_chapters_that_are_ready(world):
    ready = chapters_of(world.own.region, world.report_round).sentence
    (headline,) = work_as(world, "leader").headlines
    assert headline.text == f"Rapportage 1e halfjaar 2021: nog 65 dagen, {ready}."
    assert headline.url == f"/regio/eigen/rapportages/{HALF_YEAR}/"


def test_leader_is_told_how_late_the_report_is(world):
    (headline,) = work_as(world, "leader", on=date(2021, 9, 15)).headlines
    assert "te laat, hij had vóór 15 september 2021 binnen moeten zijn" in headline.text


def test_leader_has_no_deadline_after_submitting(world):
    fill_in(world.own.draft)
    workflow.submit(report=world.own.draft, by=world.users["leader"])
    assert work_as(world, "leader").headlines == ()


def test_secretary_sees_past_meeting_without_conclusion(world):
    meeting = factories.MeetingFactory(body=world.own.body, date=date(2021, 7, 1))
    factories.AgendaItemFactory(meeting=meeting, step=world.own.planned_step, subject="")
    assert titles(work_as(world, "secretary")) == [("Te laat", ["Conclusies vastleggen, Klankbordgroep"])]


def test_officer_is_asked_whether_the_municipality_takes_part(world):
    asked = "Aangeven of Eigendorp meedoet: Training Eigen"
    assert dict(titles(work_as(world, "municipal")))["Zonder datum"] == [asked]


def test_officer_who_answered_is_asked_nothing(world):
    factories.ActionMunicipalityFactory(action=world.own.action, municipality=world.own.municipality)
    assert titles(work_as(world, "municipal")) == [
        ("Te laat", ["Uitkomst invullen: raad, Eigendorp"]),
        ("Later", ["Toezegging beantwoorden aan de raad van Eigendorp"]),
    ]


def test_national_team_counts_and_reads_what_waits(world):
    work = work_as(world, "national")
    assert work.headlines[0].text == "Rapportages 1e halfjaar 2021: 0 van 2 ingediend, 0 te laat."
    assert titles(work) == [
        ("Te lezen", ["Lees Eigen, 2e halfjaar 2020", "Lees Ander, 2e halfjaar 2020"]),
        BOTTLENECKS,
        ("Zonder datum", offers_and_applications()),
    ]


def test_returned_reports_of_the_open_round_stand_apart(world):
    national = world.users["national"]
    fill_in(world.own.draft)
    workflow.submit(report=world.own.draft, by=world.users["leader"])
    workflow.return_report(report=world.own.draft, reasons={"samenvatting": "Te kort."}, by=national)
    returned = ("Teruggestuurd", ["Lees Eigen, 1e halfjaar 2021"])
    asked = ("Zonder datum", [*offers_and_applications(), "Vraag beantwoorden: Nog in de pen."])
    assert titles(work_as(world, "national"))[1:] == [returned, BOTTLENECKS, asked]


def test_reader_without_work_sees_the_next_date(world):
    factories.MeetingFactory(body=world.own.body, date=date(2021, 8, 30))
    work = work_as(world, "reader")
    assert work.nothing == "Er wacht niets op u. Eerstvolgende datum: 30 augustus 2021, Klankbordgroep."
    assert work.groups == ()


def test_work_of_one_region_names_no_other(world):
    ActionOffer.objects.all().delete()  # what another region offers does name it
    shown = repr(work_as(world, "leader"))
    assert "Ander" not in shown
    assert Meeting.objects.filter(body__region=world.other.region).exists()


@pytest.mark.parametrize("extra", [0, 3])
def test_work_page_has_one_query_count(world, client, django_assert_max_num_queries, extra):
    for number in range(extra):
        meeting = factories.MeetingFactory(body=world.own.body, date=date(2021, 5, 3 + number))
        step = factories.RouteStepFactory(round=world.own.round, body=world.own.body, meeting=meeting)
        factories.AgendaItemFactory(meeting=meeting, step=step, subject="")
    client.force_login(world.users["leader"])
    with django_assert_max_num_queries(95):  # over twenty modules; how far the report is takes half of it
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("role", "found"),
    [("leader", ["Eigen"]), ("national", ["Ander", "Eigen"]), ("reader", []), ("adviser", [])],
)
def test_pdf_that_is_ready_is_found_by_who_writes_or_judges(world, role, found):
    for home in (world.own, world.other):
        job = home.submitted.versions.get().renderings.get()
        assert job.claim()
        job.finish(RenderedPdf(b"%PDF-1.7", 17, "proef"))
    lists = {group.title: group.rows for group in work_as(world, role).lists}
    rows = lists.get("Pdf’s van de laatste twee weken", ())
    assert [row.task.title for row in rows] == [f"{name}, 2e halfjaar 2020, versie 1" for name in found]


def test_leader_sees_milestones_that_passed_or_come_within_two_weeks(world):
    action = world.own.action
    action.milestones.all().delete()
    for title, due in (("Te laat", date(2021, 7, 1)), ("Bijna", date(2021, 7, 26)), ("Later", date(2021, 7, 27))):
        factories.ActionMilestoneFactory(action=action, title=title, due=due)
    factories.ActionMilestoneFactory(action=action, title="Gehaald", due=date(2021, 7, 1), state="reached")
    factories.ActionMilestoneFactory(action=world.other.action, title="Van een ander", due=date(2021, 7, 1))
    tasks = [task for _group, found in titles(work_as(world, "leader")) for task in found]
    assert [task for task in tasks if task.startswith("Mijlpaal")] == [
        "Mijlpaal melden of verzetten: Te laat",
        "Mijlpaal melden of verzetten: Bijna",
    ]


def test_reader_is_not_asked_about_milestones(world):
    assert work_as(world, "reader").groups == ()


@pytest.mark.parametrize(
    "waiting",
    [
        figures_to_fill_in,
        scans_to_fill,
        scans_to_repeat,
        learning_to_do,
        differences_to_explain,
        lambda rights, on: grants_to_plan(rights),
        lambda rights, on: applications_without_decision(rights),
        lambda rights, on: bottlenecks_answered(rights),
        bottlenecks_waiting_elsewhere,
        circle_meetings_to_come,
    ],
)
def test_a_second_region_costs_no_query(world, waiting):
    """For who works for two regions."""

    def queries():
        rights = rights_of(world.users["leader"], on=TODAY)
        with CaptureQueriesContext(connection) as found:
            list(waiting(rights, on=TODAY))
        return len(found)

    one = queries()
    factories.IndicatorFactory(region=world.other.region, code="nog-een", name="Nog een")
    factories.RoleAssignmentFactory(user=world.users["leader"], role=Role.LEADER, region=world.other.region)
    assert queries() == one


def test_chapters_of_a_report_are_read_once(world, monkeypatch):
    """For the deadline and for who writes a chapter of it."""
    leader, asked = world.users["leader"], []
    ChapterAssignment.objects.update_or_create(
        report=world.own.draft, chapter="samenvatting", defaults={"writer": leader}
    )
    monkeypatch.setattr(work_module, "chapters_of", lambda *of: asked.append(of) or chapters_of(*of))
    found = work_of(rights_of(leader, on=TODAY), on=TODAY, user=leader)
    assert "Hoofdstuk schrijven: Samenvatting, Eigen" in repr(found)
    assert len(asked) == 1
