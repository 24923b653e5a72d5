"""The whole life of a report through its pages, with five people: leader, editor, officer, national team, reader."""

from datetime import date

import pytest

from ghnt import clock
from ghnt.documents.sealing import fingerprint
from regions.models import Role
from reporting.models import Report
from reporting.states import ReportState, state_of
from tests.world import fill_in

REPORT = "/regio/eigen/rapportages/2021-H1/"
PEOPLE = {
    "form-TOTAL_FORMS": "2",
    "form-INITIAL_FORMS": "0",
    "seen": "",
    "form-0-role": "wrote",
    "form-0-name": "Noor de Wit",
    "form-0-function": "projectleider",
    "form-1-role": "accountable",
    "form-1-name": "Wethouder A",
    "form-1-function": "",
}


@pytest.fixture
def visit(client, world):
    """Opens or posts a page of the report as somebody, on a day; gives status and text, redirects followed."""

    def go(role: str, page: str = "", data: dict | None = None, on: date = date(2021, 7, 12)) -> tuple[int, str]:
        client.force_login(world.users[role])
        with clock.standing_at(on):
            address = f"{REPORT}{page}"
            answer = client.get(address, follow=True) if data is None else client.post(address, data, follow=True)
            return answer.status_code, answer.content.decode()

    return go


def _state(world) -> ReportState:
    return state_of(Report.objects.get(pk=world.own.draft.pk))


def test_whole_life_of_a_report(visit, world):
    # Being written: for its writers alone.
    assert visit("editor")[0] == 200
    assert [visit(role)[0] for role in ("municipal", "reader", "national")] == [404] * 3
    fill_in(world.own.draft)
    assert visit("editor", "wie-werkte-mee/", PEOPLE)[0] == 200
    assert visit("editor", "controleren/", {})[0] == 403
    assert "Geen tweede lezer" in visit("leader", "controleren/")[1]

    # Handed in, taken back, handed in again.
    assert "Versie 1 is ingediend op 12 juli 2021" in visit("leader", "controleren/", {})[1]
    assert [visit(role, "versies/1/")[0] for role in ("municipal", "reader", "national")] == [200] * 3
    visit("leader", "terugnemen/", {"version": "1", "reason": "Een cijfer."}, on=date(2021, 7, 13))
    assert _state(world) is ReportState.DRAFT
    assert [visit(role, "versies/1/")[0] for role in ("municipal", "reader", "national")] == [404] * 3
    visit("leader", "controleren/", {}, on=date(2021, 7, 14))

    # Taken up and returned: the region reads why, at the chapter.
    visit("national", "in-behandeling/", {"seen_version": "2"}, on=date(2021, 7, 15))
    assert "al in behandeling" in visit("leader", "terugnemen/", {"version": "2", "reason": ""})[1]
    reason = {"version": "2", "reason_samenvatting": "Schrijf ook wat niet lukte."}
    visit("national", "terugsturen/", reason, on=date(2021, 7, 16))
    assert _state(world) is ReportState.RETURNED
    assert "Schrijf ook wat niet lukte." in visit("editor")[1]
    assert "Schrijf ook wat niet lukte." in visit("editor", "hoofdstuk/samenvatting/")[1]
    assert "Schrijf ook wat niet lukte." in visit("municipal", "versies/2/")[1]

    # Again, adopted by the region, accepted.
    visit("leader", "controleren/", {}, on=date(2021, 7, 20))
    adoption = {"version_number": "3", "body_name": "Stuurgroep", "date": "21 juli 2021"}
    visit("leader", "vaststellen/", adoption, on=date(2021, 7, 22))
    assert "vastgesteld door Stuurgroep op 21 juli 2021" in visit("reader", "versies/3/")[1]
    visit("national", "accepteren/", {"version": "3"}, on=date(2021, 7, 26))
    assert _state(world) is ReportState.ACCEPTED
    assert visit("editor", "hoofdstuk/samenvatting/")[0] in {200, 403}
    assert visit("leader", "controleren/", {})[1].count("al geaccepteerd")

    # Opened again with a reason: version 3 stays accepted until version 4 is.
    visit("national", "heropenen/", {"version": "3", "reason": "Het bedrag klopt niet."}, on=date(2021, 8, 2))
    assert "Het bedrag klopt niet." in visit("municipal", "versies/3/", on=date(2021, 8, 2))[1]
    visit("leader", "controleren/", {}, on=date(2021, 8, 3))
    visit("national", "accepteren/", {"version": "4"}, on=date(2021, 8, 5))

    report = Report.objects.get(pk=world.own.draft.pk)
    told = [(event.version.number, event.kind) for event in report.events.all()]
    assert told == [
        (1, "submitted"),
        (1, "withdrawn"),
        (2, "submitted"),
        (2, "opened"),
        (2, "returned"),
        (3, "submitted"),
        (3, "adopted"),
        (3, "accepted"),
        (3, "reopened"),
        (4, "submitted"),
        (4, "accepted"),
    ]
    assert all(version.sha256 == fingerprint(version.content) for version in report.versions.all())
    assert {assignment.role for assignment in world.users["leader"].role_assignments.all()} == {Role.LEADER}


def test_nobody_else_moves_a_report(visit, world):
    fill_in(world.own.draft)
    pages = ("terugnemen/", "in-behandeling/", "terugsturen/", "accepteren/", "vaststellen/", "heropenen/")
    for before in (None, "controleren/"):
        if before:
            visit("leader", before, {})
        for role in ("editor", "municipal", "reader", "adviser"):
            state = _state(world)
            assert {visit(role, page, {"version": "1", "seen_version": "1"})[0] for page in pages} <= {403, 404}
            assert _state(world) is state
