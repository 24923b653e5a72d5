"""Meldingen and Mijn profiel in the browser's eyes."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from ghnt.notices.models import CalendarLink, Delivery, Notice, NoticePreference
from ghnt.notices.telling import News, tell
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = factories.UserFactory(name="Marit Hoekzema", email="marit@example.org")
    client.force_login(user)
    return user


def told(user, key, **more):
    tell([user], News(key=key, who="Noor Verhage", what="rapportage teruggestuurd", url="/hulp/", **more))
    return Notice.objects.get(user=user, key=key)


def test_notices_show_newest_first_with_unread_in_words(client, user):
    old = told(user, "oud", expected="Rapportage aanpassen", due=date(2021, 9, 16))
    Notice.objects.filter(pk=old.pk).update(read_at=datetime.fromisoformat("2021-07-10T10:00+02:00"))
    told(user, "nieuw")
    told(factories.UserFactory(), "van-een-ander", expected="Iets van een ander")

    page = client.get(reverse("notices:list")).content.decode()

    assert page.count("Niet gelezen") == 1
    assert page.index("Noor Verhage: rapportage teruggestuurd</button>") < page.index("Vóór 16 september 2021")
    assert '<a href="/hulp/">Vóór 16 september 2021: Rapportage aanpassen</a>' in page
    assert "Iets van een ander" not in page


def test_looking_at_notices_marks_nothing(client, user):
    told(user, "een")

    client.get(reverse("notices:list"))

    assert Notice.objects.unread().count() == 1


def test_opening_a_notice_marks_it_and_goes_where_it_leads(client, user):
    notice = told(user, "een")

    response = client.post(reverse("notices:open", args=[notice.pk]))

    assert (response.status_code, response["Location"]) == (302, "/hulp/")
    first = Notice.objects.get().read_at
    assert first is not None
    client.post(reverse("notices:open", args=[notice.pk]))
    assert Notice.objects.get().read_at == first


def test_opening_by_its_address_alone_writes_nothing(client, user):
    notice = told(user, "een")

    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 405
    assert Notice.objects.unread().count() == 1


def test_notice_of_somebody_else_is_not_there(client, user):
    notice = told(factories.UserFactory(), "een")

    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.unread().count() == 1


def test_all_read_leaves_what_came_after_the_page(client, user):
    seen = told(user, "gezien")
    told(user, "daarna")
    other = told(factories.UserFactory(), "van-een-ander")

    client.post(reverse("notices:read"), {"tot": seen.pk})

    assert sorted(Notice.objects.unread().values_list("key", flat=True)) == ["daarna", other.key]


@pytest.mark.parametrize("last", ["", "x", "-1", "9" * 30, "\x00", "²"])
def test_all_read_up_to_nonsense_marks_nothing(client, user, last):
    told(user, "een")

    assert client.post(reverse("notices:read"), {"tot": last}).status_code == 302
    assert Notice.objects.unread().count() == 1


def test_header_counts_what_is_not_read(client, user):
    told(user, "een"), told(user, "twee"), told(factories.UserFactory(), "van-een-ander")

    page = client.get(reverse("help")).content.decode()

    assert '2<span class="visually-hidden"> niet gelezen</span>' in page
    client.post(reverse("notices:read"), {"tot": Notice.objects.latest("pk").pk})
    assert "niet gelezen" not in client.get(reverse("help")).content.decode()


def test_who_left_is_signed_out_at_once(client, user):
    user.is_active = False
    user.save()

    assert client.get(reverse("help")).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_notices_ask_as_many_queries_for_more(client, user, django_assert_num_queries, number):
    for key in range(number):
        told(user, f"melding-{key}")

    with django_assert_num_queries(6):  # session, user with count, roles, count of pages, rows, newest
        client.get(reverse("notices:list"))


def test_notices_page_that_is_not_there_is_the_last_one(client, user):
    for key in range(31):
        told(user, f"melding-{key}")

    assert len(client.get(reverse("notices:list"), {"page": "99"}).context["notices"]) == 1


def test_no_notices_has_a_way_on(client, user):
    assert "Nog geen meldingen." in client.get(reverse("notices:list")).content.decode()


def test_profile_keeps_how_mail_comes(client, user):
    assert client.get(reverse("notices:profile")).context["form"].initial["delivery"] == Delivery.DAILY

    response = client.post(reverse("notices:profile"), {"delivery": Delivery.NONE})

    assert response["Location"] == reverse("notices:profile")
    assert NoticePreference.objects.get(user=user).delivery == Delivery.NONE


def test_profile_refuses_another_way(client, user):
    response = client.post(reverse("notices:profile"), {"delivery": "postduif"})

    assert response.context["form"].errors["delivery"]
    assert not NoticePreference.objects.exists()


def test_calendar_address_is_shown_once(client, user, settings):
    settings.SITE_URL = "https://ghnt.example"
    response = client.post(reverse("notices:calendar_link"), {"nonce": "n" * 43})
    address = response.context["address"]

    assert address.startswith("https://ghnt.example/kalender/")
    assert "no-store" in response["Cache-Control"]
    secret = address.removeprefix("https://ghnt.example/kalender/").removesuffix(".ics")
    assert len(secret) == 64
    assert secret not in client.get(reverse("notices:profile")).content.decode()
    assert CalendarLink.objects.get().digest != secret


def test_same_page_sent_twice_shows_the_same_address(client, user):
    first, second = (client.post(reverse("notices:calendar_link"), {"nonce": "n" * 43}) for _ in range(2))

    assert first.context["address"] == second.context["address"]
    assert CalendarLink.objects.count() == 1


def test_new_address_stops_the_old_one(client, user):
    first, second = (
        client.post(reverse("notices:calendar_link"), {"nonce": nonce * 43}).context["address"] for nonce in "ab"
    )

    client.logout()
    path = "/kalender/" + first.rpartition("/")[2]
    assert client.get(path).status_code == 404
    assert client.get("/kalender/" + second.rpartition("/")[2]).status_code == 200


def test_revoked_address_stops_and_stays_stopped(client, user):
    address = client.post(reverse("notices:calendar_link"), {"nonce": "n" * 43}).context["address"]
    client.post(reverse("notices:calendar_link_revoke"))
    again = client.post(reverse("notices:calendar_link"), {"nonce": "n" * 43}).context["address"]

    assert again != address
    assert client.get("/kalender/" + address.rpartition("/")[2]).status_code == 404


def test_profile_tells_when_the_address_was_read(client, user):
    address = client.post(reverse("notices:calendar_link"), {"nonce": "n" * 43}).context["address"]
    path = "/kalender/" + address.rpartition("/")[2]
    assert "nog niet opgehaald" in client.get(reverse("notices:profile")).content.decode()

    with time_machine.travel("2021-07-12T09:00Z", tick=False):
        client.get(path)
    with time_machine.travel("2021-07-12T20:59Z", tick=False):
        client.get(path)

    assert CalendarLink.objects.get().last_read_at == datetime.fromisoformat("2021-07-12T09:00+00:00")
    assert "voor het laatst opgehaald op 12 juli 2021" in client.get(reverse("notices:profile")).content.decode()
