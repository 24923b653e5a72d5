from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programmes import meetings
from programmes.models import AgendaItem, Conclusion, Meeting, MeetingState, Outcome, RouteStep
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


def typed(item, outcome="agreed", text="", remarks=(), **more):
    prefix = f"item-{item.pk}"
    code = Outcome.objects.get(code=outcome).pk if outcome else ""
    return {f"{prefix}-outcome": code, f"{prefix}-text": text, f"{prefix}-remark": list(remarks)} | more


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
    with django_assert_num_queries(12):
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
    assert "Kies een voorstel of vul een onderwerp in" in page.text


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


def test_meeting_page_offers_likely_outcomes_first(client, secretary, meeting):
    put(meeting)
    page = client.get(meeting.get_absolute_url())
    labels = [label for _value, label in page.context["board"].forms[0].fields["outcome"].choices]
    assert labels[:4] == ["Nog niet behandeld", "Akkoord", "Akkoord met opmerkingen", "Akkoord onder voorbehoud"]
    assert "Stel Uitvoeringsplan vast." in page.text


def test_recording_reads_back_before_it_saves(client, secretary, meeting):
    item, open_item = put(meeting), put(meeting, "Blijft open")
    data = typed(item, text="<p>Akkoord met <b>het plan</b></p>", remarks=["Eerste", "", "Tweede"]) | typed(
        open_item, ""
    )
    page = client.post(url("meeting_conclusions", meeting.pk), data)
    assert "Daarna kunt u een conclusie alleen verbeteren met een reden." in page.text
    assert "Akkoord met het plan" in page.text
    assert "Blijft open" not in page.text
    assert Conclusion.objects.count() == 0
    page = client.post(url("meeting_conclusions", meeting.pk), data | {"record": "1"}, follow=True)
    assert "1 conclusie vastgelegd." in page.text
    conclusion = Conclusion.objects.get()
    assert (conclusion.text, conclusion.date, conclusion.by) == ("Akkoord met het plan", meeting.date, secretary)
    assert conclusion.source == "<p>Akkoord met <b>het plan</b></p>"
    assert list(conclusion.remarks.values_list("text", flat=True)) == ["Eerste", "Tweede"]
    assert Meeting.objects.get().state == MeetingState.HELD


def test_recording_the_same_page_twice_makes_one(client, secretary, meeting):
    data = typed(put(meeting), text="Akkoord.", remarks=["Eerste"], record="1")
    for _ in range(2):
        page = client.post(url("meeting_conclusions", meeting.pk), data, follow=True)
        assert "1 conclusie vastgelegd." in page.text
    assert Conclusion.objects.count() == 1


def test_recording_after_somebody_else_keeps_the_text_and_saves_nothing(client, secretary, meeting, region):
    first, second = put(meeting, "Een"), put(meeting, "Twee")
    other = factories.UserFactory(name="Bram Bos")
    factories.ConclusionFactory(step=first.step, text="Aangehouden tot mei.", by=other, by_name="Bram Bos")
    data = typed(first, text="Mijn eigen woorden.") | typed(second, text="Ook akkoord.", record="1")
    page = client.post(url("meeting_conclusions", meeting.pk), data)
    assert "Bram Bos legde hier al een conclusie vast" in page.text
    assert ("Mijn eigen woorden." in page.text, "Ook akkoord." in page.text) == (True, True)
    assert Conclusion.objects.count() == 1


def test_recording_a_text_without_outcome_asks_for_it(client, secretary, meeting):
    page = client.post(url("meeting_conclusions", meeting.pk), typed(put(meeting), "", text="Goed plan."))
    assert "Kies een uitkomst bij deze conclusie, of maak de tekst leeg." in page.text
    assert "Goed plan." in page.text
    assert "<title>Fout: " in page.text


def test_recording_nothing_says_so(client, secretary, meeting):
    page = client.post(url("meeting_conclusions", meeting.pk), typed(put(meeting), ""))
    assert "U hebt nog bij geen enkel punt een uitkomst gekozen." in page.text


def test_recording_a_too_long_text_keeps_it(client, secretary, meeting):
    page = client.post(url("meeting_conclusions", meeting.pk), typed(put(meeting), text="woord " * 10_000))
    assert "Deze tekst is te lang" in page.text
    assert "woord woord woord" in page.text
    assert Conclusion.objects.count() == 0


def test_recording_before_the_day_is_refused(client, secretary, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 7, 13))
    item = put(meeting)
    assert client.get(meeting.get_absolute_url()).context["board"].is_recording is False
    page = client.post(url("meeting_conclusions", meeting.pk), typed(item, record="1"))
    assert "Deze vergadering is op 13 juli 2021." in page.text
    assert Conclusion.objects.count() == 0


def test_recording_one_more_remark_without_javascript(client, secretary, meeting):
    item = put(meeting)
    data = typed(item, remarks=["Een", "Twee", "Drie"], more=f"item-{item.pk}-remark")
    page = client.post(url("meeting_conclusions", meeting.pk), data)
    assert page.text.count(f'name="item-{item.pk}-remark"') == 5


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
    answer = client.post(url("meeting_conclusions", meeting.pk), {})
    assert answer.status_code == write
