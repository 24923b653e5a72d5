from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programmes import meetings
from programmes.models import AgendaItem, Attendance, Meeting, RouteStep
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
    return factories.BodyFactory(region=region, name="Directieoverleg")


@pytest.fixture
def meeting(body):
    return factories.MeetingFactory(body=body, date=date(2021, 7, 6))


@pytest.fixture
def secretary(client, body):
    user = factories.UserFactory(name="Karin Vos")
    factories.RoleAssignmentFactory(user=user, role=Role.SECRETARY, body=body)
    client.force_login(user)
    return user


def put(meeting, subject="Uitvoeringsplan"):
    round_ = factories.RoundFactory(proposal__region=meeting.body.region, proposal__subject=subject)
    factories.ProposedDecisionFactory(proposal=round_.proposal, text=f"Stel {subject} vast.")
    step = factories.RouteStepFactory(round=round_, body=meeting.body)
    return meetings.put_on_agenda(meeting=meeting, step=step)


def url(name, *args):
    return reverse(f"programmes:{name}", args=args)


def test_meeting_list_has_coming_waiting_and_past(client, secretary, body, meeting):
    put(meeting)
    factories.MeetingFactory(body=body, date=date(2021, 9, 1), place="Bussum")
    factories.MeetingFactory(body=body, date=date(2021, 2, 1), place="Laren")
    page = client.get(url("meeting_list", "eigen"))
    assert [len(rows) for rows in (page.context["page"].coming, page.context["page"].waiting)] == [1, 1]
    assert [row.date for row in page.context["page_obj"]] == [date(2021, 7, 6), date(2021, 2, 1)]
    assert "Wacht op conclusies" in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_meeting_list_takes_the_same_queries(client, secretary, body, django_assert_num_queries, rows):
    for number in range(rows):
        put(factories.MeetingFactory(body=body, date=date(2021, 6, 1 + number)))
        factories.MeetingFactory(body=body, date=date(2021, 8, 1 + number))
    client.get(url("meeting_list", "eigen"))
    with django_assert_num_queries(11):
        client.get(url("meeting_list", "eigen"))


@pytest.mark.parametrize("rows", [1, 3])
def test_meeting_detail_takes_the_same_queries(client, secretary, meeting, django_assert_num_queries, rows):
    for number in range(rows):
        put(meeting, f"Open {number}")
        factories.RemarkFactory(conclusion=factories.ConclusionFactory(step=put(meeting, f"Gedaan {number}").step))
    client.get(meeting.get_absolute_url())
    with django_assert_num_queries(19):
        client.get(meeting.get_absolute_url())


def test_meeting_create_offers_own_bodies_only(client, secretary, region, body):
    other = factories.BodyFactory(region=region)
    data = {"date": "1-9-2021", "place": "Bussum", "seen": "0"}
    page = client.post(url("meeting_create", "eigen"), data | {"body": other.pk})
    assert "Kies een overleg uit de lijst." in page.text
    page = client.post(url("meeting_create", "eigen"), data | {"body": body.pk}, follow=True)
    assert "Vergadering van Directieoverleg op 1 september 2021 opgeslagen." in page.text
    assert Meeting.objects.get().body == body
    page = client.post(url("meeting_create", "eigen"), data | {"body": body.pk})
    assert "Dit overleg heeft op die dag al een vergadering." in page.text


def test_meeting_update_after_a_colleague_is_a_conflict(client, secretary, meeting, body):
    data = {"body": body.pk, "date": "6-7-2021", "state": "planned", "seen": "0"}
    client.post(url("meeting_update", meeting.pk), data | {"place": "Laren"})
    page = client.post(url("meeting_update", meeting.pk), data | {"place": "Bussum"})
    assert page.status_code == 409
    assert ("Laren" in page.text, "Bussum" in page.text) == (True, True)


def test_meeting_with_conclusions_keeps_its_date(client, secretary, meeting, body):
    factories.ConclusionFactory(step=put(meeting).step)
    data = {"body": body.pk, "date": "7-7-2021", "state": "held", "seen": "0"}
    page = client.post(url("meeting_update", meeting.pk), data)
    assert "Bij deze vergadering zijn al conclusies vastgelegd." in page.text
    assert Meeting.objects.get().date == date(2021, 7, 6)


