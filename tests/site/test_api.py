"""The API: every endpoint for every sort of token, and nothing that the pages would not show."""

import hashlib
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ghnt import clock
from ghnt.accounts.api_tokens import make_token, revoke_token
from ghnt.accounts.models import ApiScope, ApiToken
from ghnt.documents.files import RenderedPdf
from ghnt.site.api import auth
from reporting import workflow
from reporting.models import ReportRendering, ReportVersion
from tests.world import PREVIOUS, TODAY, VISITORS, make_world

pytestmark = pytest.mark.django_db
ALL = tuple(ApiScope)
READERS = {"national", "adviser", "leader", "editor", "municipal", "reader"}
EVERYBODY = set(VISITORS) - {"anonymous"}
REPORT = ("eigen", str(PREVIOUS), 1)
# Endpoint → its scope, what stands in the address, and who reads it of the region "Eigen", whose report is submitted.
ENDPOINTS = {
    "region_list": (ApiScope.REGIONS, (), EVERYBODY),
    "region_detail": (ApiScope.REGIONS, ("eigen",), EVERYBODY),
    "edition_list": (ApiScope.CATALOGUE, (), EVERYBODY),
    "entry_list": (ApiScope.CATALOGUE, ("vgr4",), EVERYBODY),
    "round_list": (ApiScope.ROUNDS, (), EVERYBODY),
    "round_detail": (ApiScope.ROUNDS, (str(PREVIOUS),), READERS),
    "report_list": (ApiScope.REPORTS, (), EVERYBODY),
    "report_detail": (ApiScope.REPORTS, REPORT, READERS),
    "report_content": (ApiScope.REPORTS, REPORT, READERS),
    "report_pdf": (ApiScope.REPORTS, REPORT, READERS),
    "answer_list": (ApiScope.ANSWERS, (str(PREVIOUS), "resultaten"), READERS),
}


@pytest.fixture
def world(settings):
    settings.TODAY = TODAY
    world = make_world()
    job = ReportRendering.objects.get(report_version__report=world.own.submitted)
    job.claim()
    job.finish(RenderedPdf(b"%PDF-1.7 proef", 3, "proef"))
    return world


def token_for(user, scopes=ALL, valid_to=TODAY):
    return make_token(user=user, name="Dashboard", scopes=scopes, valid_to=valid_to, nonce="")[1]


def get(secret, name, *args, **query):
    """Asked without any cookie."""
    headers = {"authorization": f"Bearer {secret}"} if secret is not None else {}
    answer = Client().get(reverse(f"api:{name}", args=args), query, headers=headers)
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


def code_of(answer):
    return answer.json()["error"]["code"]


def question_of(world):
    return world.own.submitted.round.question_set.questions.order_by("pk").first().key


def address(name, world):
    args = ENDPOINTS[name][1]
    return (str(PREVIOUS), question_of(world)) if name == "answer_list" else args


def test_endpoints_answer_each_role_as_the_pages_do(world):
    secrets = {role: token_for(user) for role, user in world.users.items()}
    for name, (_, _, readers) in ENDPOINTS.items():
        statuses = {role: get(secret, name, *address(name, world)).status_code for role, secret in secrets.items()}
        assert statuses == {role: 200 if role in readers else 404 for role in world.users}, name


def test_endpoints_let_no_other_token_in(world):
    leader = world.users["leader"]
    revoked = token_for(leader)
    revoke_token(ApiToken.objects.latest("pk"))
    with clock.standing_at(date(2021, 7, 1)):
        expired = token_for(leader, valid_to=date(2021, 7, 11))
    for name, (scope, _, _) in ENDPOINTS.items():
        for secret in (None, "", "ghnt_verzonnen", revoked, expired, expired[5:]):
            answer = get(secret, name, *address(name, world))
            assert (answer.status_code, code_of(answer)) == (401, "no_token"), name
            assert answer["WWW-Authenticate"].startswith("Bearer")
        other = token_for(leader, scopes=[one for one in ALL if one != scope])
        answer = get(other, name, *address(name, world))
        assert (answer.status_code, code_of(answer)) == (403, "wrong_scope"), name


def test_endpoints_ignore_the_cookie_of_a_session_and_take_nothing_but_get(client, world):
    client.force_login(world.users["national"])
    headers = {"authorization": f"Bearer {token_for(world.users['leader'])}"}
    for name in ENDPOINTS:
        url = reverse(f"api:{name}", args=address(name, world))
        assert client.get(url).status_code == 401, name
        assert {getattr(client, verb)(url, headers=headers).status_code for verb in ("post", "put", "delete")} == {405}


def test_token_of_somebody_who_may_no_longer_sign_in_does_not_work(world):
    leader = world.users["leader"]
    secret = token_for(leader)
    leader.is_active = False
    leader.save()
    assert get(secret, "round_list").status_code == 401


def test_right_taken_away_counts_at_the_next_request(world):
    leader = world.users["leader"]
    secret = token_for(leader)
    assert get(secret, "report_detail", *REPORT).status_code == 200
    leader.role_assignments.all().delete()
    assert get(secret, "report_detail", *REPORT).status_code == 404
    assert get(secret, "report_list").json()["count"] == 0


