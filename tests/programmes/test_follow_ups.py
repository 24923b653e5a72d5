"""Actiepunten: the list of a region, its workbook, changing one, saying that it is done."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ghnt.site.follow_ups import follow_ups_to_finish
from programmes.models import FollowUp
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = ON


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def meeting(region):
    body = factories.BodyFactory(region=region, name="Directieoverleg")
    return factories.MeetingFactory(body=body, date=date(2021, 6, 1), recorded_at="2021-06-02T10:00Z")


@pytest.fixture
def secretary(client, meeting):
    user = factories.RoleAssignmentFactory(role=Role.SECRETARY, body=meeting.body, user__name="Karin Vos").user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"programmes:{name}", args=["eigen", *args])


def texts(page):
    return [row.text for row in page.context["page_obj"]]


def test_follow_up_list_shows_open_ones_first_and_filters(client, secretary, meeting, region):
    factories.FollowUpFactory(meeting=meeting, text="Zonder datum", who="Ad")
    factories.FollowUpFactory(meeting=meeting, text="Later", due=date(2021, 9, 1))
    factories.FollowUpFactory(meeting=meeting, text="Te laat", due=date(2021, 7, 11), who="Gemeente Blaricum")
    factories.FollowUpFactory(meeting=meeting, text="Klaar", done_on=date(2021, 7, 1))
    assert texts(client.get(url("follow_up_list"))) == ["Te laat", "Later", "Zonder datum"]
    assert texts(client.get(url("follow_up_list"), {"telaat": "on"})) == ["Te laat"]
    assert texts(client.get(url("follow_up_list"), {"stand": "afgedaan"})) == ["Klaar"]
    assert texts(client.get(url("follow_up_list"), {"stand": "alle"})) == ["Te laat", "Later", "Zonder datum", "Klaar"]
    assert texts(client.get(url("follow_up_list"), {"wie": "blaricum"})) == ["Te laat"]
    assert texts(client.get(url("follow_up_list"), {"overleg": meeting.body_id})) == [
        "Te laat",
        "Later",
        "Zonder datum",
    ]
    other = factories.BodyFactory(region=region)
    assert texts(client.get(url("follow_up_list"), {"overleg": other.pk})) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_follow_up_list_takes_the_same_queries(client, secretary, meeting, django_assert_num_queries, rows):
    for _ in range(rows):
        item = factories.AgendaItemFactory(meeting=meeting)
        factories.FollowUpFactory(meeting=meeting, item=item)
    client.get(url("follow_up_list"))
    with django_assert_num_queries(10):
        client.get(url("follow_up_list"))


def test_follow_up_at_a_hidden_proposal_is_for_who_reads_it(client, secretary, meeting, region):
    hidden = factories.ProposalFactory(region=region, may_distribute=False)
    step = factories.RouteStepFactory(round=factories.RoundFactory(proposal=hidden), body=meeting.body)
    item = factories.AgendaItemFactory(meeting=meeting, step=step, subject="")
    kept = factories.FollowUpFactory(meeting=meeting, item=item, text="Blijft binnen")
    factories.FollowUpFactory(meeting=meeting, text="Voor iedereen")
    assert texts(client.get(url("follow_up_list"))) == ["Blijft binnen", "Voor iedereen"]
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    assert texts(client.get(url("follow_up_list"))) == ["Voor iedereen"]
    assert "Blijft binnen" not in client.get(meeting.get_absolute_url()).text
    assert client.get(url("follow_up_done", kept.pk)).status_code == 404


def test_follow_up_is_finished_with_an_answer_and_opened_again(client, secretary, meeting):
    follow_up = factories.FollowUpFactory(meeting=meeting)
    page = client.post(url("follow_up_done", follow_up.pk), {"done_on": "13-7-2021", "answer": "Ja", "seen": "0"})
    assert "Deze datum komt nog." in page.text
    client.post(url("follow_up_done", follow_up.pk), {"done_on": "11-7-2021", "answer": "Gebeld.", "seen": "0"})
    follow_up.refresh_from_db()
    assert (follow_up.done_on, follow_up.answer, follow_up.version) == (date(2021, 7, 11), "Gebeld.", 1)
    page = client.post(
        url("follow_up_done", follow_up.pk), {"done_on": "", "answer": "Gebeld.", "seen": "1"}, follow=True
    )
    assert "Het actiepunt staat weer open." in page.text
    assert [row.done_on for row in FollowUp.history.order_by("history_id")][-2:] == [date(2021, 7, 11), None]


def test_follow_up_after_a_colleague_is_a_conflict(client, secretary, meeting):
    follow_up = factories.FollowUpFactory(meeting=meeting)
    data = {"who": "Ad", "due": "", "organisation": "", "seen": "0"}
    client.post(url("follow_up_update", follow_up.pk), data | {"text": "Bel de politie."})
    page = client.post(url("follow_up_update", follow_up.pk), data | {"text": "Mail de politie."})
    assert page.status_code == 409
    assert ("Bel de politie." in page.text, "Mail de politie." in page.text) == (True, True)


def test_follow_up_takes_no_organisation_of_another_region(client, secretary, meeting):
    follow_up = factories.FollowUpFactory(meeting=meeting)
    foreign = factories.OrganisationFactory(region=factories.RegionFactory())
    data = {"text": "Bel.", "who": "Ad", "due": "", "organisation": foreign.pk, "seen": "0"}
    assert "Kies een organisatie uit de lijst." in client.post(url("follow_up_update", follow_up.pk), data).text
    assert FollowUp.objects.get().organisation is None


def test_follow_up_of_another_body_is_not_changed_by_its_secretary(client, secretary, meeting, region):
    elsewhere = factories.MeetingFactory(body=factories.BodyFactory(region=region))
    assert client.get(url("follow_up_update", factories.FollowUpFactory(meeting=elsewhere).pk)).status_code == 404
    user = factories.RoleAssignmentFactory(role=Role.READER, region=region).user
    client.force_login(user)
    assert client.get(url("follow_up_update", factories.FollowUpFactory(meeting=meeting).pk)).status_code == 403


def test_follow_up_workbook_holds_what_is_filtered_as_text(client, secretary, meeting):
    factories.FollowUpFactory(meeting=meeting, text="=1+1", due=date(2021, 9, 1), who="Ad")
    factories.FollowUpFactory(meeting=meeting, text="Klaar", done_on=date(2021, 7, 1))
    answer = client.get(url("follow_up_workbook"))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[:2] for row in rows] == [("Actiepunt", "Wie"), ("=1+1", "Ad")]
    assert sheet["A2"].data_type == "s"


def test_open_follow_ups_stand_on_the_next_meeting(client, secretary, meeting):
    factories.FollowUpFactory(meeting=meeting, text="Nog doen")
    factories.FollowUpFactory(meeting=meeting, text="Al gedaan", done_on=date(2021, 7, 1))
    later = factories.MeetingFactory(body=meeting.body, date=date(2021, 8, 1))
    page = client.get(later.get_absolute_url())
    assert ("Nog doen" in page.text, "Al gedaan" in page.text) == (True, False)
    assert "Nog open uit eerdere vergaderingen" not in client.get(meeting.get_absolute_url()).text


def test_my_work_counts_late_follow_ups_a_body(secretary, meeting, region):
    for due in (date(2021, 7, 1), date(2021, 7, 11), ON, None):
        factories.FollowUpFactory(meeting=meeting, due=due)
    other = factories.MeetingFactory(body=factories.BodyFactory(region=region))
    factories.FollowUpFactory(meeting=other, due=date(2021, 7, 1))
    task, *rest = follow_ups_to_finish(rights_of(secretary, on=ON), on=ON)
    assert (task.title, task.why) == ("Actiepunten afdoen, Directieoverleg", "2 actiepunten zijn te laat, regio Eigen")
    assert (task.due, rest) == (date(2021, 7, 1), [])
    leader = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    assert len(list(follow_ups_to_finish(rights_of(leader, on=ON), on=ON))) == 2
    reader = factories.RoleAssignmentFactory(role=Role.READER, region=region).user
    assert list(follow_ups_to_finish(rights_of(reader, on=ON), on=ON)) == []
