from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from programmes.models import MeetingState, Recess
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/regio/eigen/vergaderingen/kalender/"


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
def reader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.READER, region=region).user
    client.force_login(user)
    return user


def entries(page):
    return [
        (month.name, entry.day, entry.kind, entry.label)
        for month in page.context["page"].calendar.months
        for entry in month.entries
    ]


def test_calendar_has_meetings_papers_and_recesses_in_their_months(client, reader, region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 2))
    factories.MeetingFactory(body=body, date=date(2022, 1, 4))  # its papers are due this year
    Recess.objects.create(region=region, name="Zomerreces", starts_on=date(2021, 7, 19), ends_on=date(2021, 8, 29))
    assert entries(client.get(URL)) == [
        ("juli", date(2021, 7, 19), "recess", "Zomerreces, hele regio"),
        ("augustus", date(2021, 8, 26), "papers", "Directieoverleg"),
        ("september", date(2021, 9, 2), "meeting", "Directieoverleg"),
        ("december", date(2021, 12, 28), "papers", "Directieoverleg"),
    ]


def test_calendar_leaves_out_other_regions_and_shows_what_does_not_go_on(client, reader, body):
    factories.MeetingFactory(date=date(2021, 9, 2))
    factories.MeetingFactory(body=body, date=date(2021, 9, 3), state=MeetingState.CANCELLED)
    page = client.get(URL)
    assert entries(page) == [("september", date(2021, 9, 3), "meeting", "Directieoverleg")]
    assert ("gaat niet door" in page.text, "In 2021 staan er geen vergaderingen." in page.text) == (True, True)


def test_calendar_of_one_body_and_another_year(client, reader, region, body):
    other = factories.BodyFactory(region=region, name="Stuurgroep")
    for one in (body, other):
        factories.MeetingFactory(body=one, date=date(2022, 9, 2), papers_due=date(2022, 9, 1))
    assert entries(client.get(URL)) == []
    page = client.get(URL, {"jaar": "2022", "overleg": other.pk})
    assert {label for _month, _day, _kind, label in entries(page)} == {"Stuurgroep"}
    assert f"?jaar=2021&amp;overleg={other.pk}" in page.text


@pytest.mark.parametrize("query", [{"jaar": "x"}, {"jaar": "99999"}, {"overleg": "0"}, {"overleg": "drie"}])
def test_calendar_takes_nonsense_for_nothing(client, reader, body, query):
    factories.MeetingFactory(body=body, date=date(2021, 9, 2))
    assert len(entries(client.get(URL, query))) == 2


def test_secretary_sees_the_own_body_alone(client, region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 2))
    factories.MeetingFactory(body=factories.BodyFactory(region=region, name="Stuurgroep"), date=date(2021, 9, 3))
    client.force_login(factories.RoleAssignmentFactory(role=Role.SECRETARY, body=body).user)
    assert {label for *_, label in entries(client.get(URL))} == {"Directieoverleg"}


@pytest.mark.parametrize("rows", [1, 3])
def test_calendar_takes_the_same_queries(client, reader, region, django_assert_num_queries, rows):
    for number in range(rows):
        factories.MeetingFactory(body=factories.BodyFactory(region=region, papers_days=7), date=date(2021, 9, 2))
        municipality = factories.RegionMembershipFactory(target=region).municipality
        Recess.objects.create(
            region=region, municipality=municipality, starts_on=date(2021, 7, 19), ends_on=date(2021, 8, 29 - number)
        )
    client.get(URL)
    with django_assert_num_queries(8):
        client.get(URL)


def test_calendar_as_workbook(client, reader, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 2), place="Bussum")
    answer = client.get(reverse("programmes:meeting_calendar_export", args=["eigen"]), {"jaar": "2021"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content)))["Jaarkalender 2021"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[1:3] for row in rows] == [
        ("Wat", "Overleg"),
        ("Stukken aanleveren", "Directieoverleg"),
        ("Vergadering", "Directieoverleg"),
    ]
    assert (rows[2][0].date(), rows[2][4]) == (date(2021, 9, 2), "Bussum")