def test_reports_of_another_region_appear_once_accepted(world):
    secret = token_for(world.users["reader"])
    theirs = ("ander", str(PREVIOUS), 1)
    assert get(secret, "report_detail", *theirs).status_code == 404
    assert {one["region"] for one in get(secret, "report_list").json()["items"]} == {"eigen"}

    workflow.accept(report=world.other.submitted, version_number=1, by=world.users["national"])

    assert get(secret, "report_detail", *theirs).json()["marks"]["accepted_on"] == "2021-07-12"
    assert {one["region"] for one in get(secret, "report_list").json()["items"]} == {"ander", "eigen"}
    assert {one["region"] for one in get(secret, "report_list", region="ander").json()["items"]} == {"ander"}
    asked = get(secret, "report_list", round=str(PREVIOUS)).json()["items"]
    assert [one["region"] for one in asked] == ["ander", "eigen"]
    assert get(secret, "report_list", round="2021-H1").json()["items"] == []


def test_content_is_byte_for_byte_what_was_sealed(world):
    secret = token_for(world.users["leader"])
    told = get(secret, "report_detail", *REPORT).json()
    answer = get(secret, "report_content", *REPORT)
    assert hashlib.sha256(answer.content).hexdigest() == told["sha256"]
    assert answer.content.decode() == ReportVersion.objects.get(report=world.own.submitted).content
    assert told["content_url"] == "http://testserver/api/v1/reports/eigen/2020-H2/1/content/"


def test_pdf_is_the_file_or_says_that_it_is_not_there_yet(world):
    secret = token_for(world.users["national"])
    assert get(secret, "report_pdf", *REPORT).body == b"%PDF-1.7 proef"
    answer = get(secret, "report_pdf", "ander", str(PREVIOUS), 1)
    assert answer.status_code == 404
    assert "nog geen pdf gemaakt" in answer.json()["error"]["message"]


def test_answers_come_from_the_versions_that_may_be_read(world):
    reader, national = (token_for(world.users[role]) for role in ("reader", "national"))
    key = question_of(world)
    (mine,) = get(reader, "answer_list", str(PREVIOUS), key).json()["items"]
    assert (mine["region"], mine["version"], mine["answers"][0]["text"]) == ("eigen", 1, "Een half jaar werk.")
    assert get(national, "answer_list", str(PREVIOUS), key).json()["count"] == 2
    assert get(national, "answer_list", str(PREVIOUS), "verzonnen").status_code == 404


def test_round_tells_its_questions(world):
    told = get(token_for(world.users["reader"]), "round_detail", str(PREVIOUS)).json()
    assert told["half_year"] == "2020-H2"
    assert question_of(world) in {question["key"] for question in told["questions"]}


def test_lists_come_in_pages(world):
    secret = token_for(world.users["reader"])
    first = get(secret, "region_list", page_size=1).json()
    assert (first["count"], first["pages"], first["previous"], len(first["items"])) == (2, 2, None, 1)
    second = get(secret, "region_list", page_size=1, page=2).json()
    assert first["next"] == "http://testserver/api/v1/regions/?page_size=1&page=2"
    assert (second["next"], second["items"][0]["slug"]) == (None, "eigen")
    assert get(secret, "region_list", page=9).json()["items"] == []


@pytest.mark.parametrize("query", [{"page": 0}, {"page": "x"}, {"page": 10**30}, {"page_size": 101}])
def test_impossible_page_is_refused_in_words(world, query):
    answer = get(token_for(world.users["reader"]), "region_list", **query)
    assert (answer.status_code, code_of(answer)) == (422, "wrong_value")


@pytest.mark.parametrize("number", [10**6, 10**30])
def test_impossible_number_of_a_version_does_not_exist(world, number):
    assert get(token_for(world.users["national"]), "report_detail", "eigen", "2020-H2", number).status_code == 404


def test_unknown_address_answers_in_json(world):
    answer = Client().get("/api/v1/bestaat/niet/")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert Client().get("/api/v1/regions")["Location"] == "/api/v1/regions/"


def test_token_that_asks_too_often_waits(world, monkeypatch):
    monkeypatch.setattr(auth, "ASKED_A_MINUTE", 2)
    monkeypatch.setattr(auth.time, "time", lambda: 90)
    secret, another = (token_for(world.users[role]) for role in ("reader", "leader"))
    statuses = [get(secret, "round_list").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    answer = get(secret, "round_list")
    assert (answer["Retry-After"], code_of(answer)) == ("30", "too_many")
    assert get(another, "round_list").status_code == 200
    cache.clear()


def test_answers_stay_out_of_every_cache(world):
    assert "no-store" in get(token_for(world.users["reader"]), "round_list")["Cache-Control"]


def test_use_of_a_token_is_noted_for_its_owner(world):
    secret = token_for(world.users["reader"])
    get(secret, "round_list")
    assert ApiToken.objects.latest("pk").last_used_at is not None


@pytest.mark.parametrize("reports", [1, 3])
def test_list_of_reports_asks_the_same_of_the_database_whatever_its_length(world, reports, django_assert_num_queries):
    from tests import factories
    from tests.world import fill_in

    for _ in range(reports - 1):
        report = factories.ReportFactory(round=world.own.submitted.round)
        fill_in(report)
        workflow.submit(report=report, by=world.users["leader"])
    secret = token_for(world.users["national"])
    get(secret, "round_list")
    with django_assert_num_queries(5):
        assert get(secret, "report_list").json()["count"] == reports + 1


def test_description_for_programs_names_every_endpoint(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert len(paths) == len(ENDPOINTS)


def test_explanation_is_there_for_everybody_and_names_every_endpoint(client):
    page = client.get("/api/").content.decode()
    assert page.count("GET /api/v1/") == len(ENDPOINTS)
