"""Calendars, read back by another parser."""

from datetime import UTC, date, datetime, time

import pytest
import vobject
from django.urls import reverse

from ghnt.accounts.secret_links import digest_of
from ghnt.notices.calendar_links import make_link
from ghnt.notices.models import CalendarLink
from ghnt.site.calendar import calendar_of
from ghnt.site.calendar.ical import Entry, calendar_text
from ghnt.site.views.calendar import READS_AN_HOUR
from programmes.models import AdoptionStep, CouncilPromise, MeetingState, ReviewAddressee, ReviewBundle, ReviewItem
from regions.models import BodyLevel, Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def day(settings):
    settings.TODAY = ON
    settings.SITE_URL = "https://ghnt.example"


@pytest.fixture
def region():
    return factories.RegionFactory(name="Eigen", slug="eigen")


@pytest.fixture
def body(region):
    return factories.BodyFactory(region=region, name="Portefeuillehoudersoverleg")


def holder(role, **scope):
    return factories.RoleAssignmentFactory(role=role, **scope).user


def entries(user):
    return {entry.key.rpartition("-")[0]: entry for entry in calendar_of(rights_of(user, on=ON), on=ON)}


def read(client, user):
    """What a calendar program gets, without cookies."""
    secret = make_link(user=user, nonce="n" * 43)
    response = client.get(reverse("calendar_feed", args=[secret]))
    return response, vobject.readOne(response.content.decode())


def events(calendar):
    return getattr(calendar, "vevent_list", [])


def test_meeting_stands_in_it_with_time_place_and_version(client, region, body):
    meeting = factories.MeetingFactory(
        body=body, date=date(2021, 9, 9), starts_at=time(10), ends_at=time(12, 30), place="Raadzaal, Hilversum; boven"
    )
    meeting.claim(0)

    response, calendar = read(client, holder(Role.READER, region=region))

    (event,) = events(calendar)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.summary.value == "Portefeuillehoudersoverleg, Eigen"
    assert event.uid.value == f"vergadering-{meeting.pk}@ghnt.example"
    assert event.dtstart.value == datetime(2021, 9, 9, 8, 0, tzinfo=UTC)  # summer time
    assert event.dtend.value == datetime(2021, 9, 9, 10, 30, tzinfo=UTC)
    assert event.location.value == "Raadzaal, Hilversum; boven"
    assert (event.sequence.value, event.status.value, event.transp.value) == ("1", "CONFIRMED", "OPAQUE")
    assert event.url.value == f"https://ghnt.example/vergaderingen/{meeting.pk}/"
    assert event.description.value == f"Agenda en stukken:\nhttps://ghnt.example/vergaderingen/{meeting.pk}/"


def test_meeting_in_winter_has_the_other_hour(client, region, body):
    factories.MeetingFactory(body=body, date=date(2021, 12, 9), starts_at=time(10))

    (event,) = events(read(client, holder(Role.READER, region=region))[1])

    assert event.dtstart.value == datetime(2021, 12, 9, 9, 0, tzinfo=UTC)
    assert not hasattr(event, "dtend")


def test_meeting_without_a_time_takes_the_day(client, region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 9))

    (event,) = events(read(client, holder(Role.READER, region=region))[1])

    assert (event.dtstart.value, event.dtend.value) == (date(2021, 9, 9), date(2021, 9, 10))
    assert event.transp.value == "TRANSPARENT"  # nobody is busy all that day


def test_cancelled_meeting_says_so(client, region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 9), state=MeetingState.CANCELLED)

    (event,) = events(read(client, holder(Role.READER, region=region))[1])

    assert event.status.value == "CANCELLED"
    assert event.summary.value == "Gaat niet door: Portefeuillehoudersoverleg, Eigen"


def test_moved_meeting_keeps_its_name_and_counts_up(region, body):
    user = holder(Role.READER, region=region)
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 9))
    before = entries(user)["vergadering"]
    meeting.claim(0)
    meeting.date = date(2021, 9, 16)
    meeting.save()

    after = entries(user)["vergadering"]

    assert (before.key, before.version, before.start) == (after.key, 0, date(2021, 9, 9))
    assert (after.version, after.start) == (1, date(2021, 9, 16))


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2021, 1, 9), False),
        (date(2021, 1, 10), True),
        (date(2023, 1, 12), True),
        (date(2023, 1, 13), False),
    ],
)
def test_calendar_is_half_a_year_back_and_a_year_and_a_half_ahead(region, body, day, shown):
    factories.MeetingFactory(body=body, date=day)

    assert ("vergadering" in entries(holder(Role.READER, region=region))) is shown


