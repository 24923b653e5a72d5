"""Withdrawing, taking up and reopening a report; who had a hand in it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.models import DisclosedHalfYear
from ghnt.documents.sealing import fingerprint
from ghnt.notices.models import Notice
from regions.models import Role
from reporting import workflow
from reporting.accepted import accepted_version, accepted_versions
from reporting.models import EventKind, PersonRole, ReportEvent
from reporting.people import PersonLine, people_of, save_people
from reporting.states import ReportState, state_of
from reporting.who_has_what import standings_of
from tests import factories
from tests.world import HALF_YEAR, TODAY, fill_in


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def report(world):
    fill_in(world.own.draft)
    return world.own.draft


@pytest.fixture
def leader(world):
    return world.users["leader"]


@pytest.fixture
def national(world):
    return world.users["national"]


def _now(report) -> ReportState:
    return state_of(type(report).objects.get(pk=report.pk))


def _address(name, report, *more) -> str:
    return reverse(f"reporting:{name}", args=[report.region.slug, report.round.code, *more])


def test_withdraw_gives_the_report_back_until_it_is_taken_up(report, leader, national):
    workflow.submit(report=report, by=leader)
    event = workflow.withdraw(report=report, by=leader, reason="Cijfer klopt niet.", version_number=1)
    assert (event.kind, event.reason, _now(report)) == (EventKind.WITHDRAWN, "Cijfer klopt niet.", ReportState.DRAFT)
    assert workflow.submit(report=report, by=leader).number == 2
    workflow.open_report(report=report, by=national)
    with pytest.raises(ValidationError) as error:
        workflow.withdraw(report=report, by=leader)
    assert error.value.messages == [
        "U kunt deze rapportage nu niet terugnemen: zij is al in behandeling bij het landelijk team."
    ]


def test_withdraw_closes_the_half_year_again(report, leader):
    workflow.submit(report=report, by=leader)
    assert DisclosedHalfYear.objects.filter(region=report.region, half_year=HALF_YEAR).exists()
    workflow.withdraw(report=report, by=leader)
    assert not DisclosedHalfYear.objects.filter(region=report.region, half_year=HALF_YEAR).exists()


def test_withdraw_of_a_second_version_leaves_the_half_year_open(report, leader, national):
    workflow.submit(report=report, by=leader)
    workflow.return_report(report=report, reasons={"samenvatting": "Kort."}, by=national)
    workflow.submit(report=report, by=leader)
    workflow.withdraw(report=report, by=leader)
    assert DisclosedHalfYear.objects.filter(region=report.region, half_year=HALF_YEAR).exists()


def test_withdraw_of_a_version_that_was_not_read_is_refused(report, leader):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError, match="U las versie 2, maar versie 1 is de laatste"):
        workflow.withdraw(report=report, by=leader, version_number=2)


def test_withdrawn_version_is_read_by_its_writers_alone(as_role, report, leader):
    workflow.submit(report=report, by=leader)
    address = _address("version_detail", report, 1)
    assert as_role("national").get(address).status_code == 200
    workflow.withdraw(report=report, by=leader)
    assert [as_role(role).get(address).status_code for role in ("leader", "editor")] == [200, 200]
    assert [as_role(role).get(address).status_code for role in ("national", "municipal", "reader")] == [404] * 3


def test_withdrawn_report_waits_for_nobody(report, leader, world):
    workflow.submit(report=report, by=leader)
    workflow.withdraw(report=report, by=leader)
    [row] = standings_of(report.round, [report.region], on=TODAY)
    assert (row.version, row.submitted_at, row.days_waiting, row.state) == (None, None, None, ReportState.DRAFT)
    assert Notice.objects.filter(user=world.users["national"], what__contains="teruggenomen").count() == 1


def test_withdraw_page_asks_and_says_what_happens(as_role, report, leader):
    address = _address("report_withdraw", report)
    assert as_role("leader").get(address).status_code == 403
    workflow.submit(report=report, by=leader)
    assert as_role("editor").get(address).status_code == 403
    assert "U neemt versie 1 terug" in text(as_role("leader").get(address))
    response = as_role("leader").post(address, {"version": "1", "reason": ""})
    assert response.url == _address("report_detail", report)
    assert as_role("leader").get(response.url).status_code == 200


def test_open_is_a_post_of_the_national_team(as_role, report, leader):
    workflow.submit(report=report, by=leader)
    address = _address("report_open", report)
    assert as_role("national").get(address).status_code == 405
    assert as_role("leader").post(address, {"seen_version": "1"}).status_code == 403
    assert as_role("adviser").post(address, {"seen_version": "1"}).status_code == 403
    as_role("national").get(_address("version_detail", report, 1))
    assert _now(report) is ReportState.SUBMITTED
    as_role("national").post(address, {"seen_version": "1"})
    assert _now(report) is ReportState.OPENED
    shown = text(as_role("national").post(address, {"seen_version": "1"}, follow=True))
    assert "nu niet in behandeling nemen" in shown
    assert ReportEvent.objects.filter(report=report).count() == 2


def test_open_of_an_older_version_is_refused(as_role, report, leader, national):
    workflow.submit(report=report, by=leader)
    workflow.return_report(report=report, reasons={"samenvatting": "Kort."}, by=national)
    workflow.submit(report=report, by=leader)
    shown = text(as_role("national").post(_address("report_open", report), {"seen_version": "1"}, follow=True))
    assert "U las versie 1, maar versie 2 is de laatste." in shown
    assert _now(report) is ReportState.SUBMITTED


def test_reopen_leaves_the_accepted_version_as_it_is(as_role, report, leader, national):
    first = workflow.submit(report=report, by=leader)
    workflow.accept(report=report, version_number=1, by=national)
    as_role("national").post(_address("report_reopen", report), {"version": "1", "reason": "Een cijfer klopt niet."})
    assert _now(report) is ReportState.REOPENED
    assert accepted_version(report.region, report.round) == first
    assert "Een cijfer klopt niet." in text(as_role("reader").get(_address("version_detail", report, 1)))
    second = workflow.submit(report=report, by=leader)
    assert list(accepted_versions(report.round)) == [first]
    workflow.accept(report=report, version_number=2, by=national)
    assert list(accepted_versions(report.round)) == [second]
    told = Notice.objects.get(user=leader, what__contains="heropend")
    assert told.expected == "Rapportage 1e halfjaar 2021 aanpassen (regio Eigen)"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_reopen_needs_a_reason(report, leader, national, reason):
    workflow.submit(report=report, by=leader)
    workflow.accept(report=report, version_number=1, by=national)
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        workflow.reopen(report=report, reason=reason, by=national)
    assert _now(report) is ReportState.ACCEPTED


def test_reopen_is_for_accepted_reports(report, leader, national):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError, match="nu niet heropenen: zij is al ingediend"):
        workflow.reopen(report=report, reason="Fout.", by=national)


def test_one_person_with_two_roles_may_submit_and_accept_and_it_is_said(client, report, leader):
    factories.RoleAssignmentFactory(user=leader, role=Role.NATIONAL)
    client.force_login(leader)
    version = workflow.submit(report=report, by=leader)
    page = _address("version_detail", report, 1)
    assert "diende deze versie in en accepteerde haar ook" not in text(client.get(page))
    assert "U diende deze versie zelf in." in text(client.get(_address("report_accept", report)))
    client.post(_address("report_accept", report), {"version": "1"})
    assert _now(report) is ReportState.ACCEPTED
    assert f"{version.by_name} diende deze versie in en accepteerde haar ook." in text(client.get(page))


def test_receipt_says_what_when_by_whom_and_the_fingerprint(as_role, report, leader):
    version = workflow.submit(report=report, by=leader)
    shown = text(as_role("leader").get(_address("version_detail", report, 1)))
    assert "Regio Eigen, 1e halfjaar 2021, versie 1" in shown
    assert "12 juli 2021" in shown
    assert version.sha256 == fingerprint(version.content)
    assert version.sha256[:8] in shown
    assert "bij het landelijk team sinds vandaag" in shown


# People.


WROTE, READ, ACCOUNTABLE = PersonRole.WROTE, PersonRole.READ_ALONG, PersonRole.ACCOUNTABLE


def _rows(*rows, seen="", first=0):
    form = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(first), "seen": seen}
    for number, (role, name, function) in enumerate(rows):
        form |= {f"form-{number}-role": role, f"form-{number}-name": name, f"form-{number}-function": function}
    return form


def test_people_are_kept_and_stand_on_the_check_page(as_role, report):
    address = _address("report_people", report)
    rows = (("wrote", "Noor  de Wit", "projectleider"), ("accountable", "Wethouder A", ""), ("wrote", "", ""))
    assert as_role("editor").post(address, _rows(*rows)).status_code == 302
    assert people_of(report).lines == (
        PersonLine(WROTE, "Noor de Wit", "projectleider"),
        PersonLine(ACCOUNTABLE, "Wethouder A"),
    )
    assert "Geen tweede lezer" in text(as_role("leader").get(_address("report_check", report)))
    seen = people_of(report).key
    as_role("leader").post(address, _rows(*rows, ("read_along", "Bas Verlinden", "adviseur"), seen=seen))
    assert "Geen tweede lezer" not in text(as_role("leader").get(_address("report_check", report)))


def test_people_of_two_colleagues_at_once_are_both_shown(as_role, report):
    address = _address("report_people", report)
    as_role("leader").post(address, _rows(("wrote", "Noor", "")))
    response = as_role("editor").post(address, _rows(("wrote", "Bas", ""), seen=""))
    assert response.status_code == 409
    assert "Noor" in text(response)
    assert "Bas" in text(response)
    assert [line.name for line in people_of(report).lines] == ["Noor"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((("wrote", "Noor", ""), ("wrote", "Noor", "lid")), "Noor staat twee keer bij"),
        ((("wrote", "", "lid"),), "Vul ook een naam in"),
        ((("baas", "Noor", ""),), "Kies"),
    ],
)
def test_people_are_refused_with_a_message(as_role, report, rows, message):
    assert message in text(as_role("leader").post(_address("report_people", report), _rows(*rows)))
    assert people_of(report).lines == ()


def test_people_of_a_submitted_report_do_not_change(as_role, report, leader):
    workflow.submit(report=report, by=leader)
    assert as_role("leader").get(_address("report_people", report)).status_code == 403
    with pytest.raises(ValidationError, match="intussen ingediend"):
        save_people(region=report.region, round=report.round, lines=[PersonLine(WROTE, "Noor")], seen="")


def test_people_page_offers_whom_it_knows(as_role, report, world):
    factories.PostFactory(region=report.region, person="Iris van Dam", valid_from=date(2020, 1, 1))
    assert 'value="Iris van Dam"' in text(as_role("leader").get(_address("report_people", report)))