def test_cancelled_meeting_gives_its_proposals_back(client, secretary, meeting, body):
    item = put(meeting)
    client.post(
        url("meeting_update", meeting.pk), {"body": body.pk, "date": "6-7-2021", "state": "cancelled", "seen": "0"}
    )
    assert RouteStep.objects.get(pk=item.step_id).date is None
    assert AgendaItem.objects.count() == 0


def test_agenda_takes_waiting_proposals_and_own_subjects(client, secretary, meeting, region):
    step = factories.RouteStepFactory(round=factories.RoundFactory(proposal__region=region), body=meeting.body)
    client.post(url("meeting_agenda", meeting.pk), {"step": step.pk})
    for _ in range(2):
        client.post(url("meeting_agenda", meeting.pk), {"subject": "Mededelingen"})
    assert [(item.position, item.step, item.subject) for item in meeting.items.all()] == [
        (1, step, ""),
        (2, None, "Mededelingen"),
    ]
    assert RouteStep.objects.get().meeting == meeting
    page = client.post(url("meeting_agenda", meeting.pk), {"step": step.pk})
    assert "Dit voorstel wacht niet op dit overleg." in page.text
    page = client.post(url("meeting_agenda", meeting.pk), {})
    assert "Vul een onderwerp in." in page.text


def test_agenda_refuses_steps_of_other_bodies_and_regions(client, secretary, meeting, region):
    for foreign in (
        factories.RouteStepFactory(),
        factories.RouteStepFactory(
            round=factories.RoundFactory(proposal__region=region), body=factories.BodyFactory(region=region)
        ),
    ):
        client.post(url("meeting_agenda", meeting.pk), {"step": foreign.pk})
        with pytest.raises(ValidationError):
            meetings.put_on_agenda(meeting=meeting, step=foreign)
    assert AgendaItem.objects.count() == 0


def test_agenda_items_move_and_go(client, secretary, meeting):
    first, second = put(meeting, "Een"), put(meeting, "Twee")
    client.post(url("meeting_item_change", meeting.pk, second.pk, "omhoog"))
    assert list(meeting.items.all()) == [second, first]
    client.post(url("meeting_item_change", meeting.pk, second.pk, "omlaag"))
    assert list(meeting.items.all()) == [first, second]
    client.post(url("meeting_item_change", meeting.pk, first.pk, "weg"))
    assert list(meeting.items.all()) == [second]
    factories.ConclusionFactory(step=second.step)
    page = client.post(url("meeting_item_change", meeting.pk, second.pk, "weg"), follow=True)
    assert "Bij dit punt is een conclusie vastgelegd." in page.text
    assert client.get(url("meeting_item_change", meeting.pk, second.pk, "weg")).status_code == 405


def test_meeting_page_says_who_was_there(client, secretary, meeting):
    for name, presence in (("Gemeente Laren", "present"), ("Politie", "present"), ("Gemeente Weesp", "excused")):
        Attendance.objects.create(meeting=meeting, organisation_name=name, presence=presence)
    page = client.get(meeting.get_absolute_url())
    assert "Aanwezig: Gemeente Laren, Politie." in page.text
    assert "Afwezig met bericht: Gemeente Weesp." in page.text


def test_agenda_pages_what_waits_and_finds_it(client, secretary, meeting, region):
    for number in range(22):
        round_ = factories.RoundFactory(proposal__region=region, proposal__subject=f"Plan {number:02}")
        factories.RouteStepFactory(round=round_, body=meeting.body)
    page = client.get(url("meeting_agenda", meeting.pk))
    assert (page.text.count('name="step"'), "Plan 21" in page.text) == (20, False)
    page = client.get(url("meeting_agenda", meeting.pk), {"zoek": "plan 21"})
    assert (page.text.count('name="step"'), "Plan 21" in page.text) == (1, True)
    assert "Geen voorstel met" in client.get(url("meeting_agenda", meeting.pk), {"zoek": "zonnepaneel"}).text


