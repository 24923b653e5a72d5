"""Which sealed versions somebody reads: of other regions what was accepted, and nothing around it."""

import pytest

from regions.rights import rights_of
from reporting import workflow
from reporting.models import EventKind
from reporting.reading import previous_version, readable_versions, sealed_reports
from tests import factories
from tests.world import PREVIOUS, TODAY, fill_in

SUBMITTED = f"/rapportages/{PREVIOUS}/versies/1/"


def rights(world, role):
    return rights_of(world.users[role], on=TODAY)


def read_by(world, role) -> list[str]:
    found = readable_versions(rights(world, role)).exclude(report__round__kind="own")
    found = found.order_by("report__region__name", "number")
    return [f"{one.report.region} {one.number}" for one in found.select_related("report__region")]


def accept(home, world):
    workflow.accept(report=home.submitted, version_number=1, by=world.users["national"])


@pytest.mark.parametrize("role", ["leader", "editor", "municipal", "reader", "adviser"])
def test_readable_versions_are_the_own_ones_and_accepted_ones_of_others(world, role):
    assert read_by(world, role) == ["Eigen 1"]
    accept(world.other, world)
    assert read_by(world, role) == ["Ander 1", "Eigen 1"]


def test_readable_versions_of_the_national_team_are_all(world):
    assert read_by(world, "national") == ["Ander 1", "Eigen 1"]


@pytest.mark.parametrize("role", ["secretary", "administrator"])
def test_readable_versions_are_none_for_who_reads_no_reports(world, role):
    accept(world.own, world)
    assert read_by(world, role) == []


def test_readable_versions_that_were_taken_back_are_for_the_writers(world):
    workflow.withdraw(report=world.own.submitted, by=world.users["leader"])
    found = {role: read_by(world, role) for role in ("leader", "editor", "reader", "adviser", "national")}
    assert found == {
        "leader": ["Eigen 1"],
        "editor": ["Eigen 1"],
        "reader": [],
        "adviser": [],
        "national": ["Ander 1"],
    }


def test_readable_versions_of_an_own_report_stay_within_the_region(world):
    round_ = factories.OwnRoundFactory(owner=world.own.region)
    own = factories.ReportVersionFactory(report__region=world.own.region, report__round=round_)
    who_reads = {
        role: readable_versions(rights(world, role)).filter(pk=own.pk).exists()
        for role in ("leader", "reader", "adviser", "national")
    }
    assert who_reads == {"leader": True, "reader": True, "adviser": False, "national": False}


def test_sealed_reports_show_the_last_version_of_each_region(world):
    workflow.return_report(report=world.own.submitted, reasons={"samenvatting": "Kort."}, by=world.users["national"])
    workflow.submit(report=world.own.submitted, by=world.users["leader"])
    found = sealed_reports(rights(world, "national"), world.own.submitted.round)
    assert [(one.region.name, one.version.number, str(one.state)) for one in found] == [
        ("Ander", 1, "submitted"),
        ("Eigen", 2, "submitted"),
    ]


def test_sealed_reports_of_another_region_stay_at_the_accepted_version(world):
    accept(world.other, world)
    workflow.reopen(report=world.other.submitted, reason="Een cijfer klopt niet.", by=world.users["national"])
    workflow.submit(report=world.other.submitted, by=world.users["national"])
    other = [world.other.region]
    found = {
        role: [(one.version.number, str(one.state)) for one in sealed_reports(rights(world, role), round_, other)]
        for role in ("reader", "national")
        for round_ in [world.other.submitted.round]
    }
    assert found == {"reader": [(1, "accepted")], "national": [(2, "submitted")]}


def test_previous_version_is_that_of_the_last_half_year_that_may_be_read(world):
    fill_in(world.own.draft)
    now = workflow.submit(report=world.own.draft, by=world.users["leader"])
    then = previous_version(rights(world, "reader"), now)
    assert (then.report.round.code, then.number) == (str(PREVIOUS), 1)
    assert previous_version(rights(world, "reader"), then) is None


@pytest.mark.parametrize("role", ["leader", "editor", "municipal", "reader", "adviser"])
def test_version_of_another_region_opens_once_it_is_accepted(as_role, world, role):
    client = as_role(role)
    assert client.get(f"/regio/ander{SUBMITTED}").status_code == 404
    accept(world.other, world)
    assert client.get(f"/regio/ander{SUBMITTED}").status_code == 200
    for around in ("/rapportages/", f"/rapportages/{PREVIOUS}/", f"/rapportages/{PREVIOUS}/hoofdstuk/samenvatting/"):
        assert client.get(f"/regio/ander{around}").status_code == 404
    assert client.post(f"/regio/ander{SUBMITTED}pdf/opnieuw/").status_code in (403, 404)


@pytest.mark.parametrize("role", ["secretary", "administrator"])
def test_version_of_another_region_stays_closed_for_who_reads_no_reports(as_role, world, role):
    accept(world.other, world)
    assert as_role(role).get(f"/regio/ander{SUBMITTED}").status_code == 404


def test_version_of_another_region_shows_nothing_that_happened_around_it(as_role, world):
    report, users = world.other.submitted, world.users
    workflow.return_report(report=report, reasons={"samenvatting": "REDEN-VAN-TERUG"}, by=users["national"])
    workflow.submit(report=report, by=users["leader"])
    workflow.accept(report=report, version_number=2, by=users["national"])
    workflow.reopen(report=report, reason="REDEN-VAN-HEROPENEN", by=users["national"])
    factories.ChapterCommentFactory(report=report, text="OPMERKING-VAN-COLLEGA")
    factories.SignalFactory(report=report, version=report.versions.get(number=2), passage="PASSAGE", note="NOTITIE")
    report.answers.filter(question__key="sturing").update(text="TEKST-VAN-HET-CONCEPT")
    client = as_role("reader")
    page = client.get(f"/regio/ander/rapportages/{PREVIOUS}/versies/2/").content.decode()
    assert "Een half jaar werk." in page
    for word in ("REDEN-VAN", "OPMERKING-VAN", "PASSAGE", "NOTITIE", "TEKST-VAN-HET-CONCEPT", "Ontvangstbewijs"):
        assert word not in page
    assert client.get(f"/regio/ander{SUBMITTED}").status_code == 404
    assert report.events.filter(kind=EventKind.REOPENED).exists()
