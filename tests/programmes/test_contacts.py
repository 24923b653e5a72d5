from datetime import date

import pytest
from django.urls import reverse
from django_q.models import Schedule

from ghnt import clock
from regions.contacts import DEPARTING, remove_departed, schedule_departures
from regions.models import Contact, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def organisation(region):
    return factories.OrganisationFactory(region=region, name="De Brug")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"programmes:{name}", args=args)


def person(organisation, **values):
    return Contact.objects.create(organisation=organisation, **({"name": "Ida Houwink"} | values))


def test_contact_is_added_changed_and_removed(client, leader, organisation):
    data = {"organisation": organisation.pk, "name": "Ida Houwink", "email": "ida@demo.example", "phone": "088 555"}
    client.post(url("contact_create", "eigen"), data)
    made = Contact.objects.get()
    assert (made.name, made.email, made.phone) == ("Ida Houwink", "ida@demo.example", "088 555")
    client.post(url("contact_update", "eigen", made.pk), data | {"leaves_on": "1-9-2021", "seen_version": "0"})
    assert "Vertrekt op 1 september 2021" in client.get(url("contact_list", "eigen")).text
    page = client.post(url("contact_delete", "eigen", made.pk), {"seen_version": "1"}, follow=True)
    assert "De gegevens van Ida Houwink zijn verwijderd." in page.text
    assert Contact.objects.count() == 0


def test_contact_of_another_region_or_a_national_organisation_is_unknown(client, leader):
    for organisation in (factories.OrganisationFactory(), factories.OrganisationFactory(region=None)):
        kept = person(organisation, name="Vreemde Vogel")
        assert client.get(url("contact_update", "eigen", kept.pk)).status_code == 404
        assert client.post(url("contact_delete", "eigen", kept.pk), {"seen_version": "0"}).status_code == 404
        page = client.post(url("contact_create", "eigen"), {"organisation": organisation.pk, "name": "X"})
        assert "Kies een organisatie uit de lijst." in page.text
    assert "Vreemde Vogel" not in client.get(url("contact_list", "eigen")).text
    assert Contact.objects.count() == 2


def test_contact_update_after_a_colleague_is_a_conflict(client, leader, organisation):
    kept = person(organisation)
    data = {"organisation": organisation.pk, "seen_version": "0"}
    client.post(url("contact_update", "eigen", kept.pk), data | {"name": "Ida Essers"})
    page = client.post(url("contact_update", "eigen", kept.pk), data | {"name": "Ida Aalbers"})
    assert (page.status_code, "Ida Essers" in page.text, "Ida Aalbers" in page.text) == (409, True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_contact_list_takes_the_same_queries(client, leader, region, django_assert_num_queries, rows):
    for _ in range(rows):
        person(factories.OrganisationFactory(region=region))
    client.get(url("contact_list", "eigen"))
    with django_assert_num_queries(8):
        client.get(url("contact_list", "eigen"))


def test_contact_is_removed_the_day_after_departure_and_the_seat_stays(organisation):
    leaving, staying = person(organisation, leaves_on=date(2021, 9, 1)), person(organisation, name="Bas Essers")
    seat = factories.SeatFactory(organisation=organisation, contact=leaving, substitute=staying)
    with clock.standing_at(date(2021, 9, 1)):
        assert remove_departed() == 0
    with clock.standing_at(date(2021, 9, 2)):
        assert remove_departed() == 1
    assert list(Contact.objects.all()) == [staying]
    seat.refresh_from_db()
    assert (seat.contact, seat.substitute) == (None, staying)


def test_the_worker_removes_the_departed_each_day():
    assert (schedule_departures(), schedule_departures()) == (True, False)
    assert Schedule.objects.get(name=DEPARTING).schedule_type == Schedule.DAILY
