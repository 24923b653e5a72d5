from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programmes import meeting_dates, meetings
from programmes.models import AgendaItem, Meeting, MeetingState, Proposal, RouteStep
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def body(region):
    return factories.BodyFactory(region=region, name="Directieoverleg", papers_days=7)


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"programmes:{name}", args=args)


def put(meeting):
    step = factories.RouteStepFactory(
        round=factories.RoundFactory(proposal__region=meeting.body.region), body=meeting.body
    )
    return meetings.put_on_agenda(meeting=meeting, step=step).step


def changed(meeting, **more):
    return {"body": meeting.body_id, "date": meeting.date.isoformat(), "state": "planned", "seen": "0"} | more


def test_meeting_takes_hours_and_a_day_for_papers(client, leader, body):
    data = {"body": body.pk, "date": "1-9-2021", "starts_at": "14.00", "ends_at": "16 uur", "papers_due": "20-8-2021"}
    client.post(url("meeting_create", "eigen"), data)
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.ends_at, meeting.papers_by) == (time(14), time(16), date(2021, 8, 20))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"starts_at": "25.00"}, "Vul een tijd in, bijvoorbeeld 14.30."),
        ({"ends_at": "16.00"}, "Vul in hoe laat de vergadering begint, en kies een latere eindtijd."),
        ({"starts_at": "16.00", "ends_at": "14.00"}, "Vul in hoe laat de vergadering begint"),
        ({"papers_due": "2-9-2021"}, "Deze dag ligt na de vergadering."),
    ],
)
def test_meeting_with_impossible_hours_is_refused(client, leader, body, typed, words):
    page = client.post(url("meeting_create", "eigen"), {"body": body.pk, "date": "1-9-2021"} | typed)
    assert (words in page.text, Meeting.objects.count()) == (True, 0)


def test_second_meeting_on_a_day_is_refused_by_the_database_too(body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 1))
    with pytest.raises(ValidationError) as refusal:
        meeting_dates.plan_meeting(meeting=Meeting(body=body, date=date(2021, 9, 1)))
    assert refusal.value.messages == [meeting_dates.SAME_DAY]


def test_moved_meeting_takes_its_steps_along_and_tells_who_edits_the_route(client, leader, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 1))
    step = put(meeting)
    seen = Proposal.objects.get().version
    client.post(url("meeting_update", meeting.pk), changed(meeting, date="15 september 2021"))
    assert RouteStep.objects.get(pk=step.pk).date == date(2021, 9, 15)
    assert Proposal.objects.get().version == seen + 1


def test_meeting_that_keeps_its_date_leaves_routes_alone(client, leader, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 1))
    put(meeting)
    seen = Proposal.objects.get().version
    client.post(url("meeting_update", meeting.pk), changed(meeting, place="Laren"))
    assert (Meeting.objects.get().place, Proposal.objects.get().version) == ("Laren", seen)


def test_meeting_cannot_move_onto_another(client, leader, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 8))
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 1))
    page = client.post(url("meeting_update", meeting.pk), changed(meeting, date="8-9-2021"))
    assert "Dit overleg heeft op die dag al een vergadering." in page.text


def test_recorded_meeting_keeps_its_date(body, leader):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 7, 1), state=MeetingState.HELD)
    Meeting.objects.filter(pk=meeting.pk).update(recorded_at="2021-07-02T10:00:00Z", recorded_by=leader)
    meeting.date = date(2021, 7, 5)
    with pytest.raises(ValidationError, match="al conclusies vastgelegd"):
        meeting_dates.update_meeting(meeting=meeting, seen=0)


def test_cancelled_meeting_lets_its_proposals_wait(client, leader, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 1))
    step = put(meeting)
    client.post(url("meeting_update", meeting.pk), changed(meeting, state="cancelled"))
    assert (RouteStep.objects.get(pk=step.pk).date, AgendaItem.objects.count()) == (None, 0)


def series(body, days, **more):
    return {"body": body.pk, "days": days, "starts_at": "14.00", "ends_at": "", "place": "Bussum"} | more


def test_series_plans_every_date_in_dutch_notations(client, leader, body):
    days = "woensdag 1 september 2021\n6-10-2021,\n\n3 nov 2021\n2021-12-01"
    page = client.post(url("meeting_series", "eigen"), series(body, days), follow=True)
    assert "4 vergaderingen van Directieoverleg gepland." in page.text
    assert list(Meeting.objects.values_list("date", "starts_at", "place")) == [
        (day, time(14), "Bussum") for day in (date(2021, 9, 1), date(2021, 10, 6), date(2021, 11, 3), date(2021, 12, 1))
    ]


def test_series_tells_every_line_that_is_wrong_and_plans_none(client, leader, body):
    factories.MeetingFactory(body=body, date=date(2021, 10, 6))
    days = "1 september 2021\n31 februari 2021\n6-10-2021\n1-9-2021\nkerst"
    page = client.post(url("meeting_series", "eigen"), series(body, days))
    for words in (
        "Regel 2, ‘31 februari 2021’: dit is geen datum.",
        "Regel 3, ‘6-10-2021’: dit overleg vergadert dan al.",
        "Regel 4, ‘1-9-2021’: deze datum staat er twee keer.",
        "Regel 5, ‘kerst’: dit is geen datum.",
    ):
        assert words in page.text
    assert ("kerst" in page.text, Meeting.objects.count()) == (True, 1)


def test_series_refuses_a_body_of_another_region(client, leader, body):
    page = client.post(url("meeting_series", "eigen"), series(factories.BodyFactory(), "1-9-2021"))
    assert "Kies een overleg uit de lijst." in page.text
    assert Meeting.objects.count() == 0


def test_series_of_more_than_fits_is_refused(client, leader, body):
    days = "\n".join(f"{day}-{month}-2022" for month in range(1, 4) for day in range(1, 25))
    page = client.post(url("meeting_series", "eigen"), series(body, days))
    assert "U kunt 60 vergaderingen in één keer plannen. Dit zijn er 72." in page.text
    assert Meeting.objects.count() == 0