def test_calendar_is_what_the_reader_may_read(region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 9))
    elsewhere = factories.BodyFactory()

    assert "vergadering" in entries(holder(Role.SECRETARY, body=body))
    assert "vergadering" not in entries(holder(Role.SECRETARY, body=elsewhere))
    assert "vergadering" not in entries(holder(Role.READER, region=elsewhere.region))
    assert "vergadering" not in entries(holder(Role.ADMINISTRATOR))
    assert "vergadering" not in entries(holder(Role.NATIONAL))  # not those of 28 regions


def test_national_team_gets_the_meetings_of_national_bodies_alone(region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 9))
    council = factories.BodyFactory(
        level=BodyLevel.MUNICIPAL, region=None, municipality=factories.MunicipalityFactory(), name="Raad"
    )
    factories.MeetingFactory(body=council, date=date(2021, 9, 9))
    taskforce = factories.BodyFactory(level=BodyLevel.NATIONAL, region=None, name="Taskforce")
    factories.MeetingFactory(body=taskforce, date=date(2021, 9, 9))

    found = calendar_of(rights_of(holder(Role.NATIONAL), on=ON), on=ON)

    assert [entry.title for entry in found] == ["Taskforce, landelijk"]


def test_role_that_ends_empties_the_calendar(client, region, body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 9))
    user = holder(Role.READER, region=region)
    assert len(events(read(client, user)[1])) == 1
    user.role_assignments.update(valid_to=ON)

    assert events(read(client, user)[1]) == []


def test_no_subject_of_a_proposal_stands_in_it(client, region, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 9), papers_due=date(2021, 9, 2))
    for number, distributed in enumerate((False, True), 1):
        proposal = factories.ProposalFactory(region=region, subject="Geheim onderwerp", may_distribute=distributed)
        step = factories.RouteStepFactory(round=factories.RoundFactory(proposal=proposal), body=body, meeting=meeting)
        factories.AgendaItemFactory(meeting=meeting, step=step, subject="", position=number)
    factories.AgendaItemFactory(meeting=meeting, subject="Geheim onderwerp", step=None, position=3)

    for user in (holder(Role.LEADER, region=region), holder(Role.READER, region=region)):
        response, _calendar = read(client, user)
        assert b"vergadering-" in response.content
        assert b"Geheim" not in response.content


def test_papers_stand_in_it_for_who_prepares_the_meeting(region, body):
    body.papers_days = 7
    body.save()
    factories.MeetingFactory(body=body, date=date(2021, 9, 9))

    entry = entries(holder(Role.SECRETARY, body=body))["stukken"]

    assert (entry.start, entry.title) == (
        date(2021, 9, 2),
        "Laatste dag stukken: Portefeuillehoudersoverleg, Eigen",
    )
    assert "stukken" not in entries(holder(Role.READER, region=region))


def test_report_stands_on_its_last_day(region):
    programme = factories.RegionalProgrammeFactory(region=region)
    factories.ReportRoundFactory(programme=programme.programme, due=date(2021, 9, 16), opens=date(2021, 6, 21))

    found = calendar_of(rights_of(holder(Role.LEADER, region=region), on=ON), on=ON)
    (entry,) = (one for one in found if one.key.startswith("rapportage-"))

    assert entry.start == date(2021, 9, 15)
    assert entry.title == "Laatste dag rapportage 1e halfjaar 2021 van Eigen"
    national = calendar_of(rights_of(holder(Role.NATIONAL), on=ON), on=ON)
    assert [one.title for one in national] == ["Laatste dag rapportage 1e halfjaar 2021 van alle regio’s"]


def test_report_of_a_programme_that_the_region_does_not_run_is_not_in_it(region):
    factories.ReportRoundFactory(due=date(2021, 9, 16), opens=date(2021, 6, 21))

    assert calendar_of(rights_of(holder(Role.LEADER, region=region), on=ON), on=ON) == []


