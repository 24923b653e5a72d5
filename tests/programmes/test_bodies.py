from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programmes import bodies
from programmes.body_page import seats_of
from programmes.models import Meeting
from regions.models import Body, BodyLevel, Contact, Organisation, Role, Seat
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def municipality(region):
    return factories.RegionMembershipFactory(target=region, municipality__name="Beekdal").municipality


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


@pytest.fixture
def body(region):
    return factories.BodyFactory(region=region, name="Directieoverleg", order=1)


@pytest.fixture
def organisation(region):
    return factories.OrganisationFactory(region=region, name="De Brug")


def url(name, *args):
    return reverse(f"programmes:{name}", args=args)


def contact(organisation, name, **values):
    return Contact.objects.create(organisation=organisation, name=name, **values)


def described(**more):
    return {"name": "Klankbordgroep", "kind": "sounding_board", "seen_version": "0"} | more


def test_body_create_puts_a_regional_body_last_in_the_route(client, leader, region, body):
    page = client.post(url("body_create", "eigen"), described(papers_days="7", rhythm="elke maand"), follow=True)
    assert "‘Klankbordgroep’ is opgeslagen." in page.text
    made = Body.objects.get(name="Klankbordgroep")
    assert (made.region, made.level, made.order, made.papers_days) == (region, BodyLevel.REGIONAL, 2, 7)


def test_body_create_makes_one_of_an_own_municipality(client, leader, municipality):
    client.post(url("body_create", "eigen"), described(name="College", municipality=municipality.pk))
    made = Body.objects.get()
    assert (made.level, made.municipality, made.region) == (BodyLevel.MUNICIPAL, municipality, None)


def test_body_create_refuses_a_municipality_of_another_region(client, leader):
    elsewhere = factories.RegionMembershipFactory().municipality
    page = client.post(url("body_create", "eigen"), described(municipality=elsewhere.pk))
    assert "Kies een gemeente uit de lijst." in page.text
    assert Body.objects.count() == 0


def test_body_create_refuses_a_name_that_stands_there(client, leader, body):
    page = client.post(url("body_create", "eigen"), described(name="directieoverleg"))
    assert bodies.SAME_NAME in page.text
    assert Body.objects.count() == 1


def test_body_update_after_a_colleague_is_a_conflict(client, leader, body):
    client.post(url("body_update", "eigen", body.pk), described(rhythm="elke week"))
    page = client.post(url("body_update", "eigen", body.pk), described(rhythm="elke maand"))
    assert page.status_code == 409
    assert ("elke week" in page.text, "elke maand" in page.text) == (True, True)


def test_body_keeps_its_level_after_it_was_made(client, leader, body, municipality):
    client.post(url("body_update", "eigen", body.pk), described(municipality=municipality.pk))
    body.refresh_from_db()
    assert (body.level, body.municipality) == (BodyLevel.REGIONAL, None)


def test_ended_body_is_offered_no_more_and_keeps_its_history(client, leader, body):
    meeting = factories.MeetingFactory(body=body, date=date(2021, 3, 2))
    client.post(url("body_update", "eigen", body.pk), described(name="Directieoverleg", ended_on="1 juli 2021"))
    assert list(Body.objects.active(date(2021, 7, 12))) == []
    page = client.get(url("body_detail", "eigen", body.pk))
    assert ("Opgeheven op" in page.text, "2 maart 2021" in page.text) == (True, True)
    assert client.get(url("meeting_create", "eigen")).status_code == 403  # there is no body left to meet
    assert client.get(url("meeting_update", meeting.pk)).context["form"].fields["body"].queryset.get() == body


def test_body_with_a_coming_meeting_cannot_end_before_it(body):
    factories.MeetingFactory(body=body, date=date(2021, 9, 2))
    body.ended_on = date(2021, 9, 1)
    with pytest.raises(ValidationError, match="2 september 2021"):
        bodies.change_body(body=body, seen=0)


