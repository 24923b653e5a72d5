from datetime import date

import pytest
from django.urls import reverse

from programmes import attendance
from programmes.models import Attendance, Meeting, MeetingState, Presence
from regions.models import Contact, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def meeting(region):
    body = factories.BodyFactory(region=region, name="Directieoverleg")
    return factories.MeetingFactory(body=body, date=date(2021, 7, 6))


@pytest.fixture
def secretary(client, meeting):
    user = factories.RoleAssignmentFactory(role=Role.SECRETARY, body=meeting.body).user
    client.force_login(user)
    return user


def url(meeting):
    return reverse("programmes:meeting_attendance", args=[meeting.pk])


def seat(meeting, name, **values):
    organisation = factories.OrganisationFactory(region=meeting.body.region, name=f"Organisatie van {name}")
    contact = Contact.objects.create(organisation=organisation, name=name)
    return factories.SeatFactory(body=meeting.body, organisation=organisation, contact=contact, **values)


def typed(seats, seen=0, **more):
    data = {"seen": str(seen)} | more
    for one, presence, name in seats:
        data |= {f"seat-{one.pk}-presence": presence, f"seat-{one.pk}-name": name}
    return data


def rows():
    return list(Attendance.objects.values_list("organisation_name", "name", "presence"))


def test_attendance_fills_in_who_takes_each_seat_that_day(client, secretary, meeting):
    seat(meeting, "Aukje")
    away = seat(meeting, "Bas")
    away.substitute = Contact.objects.create(organisation=away.organisation, name="Chantal")
    away.substitute_to = date(2021, 7, 6)
    away.save()
    form = client.get(url(meeting)).context["form"]
    assert [(name.value(), presence.value()) for _line, presence, name in form.seat_rows] == [
        ("Aukje", Presence.PRESENT),
        ("Chantal", Presence.REPLACED),
    ]


def test_attendance_is_saved_with_guests_and_shown_again(client, secretary, meeting):
    first, second = seat(meeting, "Aukje"), seat(meeting, "Bas")
    data = typed([(first, "present", "Aukje"), (second, "excused", "Bas")])
    page = client.post(
        url(meeting), data | {"guest-1-organisation": "Politie", "guest-1-name": "Dirk", "guest-2-organisation": ""}
    )
    assert page.status_code == 302
    expected = [
        ("Organisatie van Aukje", "Aukje", "present"),
        ("Organisatie van Bas", "Bas", "excused"),
        ("Politie", "Dirk", "present"),
    ]
    assert rows() == expected
    again = client.get(url(meeting)).context["form"]
    assert [presence.value() for _line, presence, _name in again.seat_rows] == ["present", "excused"]
    assert again.guest_rows[0][1].value() == "Politie"


def test_attendance_after_a_colleague_is_a_conflict_with_both_lists(client, secretary, meeting):
    one = seat(meeting, "Aukje")
    client.post(url(meeting), typed([(one, "present", "Elin")]))
    page = client.post(url(meeting), typed([(one, "absent", "Farid")]))
    assert (page.status_code, "Elin" in page.text, "Farid" in page.text) == (409, True, True)
    assert rows()[0][2] == "present"


def test_attendance_asks_where_a_guest_comes_from(client, secretary, meeting):
    page = client.post(url(meeting), typed([], **{"guest-1-name": "Dirk"}))
    assert "Vul in van welke organisatie deze gast is." in page.text
    assert rows() == []


def test_seat_of_another_body_changes_nothing(client, secretary, meeting):
    foreign = factories.SeatFactory()
    client.post(url(meeting), typed([(foreign, "present", "Vreemde Vogel")]))
    assert rows() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"recorded_at": "2021-07-07T10:00:00Z"}, attendance.FIXED),
        ({"state": MeetingState.CANCELLED}, "Deze vergadering gaat niet door."),
        ({"date": date(2021, 7, 13)}, "Deze vergadering is op 13 juli 2021."),
    ],
)
def test_attendance_is_read_only_when_there_is_nothing_to_fill_in(client, secretary, meeting, change, words):
    one = seat(meeting, "Aukje")
    Attendance.objects.create(meeting=meeting, seat=one, organisation_name="De Brug", name="Aukje")
    Meeting.objects.filter(pk=meeting.pk).update(**change)
    page = client.get(url(meeting))
    assert (words in page.text, "Aukje" in page.text, "Aanwezigheid opslaan" in page.text) == (True, True, False)
    assert words in client.post(url(meeting), typed([(one, "absent", "Bas")])).text
    assert rows() == [("De Brug", "Aukje", "present")]


def test_attendance_stays_when_the_seat_and_the_person_are_gone(client, secretary, meeting):
    one = seat(meeting, "Aukje")
    client.post(url(meeting), typed([(one, "present", "Aukje")]))
    one.contact.delete()
    one.delete()
    assert rows() == [("Organisatie van Aukje", "Aukje", "present")]


@pytest.mark.parametrize("number", [1, 3])
def test_attendance_takes_the_same_queries(client, secretary, meeting, django_assert_num_queries, number):
    for name in ("Aukje", "Bas", "Dirk")[:number]:
        seat(meeting, name)
    client.get(url(meeting))
    with django_assert_num_queries(8):
        client.get(url(meeting))
