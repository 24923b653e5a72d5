"""Who reads a proposal, above all one with "Verspreiden: nee", is one table; list, detail and counts agree with it."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import AgendaItem, Conclusion, Meeting, Proposal, RouteStep
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


class Place:
    """A region with two municipalities, of which only the first sits in the treating body."""

    def __init__(self):
        self.region, self.other_region = factories.RegionFactory.create_batch(2)
        self.seated, self.unseated = (
            factories.RegionMembershipFactory(target=self.region).municipality for _ in range(2)
        )
        self.stranger = factories.RegionMembershipFactory(target=self.other_region).municipality
        self.body, self.other_body = factories.BodyFactory.create_batch(2, region=self.region)
        for municipality, body in ((self.seated, self.body), (self.unseated, self.other_body)):
            organisation = factories.OrganisationFactory(region=self.region, municipality=municipality)
            factories.SeatFactory(body=body, organisation=organisation)
        self.open = factories.ProposalFactory(region=self.region, subject="Open plan")
        self.closed = factories.ProposalFactory(region=self.region, subject="Besloten plan", may_distribute=False)
        self.meeting = factories.MeetingFactory(body=self.body, date=date(2021, 5, 20))
        for proposal in (self.open, self.closed):
            step = factories.RouteStepFactory(
                round=factories.RoundFactory(proposal=proposal), body=self.body, meeting=self.meeting
            )
            factories.AgendaItemFactory(meeting=self.meeting, step=step, subject="")
            factories.ConclusionFactory(step=step)

    def user(self, role, **scope):
        scope = {name: getattr(self, value) for name, value in scope.items()}
        return factories.RoleAssignmentFactory(role=role, **scope).user


# role, what it is held for, sees the open one, sees the closed one
TABLE = [
    (Role.LEADER, {"region": "region"}, True, True),
    (Role.LEADER, {"region": "other_region"}, False, False),
    (Role.EDITOR, {"region": "region"}, True, True),
    (Role.EDITOR, {"region": "other_region"}, False, False),
    (Role.SECRETARY, {"body": "body"}, True, True),
    (Role.SECRETARY, {"body": "other_body"}, False, False),
    (Role.MUNICIPAL, {"municipality": "seated"}, True, True),
    (Role.MUNICIPAL, {"municipality": "unseated"}, True, False),
    (Role.MUNICIPAL, {"municipality": "stranger"}, False, False),
    (Role.READER, {"region": "region"}, True, False),
    (Role.READER, {"region": "other_region"}, False, False),
    (Role.NATIONAL, {}, True, False),
    (Role.ADVISER, {"region": "region"}, True, False),
    (Role.ADVISER, {"region": "other_region"}, False, False),
    (Role.ADMINISTRATOR, {}, False, False),
]


@pytest.mark.parametrize(("role", "scope", "sees_open", "sees_closed"), TABLE)
def test_visibility_is_one_scope(client, settings, role, scope, sees_open, sees_closed):
    settings.TODAY = TODAY
    place = Place()
    user = place.user(role, **scope)
    rights = rights_of(user, on=TODAY)
    expected = {place.open.pk} if sees_open else set()
    expected |= {place.closed.pk} if sees_closed else set()
    steps = RouteStep.objects.visible_to(rights)
    assert set(Proposal.objects.visible_to(rights).values_list("pk", flat=True)) == expected
    assert set(steps.values_list("round__proposal", flat=True)) == expected
    assert Conclusion.objects.visible_to(rights).count() == len(expected)
    assert AgendaItem.objects.visible_to(rights).count() == len(expected)
    client.force_login(user)
    for proposal, is_seen in ((place.open, sees_open), (place.closed, sees_closed)):
        assert client.get(proposal.get_absolute_url()).status_code == (200 if is_seen else 404)
    listing = client.get(reverse("programmes:proposal_list", args=[place.region.slug]))
    assert ("Open plan" in listing.text) is sees_open
    assert ("Besloten plan" in listing.text) is sees_closed
    if expected:
        assert f"{len(expected)} van {len(expected)} voorstellen" in listing.text


@pytest.mark.parametrize(("role", "scope", "sees_open", "sees_closed"), TABLE)
def test_visibility_of_a_meeting_hides_what_may_not_be_read(client, settings, role, scope, sees_open, sees_closed):
    settings.TODAY = TODAY
    place = Place()
    client.force_login(place.user(role, **scope))
    page = client.get(place.meeting.get_absolute_url())
    assert page.status_code == (200 if sees_open else 404)
    assert ("Besloten plan" in page.text) is sees_closed
    if sees_open:
        listing = client.get(reverse("programmes:meeting_list", args=[place.region.slug]))
        count = int(sees_open) + int(sees_closed)
        assert f'data-label="Agendapunten" class="number">{count}<' in listing.text


def test_visibility_ends_with_the_role(client):
    place = Place()
    assignment = factories.RoleAssignmentFactory(role=Role.LEADER, region=place.region)
    client.force_login(assignment.user)
    assert client.get(place.closed.get_absolute_url()).status_code == 200
    assignment.delete()
    assert client.get(place.closed.get_absolute_url()).status_code == 404


def test_secretary_without_proposals_gets_an_empty_list(client):
    place = Place()
    client.force_login(place.user(Role.SECRETARY, body="other_body"))
    page = client.get(reverse("programmes:proposal_list", args=[place.region.slug]))
    assert page.status_code == 200
    assert "Nog geen voorstellen die u kunt lezen." in page.text


def test_meeting_visible_to_counts_meetings_once():
    place = Place()
    rights = rights_of(place.user(Role.SECRETARY, body="body"), on=TODAY)
    assert Meeting.objects.visible_to(rights).count() == 1
    assert Meeting.objects.visible_to(rights, place.other_region).count() == 0
