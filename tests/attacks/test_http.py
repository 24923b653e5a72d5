"""What a browser or a hostile page may do: headers, cookies, foreign forms, methods, errors, where one is sent."""

from itertools import chain

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import path, reverse

import ghnt.urls
from tests.attacks.conftest import answers, crawl

pytestmark = pytest.mark.sqlite  # what is read and refused hangs on no database


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()  # where attempts to sign in are counted
    yield
    cache.clear()


def broken(request):
    raise RuntimeError("geheim-in-de-fout")


urlpatterns = [*ghnt.urls.urlpatterns, path("stuk/", broken)]

PRODUCTION = override_settings(
    DEBUG=False,
    ALLOWED_HOSTS=["testserver"],
    SECURE_SSL_REDIRECT=True,
    SESSION_COOKIE_SECURE=True,
    CSRF_COOKIE_SECURE=True,
    SECURE_HSTS_SECONDS=3600,
)


def test_every_page_has_a_strict_policy_and_stays_out_of_caches(world, sign_in):
    for role in ("leader", "national", "administrator"):
        client = sign_in(role)
        refused = ("/bestaat-niet/", "/regio/ander/acties/", "/landelijk/rondes/nieuw/")
        for url, response in chain(answers(client), ((url, client.get(url)) for url in refused)):
            policy = response["Content-Security-Policy"]
            assert "default-src 'none'" in policy, url
            if response.get("Content-Disposition", "").startswith("attachment"):  # a page to keep is shown in no frame
                assert policy == "default-src 'none'; sandbox", url
                continue
            assert "frame-ancestors 'none'" in policy, url
            assert "unsafe" not in policy, url
            assert "*" not in policy, url
            assert "no-store" in response["Cache-Control"], url
            assert response["X-Frame-Options"] == "DENY", url
            assert response["X-Content-Type-Options"] == "nosniff", url


def test_admin_pages_have_no_script_or_style_of_their_own(world, sign_in):
    for url, text in crawl(sign_in("administrator"), "/beheer/"):
        assert "<style" not in text, url
        assert " onclick=" not in text, url


def test_anonymous_errors_have_the_policy_too(db, client):
    for url in ("/aanmelden/", "/bestaat-niet/", "/beheer/"):
        assert "default-src 'none'" in client.get(url)["Content-Security-Policy"], url


@pytest.mark.parametrize("name", ["my_work", "account_logout", "account_change_password"])
def test_form_of_another_site_is_refused(world, sign_in, name):
    assert sign_in("leader", enforce_csrf_checks=True).post(reverse(name)).status_code == 403


def test_every_form_needs_a_token(world, sign_in):
    client = sign_in("leader", enforce_csrf_checks=True)
    pk, step = world.own.proposal.pk, world.own.planned_step.pk
    for url in (
        "/regio/eigen/besluiten/nieuw/",
        "/regio/eigen/besluiten/plakken/",
        f"/regio/eigen/besluiten/{pk}/wijzigen/",
        f"/regio/eigen/besluiten/{pk}/route/stappen/{step}/verwijderen/",
        f"/vergaderingen/{world.own.meeting.pk}/conclusies/",
        f"/regio/eigen/programma/onderdelen/{world.own.node.pk}/verwijderen/",
        "/regio/eigen/acties/nieuw/",
        "/regio/eigen/voortgang/2021-H1/",
        f"/regio/eigen/voortgang/2021-H1/{world.own.action.pk}/",
        "/regio/eigen/rapportages/2021-H1/controleren/",
        "/regio/eigen/rapportages/2020-H2/vaststellen/",
        "/regio/eigen/rapportages/2020-H2/versies/1/pdf/opnieuw/",
    ):
        assert client.post(url, {}).status_code == 403, url


def test_signing_in_needs_a_token_too(db):
    assert Client(enforce_csrf_checks=True).post("/aanmelden/", {"login": "a@b.nl", "password": "x"}).status_code == 403


