"""The inbox and the rounds of the national team."""

from datetime import date

import pytest
from django.urls import reverse

from ghnt import clock
from ghnt.periods import HalfYear
from regions.rights import rights_of
from reporting import workflow
from reporting.models import ReportRound
from reporting.who_has_what import to_read
from tests import factories
from tests.world import PREVIOUS, fill_in

INBOX, ROUNDS, NEW = "/landelijk/rapportages/", "/landelijk/rondes/", "/landelijk/rondes/nieuw/"


def text(response) -> str:
    return response.content.decode()


def _form(world, **changes):
    return {
        "programme": world.report_round.programme_id,
        "half_year": "2e halfjaar 2021",
        "opens": "15-12-2021",
        "due": "16 maart 2022",
        "question_set": world.report_round.question_set_id,
        "explanation": "Let op de **bouwstenen**.",
    } | changes


def test_inbox_shows_the_longest_waiting_first(world):
    with clock.standing_at(date(2021, 7, 14)):
        fill_in(world.other.draft)
        workflow.submit(report=world.other.draft, by=world.users["leader"])
        rows = to_read(rights_of(world.users["national"], on=date(2021, 7, 14)), on=date(2021, 7, 14))
    assert [(row.region.name, str(row.round.half_year), row.waiting) for row in rows] == [
        ("Eigen", "2020-H2", "wacht 2 dagen"),
        ("Ander", "2020-H2", "wacht 2 dagen"),
        ("Ander", "2021-H1", "vandaag ingediend"),
    ]


def test_inbox_shows_every_region_also_without_a_report(as_role, world):
    factories.RegionFactory(name="Nog niets")
    response = as_role("national").get(INBOX)
    assert [(row.region.name, str(row.state)) for row in response.context["page"].shown] == [
        ("Ander", "draft"),
        ("Eigen", "draft"),
        ("Nog niets", "not_started"),
    ]
    assert "0 van 3 ingediend, 0 te laat" in text(response)


def test_inbox_filters_by_round_and_state(as_role, world):
    factories.RegionFactory(name="Nog niets")
    response = as_role("national").get(INBOX, {"round": str(PREVIOUS), "state": "submitted"})
    assert [row.region.name for row in response.context["page"].shown] == ["Ander", "Eigen"]
    assert "2 van 3 regio’s" in text(response)


def test_inbox_of_an_adviser_has_the_own_regions(as_role, world):
    response = as_role("adviser").get(INBOX)
    assert [row.region.name for row in response.context["page"].shown] == ["Eigen"]
    assert {row.region.name for row in response.context["page"].to_read} == {"Eigen"}


@pytest.mark.parametrize("role", ["leader", "editor", "secretary", "municipal", "reader", "administrator"])
def test_inbox_is_not_there_for_regions(as_role, role):
    assert as_role(role).get(INBOX).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_takes_the_same_number_of_queries(as_role, world, rows, django_assert_num_queries):
    for _ in range(rows):
        report = factories.ReportFactory(round=world.report_round)
        fill_in(report)
        workflow.submit(report=report, by=world.users["leader"])
    client = as_role("national")
    with django_assert_num_queries(14):
        client.get(INBOX)


def test_round_list_is_read_by_regions_and_written_by_the_national_team(as_role, world):
    assert "Ronde toevoegen" not in text(as_role("leader").get(ROUNDS))
    assert "Ronde toevoegen" in text(as_role("national").get(ROUNDS))
    assert as_role("administrator").get(ROUNDS).status_code == 404


def test_round_detail_tells_only_followers_who_has_what(as_role, world):
    address = world.report_round.get_absolute_url()
    assert "Ander" not in text(as_role("leader").get(address))
    assert "Ander" in text(as_role("national").get(address))
    assert "Ander" not in text(as_role("adviser").get(address))


def test_round_create_makes_a_round(as_role, world):
    response = as_role("national").post(NEW, _form(world))
    made = ReportRound.objects.get(half_year=HalfYear(2021, 2))
    assert response.url == made.get_absolute_url()
    assert (made.opens, made.due) == (date(2021, 12, 15), date(2022, 3, 16))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"half_year": "3e halfjaar 2021"}, "is geen halfjaar"),
        ({"half_year": "2021-H3"}, "is geen halfjaar"),
        ({"half_year": ""}, "Vul een halfjaar in"),
        ({"half_year": "1e halfjaar 2021"}, "Voor dit halfjaar bestaat al een ronde."),
        ({"due": "14-12-2021"}, "De inleverdatum ligt niet na de openingsdatum."),
        ({"opens": "31-2-2021"}, "Vul een datum in, bijvoorbeeld"),
    ],
)
def test_round_create_refuses_with_a_message(as_role, world, changes, message):
    response = as_role("national").post(NEW, _form(world, **changes))
    assert response.status_code == 200
    assert message in text(response)
    assert ReportRound.objects.count() == 2


@pytest.mark.parametrize(("role", "status"), [("leader", 403), ("adviser", 403), ("administrator", 404)])
def test_round_create_is_for_the_national_team(as_role, world, role, status):
    client = as_role(role)
    assert client.get(NEW).status_code == status
    assert client.post(NEW, _form(world)).status_code == status
    assert ReportRound.objects.count() == 2


def test_round_detail_of_an_unknown_code_does_not_exist(as_role, world):
    assert as_role("national").get(reverse("reporting:round_detail", args=["2031-H1"])).status_code == 404