@pytest.mark.parametrize("rows", [1, 3])
def test_agenda_takes_the_same_queries(client, secretary, meeting, region, django_assert_num_queries, rows):
    for number in range(rows):
        put(meeting, f"Staat er {number}")
        round_ = factories.RoundFactory(proposal__region=region)
        factories.RouteStepFactory(round=round_, body=meeting.body)
    client.get(url("meeting_agenda", meeting.pk))
    with django_assert_num_queries(13):
        client.get(url("meeting_agenda", meeting.pk))


def test_agenda_item_gets_other_words(client, secretary, meeting):
    item = meetings.add_subject(meeting=meeting, subject="Rondvrag")
    client.post(url("meeting_item_update", meeting.pk, item.pk), {"subject": "Rondvraag", "note": "Kort graag."})
    item.refresh_from_db()
    assert (item.subject, item.note) == ("Rondvraag", "Kort graag.")
    step = put(meeting)
    client.post(url("meeting_item_update", meeting.pk, step.pk), {"subject": "Anders", "note": "Eerst lezen."})
    step.refresh_from_db()
    assert (step.subject, step.note) == ("", "Eerst lezen.")
    assert "Eerst lezen." in client.get(meeting.get_absolute_url()).text


def test_agenda_keeps_an_item_with_a_concept(client, secretary, meeting):
    item = put(meeting)
    factories.ConclusionDraftFactory(item=item)
    page = client.post(url("meeting_item_change", meeting.pk, item.pk, "weg"), follow=True)
    assert "Bij dit punt staat een concept van een conclusie." in page.text
    item.draft.text = ""
    item.draft.save()
    client.post(url("meeting_item_change", meeting.pk, item.pk, "weg"))
    assert AgendaItem.objects.count() == 0


def test_agenda_of_a_recorded_meeting_stays(client, secretary, meeting, region):
    item = meetings.add_subject(meeting=meeting, subject="Rondvraag")
    Meeting.objects.update(recorded_at="2021-07-07T12:00Z")
    step = factories.RouteStepFactory(round=factories.RoundFactory(proposal__region=region), body=meeting.body)
    for data in ({"step": step.pk}, {"subject": "Nog iets"}):
        assert meetings.FIXED in client.post(url("meeting_agenda", meeting.pk), data).text
    client.post(url("meeting_item_change", meeting.pk, item.pk, "weg"))
    client.post(url("meeting_item_update", meeting.pk, item.pk), {"subject": "Anders"})
    assert list(meeting.items.values_list("subject", flat=True)) == ["Rondvraag"]


@pytest.mark.parametrize(
    ("role", "scope", "read", "write"),
    [
        (Role.LEADER, "region", 200, 200),
        (Role.EDITOR, "region", 200, 200),
        (Role.READER, "region", 200, 403),
        (Role.ADVISER, "region", 200, 403),
        (Role.NATIONAL, None, 200, 403),
        (Role.ADMINISTRATOR, None, 404, 404),
        (Role.SECRETARY, "body", 200, 200),
        (Role.SECRETARY, "other_body", 404, 404),
        (Role.LEADER, "other_region", 404, 404),
    ],
)
def test_meeting_pages_by_role(client, meeting, body, region, role, scope, read, write):
    places = {
        "region": {"region": region},
        "other_region": {"region": factories.RegionFactory()},
        "body": {"body": body},
        "other_body": {"body": factories.BodyFactory(region=region)},
        None: {},
    }
    client.force_login(factories.RoleAssignmentFactory(role=role, **places[scope]).user)
    assert client.get(meeting.get_absolute_url()).status_code == read
    assert client.get(url("meeting_update", meeting.pk)).status_code == write
    assert client.get(url("meeting_agenda", meeting.pk)).status_code == write
    factories.AgendaItemFactory(meeting=meeting, subject="Rondvraag")
    for name in ("meeting_conclusions", "meeting_record"):
        assert client.get(url(name, meeting.pk)).status_code == write
    if write != 200:
        assert client.post(url("meeting_record", meeting.pk), {}).status_code == write
