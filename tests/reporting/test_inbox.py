"""The inbox of the national team: what waits, who has what, and taking a report up."""

from datetime import date

import pytest

from ghnt import clock
from regions.rights import rights_of
from reporting import workflow
from reporting.models import EventKind
from reporting.who_has_what import to_read
from tests import factories
from tests.world import PREVIOUS, fill_in

INBOX = "/landelijk/rapportages/"


def text(response) -> str:
    return response.content.decode()


def names(rows) -> list[str]:
    return [row.standing.region.name for row in rows]


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
    assert [(row.standing.region.name, str(row.standing.state)) for row in response.context["page"].shown] == [
        ("Ander", "draft"),
        ("Eigen", "draft"),
        ("Nog niets", "not_started"),
    ]
    assert "0 van 3 ingediend, 0 te laat" in text(response)


def test_inbox_says_who_has_a_report_for_how_long(as_role, world):
    with clock.standing_at(date(2021, 7, 15)):
        response = as_role("national").get(INBOX)
    assert {row.holding for row in response.context["page"].waiting} == {"bij het landelijk team sinds 3 dagen"}
    assert "bij het landelijk team sinds 3 dagen" in text(response)


def test_inbox_filters_by_round_state_and_region(as_role, world):
    factories.RegionFactory(name="Nog niets")
    client = as_role("national")
    response = client.get(INBOX, {"round": str(PREVIOUS), "state": "submitted"})
    assert names(response.context["page"].shown) == ["Ander", "Eigen"]
    assert "2 van 3 regio’s" in text(response)
    response = client.get(INBOX, {"round": str(PREVIOUS), "region": "ander"})
    assert names(response.context["page"].shown) == ["Ander"]
    assert names(response.context["page"].waiting) == ["Ander"]


def test_inbox_filters_what_is_late(as_role, world):
    factories.RegionFactory(name="Nog niets")
    with clock.standing_at(date(2021, 9, 16)):
        page = as_role("national").get(INBOX, {"late": "on"}).context["page"]
    assert names(page.shown) == ["Ander", "Eigen", "Nog niets"]
    assert page.waiting == ()


def test_inbox_filters_the_own_regions_of_who_is_an_adviser_too(as_role, world):
    factories.RoleAssignmentFactory(user=world.users["national"], role="adviser", region=world.other.region)
    assert names(as_role("national").get(INBOX, {"own": "on"}).context["page"].shown) == ["Ander"]


def test_inbox_of_an_adviser_has_the_own_regions_and_takes_nothing_up(as_role, world):
    response = as_role("adviser").get(INBOX)
    assert names(response.context["page"].shown) == ["Eigen"]
    assert names(response.context["page"].waiting) == ["Eigen"]
    assert "In behandeling nemen" not in text(response)
    assert as_role("adviser").get(INBOX, {"region": "ander"}).context["page"].result == "1 van 1 regio’s"


def test_inbox_takes_a_report_up(as_role, world):
    client = as_role("national")
    assert "In behandeling nemen" in text(client.get(INBOX))
    address = f"/regio/eigen/rapportages/{PREVIOUS}/in-behandeling/"
    client.post(address, {"seen_version": 1})
    assert world.own.submitted.events.filter(kind=EventKind.OPENED).count() == 1


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
    with django_assert_num_queries(19):
        client.get(INBOX)


def test_inbox_workbook_has_a_row_for_each_region_shown(as_role, world, read_sheet):
    rows = read_sheet(as_role("national").get(f"{INBOX}excel/", {"round": str(PREVIOUS)}))
    assert [(row[0], row[2], row[4]) for row in rows[1:]] == [("Ander", "Ingediend", 1), ("Eigen", "Ingediend", 1)]
