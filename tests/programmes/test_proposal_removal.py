from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.site.bin import bin_rows, empty_bins
from ghnt.ui.editing import EditConflictError
from programmes.models import AgendaItem, Conclusion, Proposal, RouteStep
from programmes.proposal_removal import remove_proposal, restore_proposal
from regions.models import Role
from regions.rights import rights_of
from reporting.decided import proposal_routes
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


@pytest.fixture
def meeting(region):
    return factories.MeetingFactory(body=factories.BodyFactory(region=region), date=date(2021, 9, 1))


@pytest.fixture
def proposal(region, meeting):
    """One step treated in a meeting of May, one on the agenda of September."""
    found = factories.ProposalFactory(region=region, subject="Zeldzaam plan")
    round_ = factories.RoundFactory(proposal=found)
    held = factories.MeetingFactory(body=meeting.body, date=date(2021, 5, 20))
    for position, day in enumerate((held, meeting), 1):
        step = factories.RouteStepFactory(round=round_, body=meeting.body, meeting=day, position=position)
        factories.AgendaItemFactory(meeting=day, step=step, subject="")
    factories.RemarkFactory(
        conclusion__step=round_.steps.first(), conclusion__text="Zeldzaam besluit", text="Zeldzame opmerking"
    )
    return found


def url(name, *args):
    return reverse(f"programmes:{name}", args=["eigen", *args])


def remove(client, proposal):
    proposal.refresh_from_db()
    return client.post(url("proposal_remove", proposal.pk), {"seen_version": proposal.version}, follow=True)


def test_proposal_in_the_bin_is_nowhere(client, leader, region, proposal, meeting):
    held = proposal.rounds.get().steps.first().meeting
    places = (
        reverse("region_overview", args=["eigen"]),
        url("proposal_list"),
        held.get_absolute_url(),
        meeting.get_absolute_url(),
        reverse("search") + "?q=zeldzaam",
        url("remark_list"),
        reverse("my_work"),
    )
    before = [place for place in places if "eldza" in client.get(place).text]
    assert len(before) >= 5
    assert "Voorstel “Zeldzaam plan” is verwijderd." in remove(client, proposal).text
    assert client.get(proposal.get_absolute_url()).status_code == 404
    for place in places:
        assert "Zeldza" not in client.get(place).text, place
    assert proposal_routes(region, HalfYear(2021, 1)) == ()


def test_removing_takes_open_steps_off_agendas_and_keeps_their_date(client, leader, proposal, meeting):
    remove(client, proposal)
    first, second = RouteStep.objects.order_by("position")
    assert first.meeting is not None
    assert (second.meeting, second.planned_date) == (None, meeting.date)
    assert not AgendaItem.objects.filter(meeting=meeting).exists()


def test_restored_proposal_is_back_with_its_conclusions(client, leader, proposal):
    remove(client, proposal)
    address = reverse("bin_restore", args=["eigen", "voorstel", proposal.pk])
    assert "staat weer op zijn plaats" in client.post(address, follow=True).text
    assert "Zeldzaam besluit" in client.get(proposal.get_absolute_url()).text


def test_bin_says_what_stays_for_good(client, leader, region, proposal):
    bare = factories.ProposalFactory(region=region, subject="Kaal plan")
    for one in (proposal, bare):
        remove(client, one)
    rows = {row.name: row.stays for row in bin_rows(region, rights_of(leader, on=TODAY))}
    assert rows == {"Zeldzaam plan": True, "Kaal plan": False}
    assert "Voorgoed: er is iets van vastgelegd" in client.get(reverse("bin", args=["eigen"])).text


def test_emptying_deletes_a_bare_proposal_and_keeps_a_concluded_one(leader, region, proposal):
    bare = factories.RouteStepFactory(round__proposal__region=region).round.proposal
    for one in (proposal, bare):
        one.removed_at = clock.now() - timedelta(days=31)
        one.save()
    empty_bins()
    assert list(Proposal.objects.all()) == [proposal]
    assert Conclusion.objects.count() == 1
    assert [row.name for row in bin_rows(region, rights_of(leader, on=TODAY))] == ["Zeldzaam plan"]


def test_proposal_that_changed_is_not_removed_blindly(client, leader, proposal):
    with pytest.raises(EditConflictError):
        remove_proposal(proposal=proposal, seen=proposal.version + 5, by=leader)
    page = client.post(url("proposal_remove", proposal.pk), {"seen_version": 99})
    assert page.status_code == 409
    assert Proposal.objects.get().removed_at is None


def test_proposal_on_which_a_secretary_is_writing_is_not_removed(client, leader, proposal, meeting):
    factories.ConclusionDraftFactory(item=meeting.items.get(), text="Akkoord in concept.")
    with pytest.raises(ValidationError):
        remove_proposal(proposal=proposal, seen=proposal.version, by=leader)
    assert "staat een concept van een conclusie" in remove(client, proposal).text
    assert Proposal.objects.get().removed_at is None


def test_bin_takes_the_same_queries(region, leader):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            bin_rows(region, rights_of(leader, on=TODAY))
        return len(caught)

    counts = []
    for number in (1, 2):
        for _ in range(number):
            one = factories.ProposalFactory(region=region)
            remove_proposal(proposal=one, seen=one.version, by=leader)
        counts.append(queries())
    assert counts[0] == counts[1]


def test_restore_writes_history(leader, proposal):
    remove_proposal(proposal=proposal, seen=proposal.version, by=leader)
    restore_proposal(proposal=Proposal.objects.get())
    reasons = list(proposal.history.values_list("history_change_reason", flat=True))[:2]
    assert reasons == ["Uit de prullenbak gehaald", "In de prullenbak gelegd"]
