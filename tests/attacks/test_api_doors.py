"""A token opens what its owner may read today, to read; hostile addresses get an answer and never a fault."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ghnt.accounts.api_tokens import make_token, revoke_token
from ghnt.accounts.models import ApiScope, ApiToken
from regions.models import RoleAssignment
from tests.world import PREVIOUS, TODAY

API = "/api/v1/"
LISTS = ("regions/", "catalogue/editions/", "rounds/", "reports/")
NUL_PAGES = (
    *(
        "/landelijk/boek/?ronde=%00",
        "/landelijk/vergelijken/?ronde=%00",
        "/landelijk/vergelijken/bouwstenen/?ronde=%00",
    ),
    *("/landelijk/vergelijken/?regio=%00&regio=a%00&blok=%00", "/landelijk/antwoorden/?ronde=%00&vraag=%00"),
    *("/landelijk/signalen/?ronde=%00&regio=%00", "/landelijk/rapportages/?round=%00&regio=%00"),
    *("/landelijk/verschillen/?ronde=%00&regio=%00", "/landelijk/rondes/?stand=%00", "/openbaar/?page=%00"),
    "/regio/eigen/rapportages/2020-H2/verschil/?versie=%00&met=%00",
)
NUL_ENDPOINTS = (
    *("regions/%00/", "rounds/%00/", "reports/?region=%00", "reports/?round=%00", "reports/%00/x/1/"),
    *("reports/eigen/%00/1/content/", f"rounds/{PREVIOUS}/answers/%00/", "regions/?page_size=%00"),
)


@pytest.fixture
def ask(world, client):
    """Ask the API with a token of this user."""

    def asked(user, address, method="get", **more):
        secret = make_token(user=user, name="x", scopes=ApiScope.values, valid_to=TODAY, nonce="")[1]
        return getattr(client, method)(API + address, headers={"authorization": f"Bearer {secret}"}, **more)

    return asked


@pytest.mark.parametrize("page", NUL_PAGES)
def test_nul_in_an_address_is_no_fault(sign_in, page):
    assert sign_in("national").get(page).status_code in (200, 404)


def test_nul_asked_of_the_api_is_unknown(world, ask):
    for address in NUL_ENDPOINTS:
        answer = ask(world.users["national"], address)
        assert (answer.status_code, answer.json()["error"]["code"]) in ((404, "not_found"), (422, "wrong_value"))


def test_what_is_unknown_is_told_in_the_same_words_as_what_is_foreign(world, ask):
    reader = world.users["reader"]
    answers = [
        ask(reader, address).json()
        for address in (
            *(f"reports/ander/{PREVIOUS}/1/", "reports/verzonnen/2020-H2/1/", f"reports/eigen/{PREVIOUS}/9/"),
            *(f"reports/eigen/{PREVIOUS}/99999/", "regions/verzonnen/", "rounds/verzonnen/"),
        )
    ]
    assert answers == [answers[0]] * len(answers)
    assert "matches" not in answers[0]["error"]["message"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_token_changes_nothing(world, ask, method):
    for address in LISTS[:1] + LISTS[2:]:
        assert ask(world.users["national"], address, method).status_code == 405


def test_token_works_no_longer_when_its_owner_lost_the_role_or_the_account(world, client):
    user = world.users["reader"]
    secret = make_token(user=user, name="x", scopes=ApiScope.values, valid_to=TODAY, nonce="")[1]
    address, headers = f"{API}reports/eigen/{PREVIOUS}/1/", {"authorization": f"Bearer {secret}"}
    assert client.get(address, headers=headers).status_code == 200
    RoleAssignment.objects.filter(user=user).update(valid_to=TODAY)
    assert client.get(address, headers=headers).status_code == 404
    user.is_active = False
    user.save()
    assert client.get(address, headers=headers).status_code == 401


def test_token_of_somebody_else_is_not_revoked(world, sign_in):
    foreign = ApiToken.objects.get(pk=world.other.around["api_token"])
    assert sign_in("leader").post(reverse("api_token_revoke", args=[foreign.pk])).status_code == 404
    foreign.refresh_from_db()
    assert foreign.revoked_at is None


def test_closed_tokens_are_one_and_the_same_answer(world, client):
    user = world.users["reader"]
    made = [make_token(user=user, name="x", scopes=ApiScope.values, valid_to=TODAY, nonce="") for _ in range(2)]
    revoke_token(made[0][0])
    ApiToken.objects.filter(pk=made[1][0].pk).update(valid_to=TODAY - timedelta(days=1))
    secrets = [*(secret for _, secret in made), "ghnt_verzonnen", "", "é" * 40, "x" * 4000]
    answers = [client.get(f"{API}regions/", headers={"authorization": f"Bearer {one}"}) for one in secrets]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    sign_in_cookie = client
    sign_in_cookie.force_login(user)
    assert sign_in_cookie.get(f"{API}regions/").status_code == 401


def test_autosave_stands_naughty_bodies(world, sign_in):
    pk = world.own.around["summary_question"]
    address = reverse("reporting:report_answer", args=["eigen", world.report_round.code, "samenvatting", pk])
    client = sign_in("leader", enforce_csrf_checks=True)
    assert client.post(address, {f"text_{pk}": "Kaping"}).status_code == 403
    client = sign_in("leader")
    for text, seen in (("a\x00b", "9" * 30), ("c", "x"), ("d", "-1"), ("e", "\x00"), ("x" * 60_000, "")):
        answer = client.post(address, {f"text_{pk}": text, f"seen_{pk}": seen})
        assert answer.status_code in (200, 409, 422), (text[:3], seen)
    assert client.post(address, {f"text_{pk}": "x" * 3_000_000}).status_code in (400, 413)