def test_body_without_history_is_deleted_with_its_seats(client, leader, body):
    factories.SeatFactory(body=body)
    page = client.post(url("body_delete", "eigen", body.pk), {"seen_version": "0"}, follow=True)
    assert "‘Directieoverleg’ is verwijderd." in page.text
    assert (Body.objects.count(), Seat.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda body: factories.MeetingFactory(body=body), "1 vergadering"),
        (lambda body: factories.RouteStepFactory(body=body), "1 stap van een voorstel"),
        (lambda body: factories.RoleAssignmentFactory(role=Role.SECRETARY, body=body), "1 secretaris"),
    ],
)
def test_body_with_history_cannot_be_deleted_and_says_why(client, leader, body, make, words):
    make(body)
    assert f"<li>{words}</li>" in client.get(url("body_delete", "eigen", body.pk)).text
    page = client.post(url("body_delete", "eigen", body.pk), {"seen_version": "0"}, follow=True)
    assert f"Dit overleg heeft geschiedenis: {words}." in page.text
    assert Body.objects.filter(pk=body.pk).exists()


def test_body_moves_in_the_usual_route_of_its_region_alone(client, leader, region, body):
    second = factories.BodyFactory(region=region, name="Stuurgroep", order=2)
    other = factories.BodyFactory(name="Elders", order=7)
    client.post(url("body_move", "eigen", second.pk, "omhoog"))
    assert list(Body.objects.filter(region=region)) == [second, body]
    client.post(url("body_move", "eigen", second.pk, "omhoog"))
    assert list(Body.objects.filter(region=region)) == [second, body]
    other.refresh_from_db()
    assert other.order == 7
    assert client.post(url("body_move", "eigen", other.pk, "omhoog")).status_code == 404