def test_review_stands_in_the_calendar_of_the_officer_asked(region, body):
    municipality = factories.RegionMembershipFactory(target=region).municipality
    neighbour = factories.RegionMembershipFactory(target=region).municipality
    bundle = ReviewBundle.objects.create(region=region, title="Geheim onderwerp", react_by=date(2021, 8, 9))
    for _ in range(2):
        item = ReviewItem.objects.create(
            bundle=bundle, conclusion=factories.ConclusionFactory(step__body=body), asks_reaction=True
        )
        ReviewAddressee.objects.create(item=item, municipality=municipality)

    entry = entries(holder(Role.MUNICIPAL, municipality=municipality))[f"nakijken-{bundle.pk}"]

    assert entry.start == date(2021, 8, 8)
    assert entry.title == f"Laatste dag conclusies nakijken: {municipality}"
    assert f"nakijken-{bundle.pk}" not in entries(holder(Role.MUNICIPAL, municipality=neighbour))


def test_review_for_information_alone_has_no_date(region, body):
    municipality = factories.RegionMembershipFactory(target=region).municipality
    bundle = ReviewBundle.objects.create(region=region, title="Conclusies", react_by=date(2021, 8, 9))
    item = ReviewItem.objects.create(bundle=bundle, conclusion=factories.ConclusionFactory(step__body=body))
    ReviewAddressee.objects.create(item=item, municipality=municipality)

    assert entries(holder(Role.MUNICIPAL, municipality=municipality)) == {}


def test_adoption_of_the_own_municipality(region):
    municipality = factories.RegionMembershipFactory(target=region).municipality
    version = factories.ProgrammeVersionFactory(programme__region=region)
    adoption = factories.AdoptionFactory(programme_version=version, municipality=municipality)
    factories.AdoptionFactory(programme_version=version, planned_on=date(2021, 10, 1))
    AdoptionStep.objects.create(
        adoption=adoption, name="Raad", position=1, planned_on=date(2021, 10, 7), deliver_by=date(2021, 9, 1)
    )
    user = holder(Role.MUNICIPAL, municipality=municipality)

    found = entries(user)

    assert {key: entry.start for key, entry in found.items()} == {
        "stap": date(2021, 10, 7),
        "aanleveren": date(2021, 8, 31),
    }
    assert found["stap"].title == f"{municipality}, Raad: programma behandelen"


def test_adoption_without_steps_stands_on_its_own_day(region):
    municipality = factories.RegionMembershipFactory(target=region).municipality
    version = factories.ProgrammeVersionFactory(programme__region=region)
    factories.AdoptionFactory(programme_version=version, municipality=municipality, planned_on=date(2021, 10, 1))

    entry = entries(holder(Role.MUNICIPAL, municipality=municipality))["besluit"]

    assert (entry.start, entry.title) == (date(2021, 10, 1), f"{municipality} besluit over het programma")


def test_milestones_and_promises_for_who_writes(region):
    action = factories.ActionFactory(node__programme__region=region)
    factories.ActionMilestoneFactory(action=action, title="Folder klaar", due=date(2021, 8, 1))
    municipality = factories.RegionMembershipFactory(target=region).municipality
    CouncilPromise.objects.create(region=region, municipality=municipality, text="Geheim", due=date(2021, 8, 2))

    found = entries(holder(Role.EDITOR, region=region))

    assert (found["mijlpaal"].start, found["mijlpaal"].title) == (
        date(2021, 8, 1),
        f"Mijlpaal {action.code}: Folder klaar",
    )
    assert found["toezegging"].title == f"Toezegging beantwoorden: raad van {municipality}"
    assert entries(holder(Role.READER, region=region)) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_calendar_asks_as_many_queries_for_more(region, body, django_assert_num_queries, number):
    programme = factories.RegionalProgrammeFactory(region=region)
    municipality = factories.RegionMembershipFactory(target=region).municipality
    for one in range(1, number + 1):
        factories.MeetingFactory(body=body, date=date(2021, 9, one), papers_due=date(2021, 8, one))
        action = factories.ActionFactory(node__programme=programme)
        factories.ActionMilestoneFactory(action=action, due=date(2021, 8, one))
        CouncilPromise.objects.create(region=region, municipality=municipality, text="x", due=date(2021, 8, one))
    rights = rights_of(holder(Role.LEADER, region=region), on=ON)

    with django_assert_num_queries(6):  # meetings, papers, rounds, milestones, promises, circle meetings
        assert len(calendar_of(rights, on=ON)) == 4 * number


