"""A proposal with "Verspreiden: nee" is on no page of whoever does not treat it, not even as a number."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import Outcome, Purpose
from reporting import workflow
from reporting.collecting import collect
from tests import factories
from tests.attacks.conftest import crawl
from tests.world import fill_in

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database

SECRET = "Zwijgplicht"
OUTSIDERS = ("municipal", "reader", "adviser", "national", "administrator")


@pytest.fixture
def closed(world):
    """Everything of the closed proposal says the secret word, and it is treated, decided and on an agenda."""
    home = world.own
    proposal = home.hidden_proposal
    proposal.subject, proposal.explanation, proposal.contact = SECRET, SECRET, SECRET
    proposal.reference = SECRET
    proposal.save()
    factories.ProposedDecisionFactory(proposal=proposal, text=SECRET)
    step = proposal.rounds.get().steps.get()
    step.meeting = home.meeting
    step.save()
    factories.AgendaItemFactory(meeting=home.meeting, step=step, subject="")
    outcome = Outcome.objects.get(code="agreed")
    conclusion = factories.ConclusionFactory(step=step, text=SECRET, outcome=outcome, date=home.meeting.date)
    factories.RemarkFactory(conclusion=conclusion, text=SECRET)
    coming = factories.MeetingFactory(body=home.body, date=date(2021, 8, 1))
    planned = factories.RouteStepFactory(round=proposal.rounds.get(), body=home.body, meeting=coming)
    factories.AgendaItemFactory(meeting=coming, step=planned, subject="")
    return proposal


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_page_names_it(closed, sign_in, world, role):
    home = world.own
    starts = [
        f"/regio/eigen/{page}"
        for page in (
            "",
            "besluiten/",
            "vergaderingen/",
            "programma/",
            "acties/",
            "rapportages/",
            f"besluiten/{closed.pk}/",
        )
    ] + [home.meeting.get_absolute_url(), "/landelijk/"]
    pages = dict(crawl(sign_in(role), *starts))
    assert len(pages) > 8
    assert [url for url, text in pages.items() if SECRET in text] == []


def test_leader_and_secretary_do_read_it(closed, sign_in, world):
    """The crawl finds it where it may be found: otherwise the test above proves nothing."""
    for role in ("leader", "secretary"):
        found = {url for url, text in crawl(sign_in(role)) if SECRET in text}
        assert {closed.get_absolute_url(), world.own.meeting.get_absolute_url()} <= found


def test_counts_leave_it_out(closed, sign_in, world):
    page = sign_in("reader").get(reverse("programmes:meeting_list", args=["eigen"]))
    meetings = [*page.context["page"].coming, *page.context["object_list"]]
    assert [meeting.number_of_items for meeting in meetings] == [0, 1, 1]
    page = sign_in("reader").get(reverse("programmes:proposal_list", args=["eigen"])).content.decode()
    assert "1 van 1 voorstellen" in page


def test_report_and_its_seal_leave_it_out(closed, world):
    content = collect(world.own.region, world.report_round, version=1, written_by="x")
    assert SECRET not in repr(content)
    fill_in(world.own.draft)
    version = workflow.submit(report=world.own.draft, by=world.users["leader"])
    assert SECRET not in version.content


def test_administrator_who_deletes_reads_no_subject_in_what_stands_in_the_way(closed, sign_in, world):
    client = sign_in("administrator")
    purpose = Purpose.objects.get(pk=closed.rounds.get().steps.first().purpose_id)
    for name, thing in (
        ("regions_body", world.own.body),
        ("programmes_purpose", purpose),
        ("regions_region", world.own.region),
    ):
        page = client.get(reverse(f"admin:{name}_delete", args=[thing.pk])).content.decode()
        assert SECRET not in page, name
        assert world.own.proposal.subject not in page, name


def test_another_role_in_the_region_cannot_reach_it_by_posting(closed, sign_in, world):
    step = closed.rounds.get().steps.first()
    client = sign_in("reader")
    for address in (
        f"/regio/eigen/besluiten/{closed.pk}/wijzigen/",
        f"/regio/eigen/besluiten/{closed.pk}/route/stappen/{step.pk}/verwijderen/",
        f"/regio/eigen/besluiten/{world.own.proposal.pk}/route/stappen/{step.pk}/verwijderen/",
    ):
        response = client.post(address)
        assert response.status_code in (403, 404)
        assert SECRET not in response.content.decode()


def test_token_of_another_regions_page_gives_nothing_away(world, sign_in):
    foreign = world.other.hidden_proposal
    foreign.token = "0d6f6bd6-44a2-4d2c-a2b4-3d5bb0d8a9a1"
    foreign.save()
    client = sign_in("leader")
    form = {"subject": "Mijn plan", "distribution": "yes", "token": foreign.token}
    form |= {f"{name}-{count}_FORMS": 0 for name in ("decisions", "attachments") for count in ("TOTAL", "INITIAL")}
    for address in ("/regio/eigen/besluiten/nieuw/", f"/regio/eigen/besluiten/{world.own.proposal.pk}/wijzigen/"):
        response = client.post(address, form, follow=True)
        assert response.status_code == 200
        assert foreign.subject not in response.content.decode()
