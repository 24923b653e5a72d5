"""What a PDF says is read only by whoever may still read it: a role, a seat or "Verspreiden: ja" can be gone since."""

import pytest
from django.urls import reverse

from programmes.models import ConclusionDraft, DecisionRendering, Outcome
from regions.models import RoleAssignment
from tests import factories
from tests.attacks.test_closed_proposals import closed  # noqa: F401

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database

PAGES = ("", "bestand/", "stand/")


def asked(client, name, *args):
    """The addresses of a PDF that this person asks for now."""
    client.post(reverse(name, args=args))
    rendering = DecisionRendering.objects.latest("pk")
    return [
        reverse(f"programmes:decision_document{page}", args=[rendering.region.slug, rendering.pk])
        for page in ("", "_state", "_download")
    ]


def statuses(client, pages):
    """A file that is not made yet leads to the page that says so."""
    return {client.get(page).status_code in (200, 302) for page in pages}


@pytest.fixture
def seat(closed, world):  # noqa: F811
    """The municipality of the officer sits in the body that treats the closed proposal."""
    organisation = factories.OrganisationFactory(region=world.own.region, municipality=world.own.municipality)
    return factories.SeatFactory(body=world.own.body, organisation=organisation)


@pytest.mark.parametrize("name", ["meeting_agenda_pdf", "meeting_decision_list_pdf"])
def test_paper_of_a_meeting_goes_with_the_seat(seat, world, sign_in, name):
    client = sign_in("municipal")
    pages = asked(client, f"programmes:{name}", world.own.meeting.pk)
    assert statuses(client, pages) == {True}
    seat.delete()
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert client.get(world.own.meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["meeting_agenda_pdf", "meeting_decision_list_pdf"])
def test_paper_of_a_meeting_goes_when_a_proposal_is_closed(world, sign_in, name):
    client, proposal = sign_in("reader"), world.own.proposal
    pages = asked(client, f"programmes:{name}", world.own.meeting.pk)
    assert statuses(client, pages) == {True}
    proposal.may_distribute = False
    proposal.save()
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_concepts_on_paper_go_with_the_role_of_who_records(world, sign_in):
    own = world.own
    item = own.meeting.items.first() or factories.AgendaItemFactory(meeting=own.meeting, subject="Rondvraag")
    agreed = Outcome.objects.get(code="agreed")
    ConclusionDraft.objects.update_or_create(meeting=own.meeting, item=item, defaults={"outcome": agreed, "text": "x"})
    client = sign_in("editor")
    pages = asked(client, "programmes:meeting_decision_list_pdf", own.meeting.pk)
    assert statuses(client, pages) == {True}
    RoleAssignment.objects.filter(user=world.users["editor"]).update(role="reader")
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_page_of_the_municipality_on_paper_goes_with_the_seat(seat, world, sign_in):
    own, client = world.own, sign_in("municipal")
    pages = asked(client, "our_municipality_pdf", own.municipality.slug)
    assert statuses(client, pages) == {True}
    assert str(own.hidden_proposal.pk) in DecisionRendering.objects.latest("pk").content
    seat.delete()
    assert [client.get(page).status_code for page in pages] == [404] * 3