NASTY = (
    "Overleg \\n; , \"aan\" 'halen' BEGIN:VEVENT",
    "a" * 200,
    "é" * 120 + "😀" * 60,
    "regel een\r\nEND:VCALENDAR\r\nX-KWAAD:1",
    "\x00\x07\u2028tussen\x0b",
    "<script>alert(1)</script> =1+1",
)


@pytest.mark.parametrize("words", NASTY)
def test_nasty_words_stay_inside_their_field(words):
    entry = Entry(key="x-1", title=words, place=words, words=words, start=date(2021, 9, 9), path="/")

    text = calendar_text([entry], name=words)

    lines = text.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    unfolded = text.replace(b"\r\n ", b"").split(b"\r\n")
    assert [line for line in unfolded if line.startswith((b"BEGIN", b"END", b"X-KWAAD"))] == [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT",
        b"END:VEVENT",
        b"END:VCALENDAR",
    ]
    for line in lines:
        line.decode()  # no character is cut in two
    (event,) = vobject.readOne(text.decode()).vevent_list
    expected = " ".join("".join(" " if one in "\x00\x07\u2028\x0b\r\n" else one for one in words).split())
    assert event.summary.value == event.location.value == expected


def test_same_entries_give_the_same_text():
    entry = Entry(key="x-1", title="Overleg", start=date(2021, 9, 9), path="/")

    assert calendar_text([entry], name="ghnt") == calendar_text([entry], name="ghnt")
    assert b"DTSTAMP:20210909T000000Z" in calendar_text([entry], name="ghnt")


def test_feed_keeps_the_address_to_itself(client, region):
    response, _calendar = read(client, holder(Role.READER, region=region))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("secret", ["x", "0" * 64, "ontsnapt%00", "é"])
def test_unknown_address_is_not_there(client, secret):
    assert client.get(reverse("calendar_feed", args=[secret])).status_code == 404


def test_address_of_who_left_is_not_there(client, region):
    user = holder(Role.READER, region=region)
    secret = make_link(user=user, nonce="n" * 43)
    user.is_active = False
    user.save()

    assert client.get(reverse("calendar_feed", args=[secret])).status_code == 404


def test_only_a_digest_of_the_address_is_kept(region):
    user = holder(Role.READER, region=region)
    secret = make_link(user=user, nonce="n" * 43)

    assert CalendarLink.objects.get().digest == digest_of(secret)
    assert secret not in str(CalendarLink.objects.values().get())


def test_feed_that_is_asked_too_often_waits(client, region):
    user = holder(Role.READER, region=region)
    secret = make_link(user=user, nonce="n" * 43)
    address = reverse("calendar_feed", args=[secret])

    answers = [client.get(address).status_code for _ in range(READS_AN_HOUR + 1)]

    assert answers[-2:] == [200, 429]
    assert client.get(address)["Retry-After"] == "3600"


def test_feed_is_only_read(client, region):
    secret = make_link(user=holder(Role.READER, region=region), nonce="n" * 43)

    assert client.post(reverse("calendar_feed", args=[secret])).status_code == 405


def test_one_meeting_to_put_in_the_calendar(client, region, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 9, 9))
    client.force_login(holder(Role.READER, region=region))

    response = client.get(reverse("meeting_calendar", args=[meeting.pk]))

    (event,) = vobject.readOne(response.content.decode()).vevent_list
    assert event.uid.value == f"vergadering-{meeting.pk}@ghnt.example"
    assert response["Content-Disposition"] == 'attachment; filename="vergadering-2021-09-09.ics"'


def test_meeting_of_another_region_is_not_there(client, body):
    meeting = factories.MeetingFactory(body=body)
    client.force_login(holder(Role.READER, region=factories.RegionFactory()))

    assert client.get(reverse("meeting_calendar", args=[meeting.pk])).status_code == 404
