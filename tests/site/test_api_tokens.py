"""Tokens on somebody's own profile."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from ghnt import clock
from ghnt.accounts import api_tokens
from ghnt.accounts.api_tokens import make_token, revoke_token, token_behind
from ghnt.accounts.models import ApiScope, ApiToken
from ghnt.accounts.secret_links import digest_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
URL = "/profiel/tokens/"


@pytest.fixture(autouse=True)
def day(settings):
    settings.TODAY = TODAY


def made(user, nonce="", **values):
    values = {"name": "Dashboard", "scopes": ["rounds"], "valid_to": TODAY} | values
    return make_token(user=user, nonce=nonce, **values)


def posted(**values):
    return {"name": "Dashboard", "scopes": ["rounds", "reports"], "valid_to": "12-9-2021", "nonce": "n" * 43} | values


def test_token_is_shown_once_and_only_its_digest_kept(client):
    user = UserFactory()
    client.force_login(user)
    page = client.post(URL, posted()).content.decode()
    token = ApiToken.objects.get()
    secret = page.partition('value="ghnt_')[2].partition('"')[0]
    assert token.digest == digest_of(f"ghnt_{secret}")
    assert (token.user, token.valid_to, token.scope_set) == (
        user,
        date(2021, 9, 12),
        {ApiScope.ROUNDS, ApiScope.REPORTS},
    )
    assert secret not in client.get(URL).content.decode()


def test_same_post_twice_makes_one_token(client):
    client.force_login(UserFactory())
    pages = {client.post(URL, posted()).content.decode().partition('value="ghnt_')[2][:64] for _ in range(2)}
    assert (ApiToken.objects.count(), len(pages)) == (1, 1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"scopes": []}, "Kies een antwoord bij ‘Wat mag het programma lezen?’."),
        ({"scopes": ["everything"]}, "iets uit de lijst"),
        ({"name": ""}, "Vul ‘Naam’ in."),
        ({"valid_to": "11-7-2021"}, "Kies een dag vanaf vandaag, hoogstens een jaar vooruit."),
        ({"valid_to": "12-9-2023"}, "Kies een dag vanaf vandaag, hoogstens een jaar vooruit."),
    ],
)
def test_page_says_what_is_wrong(client, values, words):
    client.force_login(UserFactory())
    assert words in client.post(URL, posted(**values)).content.decode()
    assert ApiToken.objects.count() == 0


def test_token_works_up_to_and_including_its_last_day():
    _, secret = made(UserFactory(), valid_to=TODAY + timedelta(days=1))
    for days, works in ((0, True), (1, True), (2, False)):
        with clock.standing_at(TODAY + timedelta(days=days)):
            assert (token_behind(secret) is not None) == works


def test_revoked_token_stops_at_once_and_stays_revoked(client):
    user = UserFactory()
    token, secret = made(user)
    client.force_login(user)
    assert client.post(f"{URL}{token.pk}/intrekken/").status_code == 302
    first = ApiToken.objects.get().revoked_at
    revoke_token(token)
    assert (token_behind(secret), ApiToken.objects.get().revoked_at) == (None, first)


def test_nobody_revokes_or_sees_a_token_of_another(client):
    token, secret = made(UserFactory(), name="Van een ander")
    client.force_login(UserFactory())
    assert client.post(f"{URL}{token.pk}/intrekken/").status_code == 404
    assert token_behind(secret) is not None
    assert "Van een ander" not in client.get(URL).content.decode()


def test_there_is_an_end_to_the_number_of_tokens(monkeypatch):
    monkeypatch.setattr(api_tokens, "MOST_OPEN", 2)
    user = UserFactory()
    made(user)
    token, _ = made(user)
    with pytest.raises(ValidationError, match="Trek er eerst een in"):
        made(user)
    revoke_token(token)
    assert made(user)


@pytest.mark.parametrize("tokens", [1, 3])
def test_page_asks_the_same_of_the_database_whatever_its_length(client, tokens, django_assert_num_queries):
    user = UserFactory()
    for _ in range(tokens):
        made(user)
    client.force_login(user)
    client.get(URL)
    with django_assert_num_queries(4):
        client.get(URL)