def test_looking_at_the_sign_out_page_signs_nobody_out(world, sign_in):
    client = sign_in("leader")
    for url in ("/afmelden/", "/beheer/logout/"):
        client.get(url)
        assert "_auth_user_id" in client.session
    assert client.post("/afmelden/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_nobody_is_sent_elsewhere(world, client, target):
    user = world.users["leader"]
    user.set_password("een-lang-wachtwoord")
    user.save()
    for door in ("/aanmelden/", "/beheer/login/"):
        page = client.get(door, {"next": target}, follow=True)
        assert f'action="{target}' not in page.content.decode()
    form = {"login": user.email, "password": "een-lang-wachtwoord", "next": target}
    assert client.post("/aanmelden/", form)["Location"] == "/"
    for url in ("/aanmelden/", "/afmelden/"):
        response = client.get(url, {"next": target})
        assert "evil" not in response.get("Location", "")
    assert client.post("/afmelden/", {"next": target})["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options", "head"])
def test_strange_methods_change_nothing(world, sign_in, method):
    client, own = sign_in("leader"), world.own
    for url in (
        "/",
        own.proposal.get_absolute_url(),
        own.meeting.get_absolute_url(),
        f"{own.node.get_absolute_url()}verwijderen/",
        "/regio/eigen/rapportages/2021-H1/controleren/",
        f"/vergaderingen/{own.meeting.pk}/agenda/{own.meeting.items.get().pk}/weg/",
    ):
        assert getattr(client, method)(url).status_code in (200, 302, 404, 405), (method, url)
    assert own.meeting.items.count() == 1
    assert own.draft.versions.count() == 0


@PRODUCTION
@override_settings(ROOT_URLCONF="tests.attacks.test_http")
def test_errors_tell_nothing_and_keep_their_headers(world, sign_in):
    client = sign_in("leader", raise_request_exception=False)
    many = "&".join(f"a{number}=1" for number in range(6000))
    form = "application/x-www-form-urlencoded"
    address = "/regio/eigen/besluiten/plakken/"
    for response, status in (
        (client.get("/stuk/", secure=True), 500),
        (client.get("/bestaat-niet/", secure=True), 404),
        (client.get("/landelijk/rondes/nieuw/", secure=True), 403),
        (client.post(address, many, content_type=form, secure=True), 400),
        (client.post(address, "source=" + "x" * 2_600_000, content_type=form, secure=True), 400),
        (client.get("/", secure=True, headers={"host": "evil.example"}), 400),
    ):
        text = response.content.decode()
        assert response.status_code == status
        assert "geheim-in-de-fout" not in text
        assert "Traceback" not in text
        assert "evil.example" not in text
        assert 'lang="nl"' in text
        assert "default-src 'none'" in response["Content-Security-Policy"], status
        assert "max-age" in response["Strict-Transport-Security"], status


@PRODUCTION
def test_unsafe_request_is_sent_to_https_and_host_is_checked_first(world, client):
    assert client.get("/")["Location"] == "https://testserver/"
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@PRODUCTION
def test_cookies_are_for_this_site_over_https_alone(world):
    user = world.users["leader"]
    user.set_password("een-lang-wachtwoord")
    user.save()
    client = Client()
    client.post("/aanmelden/", {"login": user.email, "password": "een-lang-wachtwoord"}, secure=True)
    session = client.cookies["sessionid"]
    assert session["secure"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_signing_in_gives_a_new_session(world, client):
    user = world.users["leader"]
    user.set_password("een-lang-wachtwoord")
    user.save()
    client.get("/aanmelden/")
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post("/aanmelden/", {"login": user.email, "password": "een-lang-wachtwoord"})
    assert client.session.session_key != planted


def test_wrong_passwords_are_counted_for_the_person(world, client):
    for _attempt in range(7):
        answer = client.post("/aanmelden/", {"login": "leader@example.org", "password": "fout"})
    assert "te vaak" in answer.content.decode() or answer.status_code == 429


def test_wrong_password_and_unknown_person_get_the_same_answer(world, client):
    texts = set()
    for login in ("leader@example.org", "niemand@example.org"):
        page = client.post("/aanmelden/", {"login": login, "password": "fout"})
        texts.add(page.context["form"].errors.as_text())
    assert len(texts) == 1