def test_national_body_is_read_only(client, leader):
    national = factories.BodyFactory(region=None, level=BodyLevel.NATIONAL, name="Kernteam")
    assert "Kernteam" in client.get(url("body_list", "eigen")).text
    assert client.get(url("body_detail", "eigen", national.pk)).status_code == 200
    assert client.get(url("body_update", "eigen", national.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_body_list_takes_the_same_queries(client, leader, region, django_assert_num_queries, rows):
    for number in range(rows):
        body = factories.BodyFactory(region=region)
        factories.SeatFactory(body=body)
        factories.MeetingFactory(body=body, date=date(2021, 8, 1 + number))
    client.get(url("body_list", "eigen"))
    with django_assert_num_queries(6):
        client.get(url("body_list", "eigen"))


@pytest.mark.parametrize("rows", [1, 3])
def test_body_detail_takes_the_same_queries(client, leader, region, body, django_assert_num_queries, rows):
    for number in range(rows):
        organisation = factories.OrganisationFactory(region=region)
        factories.SeatFactory(body=body, organisation=organisation, contact=contact(organisation, "Ida Houwink"))
        factories.MeetingFactory(body=body, date=date(2021, 8, 1 + number))
        factories.RouteStepFactory(body=body, round=factories.RoundFactory(proposal__region=region))
    client.get(url("body_detail", "eigen", body.pk))
    with django_assert_num_queries(11):
        client.get(url("body_detail", "eigen", body.pk))


def seat_data(*rows, seen=0, standing=0):
    data = {"seats-TOTAL_FORMS": str(len(rows)), "seats-INITIAL_FORMS": str(standing), "seen": str(seen)}
    for number, row in enumerate(rows):
        data |= {f"seats-{number}-{name}": value for name, value in ({"role": "member"} | row).items()}
    return data


def test_seats_are_saved_with_who_takes_them_and_who_replaces(client, leader, body, organisation):
    holder, other = contact(organisation, "Ida Houwink"), contact(organisation, "Bas Essers")
    row = {
        "organisation": organisation.pk,
        "function": "wethouder",
        "contact": holder.pk,
        "substitute": other.pk,
        "substitute_from": "1-7-2021",
        "substitute_to": "31 augustus 2021",
    }
    client.post(url("body_seats", "eigen", body.pk), seat_data(row, {"new_organisation": "Politie"}))
    seats = list(Seat.objects.filter(body=body).order_by("organisation__name"))
    assert [(seat.organisation.name, seat.function) for seat in seats] == [("De Brug", "wethouder"), ("Politie", "")]
    assert (seats[0].taken_by(date(2021, 8, 31)), seats[0].taken_by(date(2021, 9, 1))) == (other, holder)
    assert Organisation.objects.get(name="Politie").region == body.region
    page = client.get(url("body_detail", "eigen", body.pk))
    assert "vervangen door Bas Essers tot en met 31 augustus 2021" in page.text


def test_seats_keep_their_number_and_go_when_taken_away(client, leader, body, organisation):
    seat = factories.SeatFactory(body=body, organisation=organisation)
    gone = factories.SeatFactory(body=body, organisation=factories.OrganisationFactory(region=body.region))
    rows = (
        {"pk": seat.pk, "organisation": organisation.pk, "function": "lid van de raad"},
        {"pk": gone.pk, "organisation": gone.organisation_id, "DELETE": "on"},
    )
    client.post(url("body_seats", "eigen", body.pk), seat_data(*rows, standing=2))
    assert list(Seat.objects.values_list("pk", "function")) == [(seat.pk, "lid van de raad")]


def test_seats_of_another_body_stay_when_their_number_is_posted(client, leader, body, organisation):
    foreign = factories.SeatFactory(function="elders")
    client.post(url("body_seats", "eigen", body.pk), seat_data({"pk": foreign.pk, "organisation": organisation.pk}))
    foreign.refresh_from_db()
    assert (foreign.function, body.seats.count()) == ("elders", 1)


def test_seats_refuse_organisations_and_people_of_another_region(client, leader, body):
    elsewhere = factories.OrganisationFactory(name="Elders")
    person = contact(elsewhere, "Vreemde Vogel")
    page = client.post(
        url("body_seats", "eigen", body.pk), seat_data({"organisation": elsewhere.pk, "contact": person.pk})
    )
    assert page.status_code == 200
    assert ("Vreemde Vogel" in page.text, Seat.objects.count()) == (False, 0)


def test_seat_refuses_somebody_of_another_organisation(client, leader, body, organisation, region):
    person = contact(factories.OrganisationFactory(region=region, name="Politie"), "Bas Essers")
    page = client.post(
        url("body_seats", "eigen", body.pk), seat_data({"organisation": organisation.pk, "contact": person.pk})
    )
    assert "Bas Essers werkt bij Politie. Kies iemand anders." in page.text


def test_the_same_seat_twice_is_refused_and_makes_no_organisation(client, leader, body, organisation):
    rows = ({"organisation": organisation.pk}, {"organisation": organisation.pk}, {"new_organisation": "Nieuw"})
    page = client.post(url("body_seats", "eigen", body.pk), seat_data(*rows))
    assert bodies.TWICE in page.text
    assert (Seat.objects.count(), Organisation.objects.filter(name="Nieuw").count()) == (0, 0)


def test_seats_after_a_colleague_are_a_conflict(client, leader, body, organisation):
    client.post(url("body_seats", "eigen", body.pk), seat_data({"organisation": organisation.pk}))
    page = client.post(
        url("body_seats", "eigen", body.pk), seat_data({"organisation": organisation.pk, "function": "gast"})
    )
    assert (page.status_code, "De Brug, gast" in page.text) == (409, True)


def test_seats_hide_people_that_another_region_keeps(body, organisation):
    elsewhere = factories.OrganisationFactory()
    factories.SeatFactory(body=body, organisation=elsewhere, contact=contact(elsewhere, "Vreemde Vogel"))
    factories.SeatFactory(body=body, organisation=organisation, contact=contact(organisation, "Ida Houwink"))
    assert {row.holder.name if row.holder else None for row in seats_of(body, body.region)} == {None, "Ida Houwink"}


def test_secretary_reads_the_own_body_alone(client, region, body):
    other = factories.BodyFactory(region=region, name="Stuurgroep")
    client.force_login(factories.RoleAssignmentFactory(role=Role.SECRETARY, body=body).user)
    page = client.get(url("body_list", "eigen"))
    assert ("Directieoverleg" in page.text, "Stuurgroep" in page.text) == (True, False)
    assert client.get(url("body_detail", "eigen", body.pk)).status_code == 200
    assert client.get(url("body_detail", "eigen", other.pk)).status_code == 404
    assert client.get(url("body_seats", "eigen", body.pk)).status_code == 404


def test_leader_plans_meetings_of_a_municipal_body(client, leader, municipality):
    college = factories.BodyFactory(region=None, municipality=municipality, level=BodyLevel.MUNICIPAL)
    client.post(url("meeting_create", "eigen"), {"body": college.pk, "date": "1-9-2021", "seen": "0"})
    meeting = Meeting.objects.get()
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert client.get(url("meeting_update", meeting.pk)).status_code == 200
    client.force_login(factories.RoleAssignmentFactory(role=Role.LEADER, region=factories.RegionFactory()).user)
    assert client.get(meeting.get_absolute_url()).status_code == 404
