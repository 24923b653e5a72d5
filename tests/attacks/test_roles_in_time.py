"""Rights count today: not a day earlier, not a day later, and not for a municipality that is no more."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programmes.models import Meeting, Proposal
from regions.models import Municipality, Role, RoleAssignment
from regions.rights import Right, rights_of
from tests import factories
from tests.world import TODAY

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        (TODAY - DAY, None, 200),
        (TODAY, TODAY + DAY, 200),
        (TODAY + DAY, None, 404),
        (TODAY - 9 * DAY, TODAY, 404),
        (TODAY - 9 * DAY, TODAY - DAY, 404),
    ],
)
def test_role_counts_from_its_first_day_until_its_last(world, sign_in, start, end, status):
    user = world.users["leader"]
    client = sign_in("leader")
    RoleAssignment.objects.filter(user=user).update(valid_from=start, valid_to=end)
    assert client.get(reverse("region_overview", args=["eigen"])).status_code == status


def test_inactive_user_with_a_session_is_signed_out(world, sign_in):
    client = sign_in("leader")
    type(world.users["leader"]).objects.filter(email="leader@example.org").update(is_active=False)
    assert client.get("/").status_code == 302


def test_inactive_user_gets_a_sentence_at_the_sign_in_page(world, client):
    user = world.users["leader"]
    user.set_password("een-lang-wachtwoord")
    user.is_active = False
    user.save()
    typed = {"login": user.email, "password": "een-lang-wachtwoord"}
    response = client.post("/aanmelden/", typed, follow=True)
    assert "Dit account mag niet meer" in response.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.fixture
def seated(world):
    """The officer's municipality sits in the body that treats the closed proposal."""
    organisation = factories.OrganisationFactory(region=world.own.region, municipality=world.own.municipality)
    factories.SeatFactory(body=world.own.body, organisation=organisation)
    return world.own


def closed_page(home):
    return reverse("programmes:proposal_detail", args=[home.region.slug, home.hidden_proposal.pk])


def test_officer_of_a_seated_municipality_reads_the_closed_proposal(seated, sign_in):
    assert sign_in("municipal").get(closed_page(seated)).status_code == 200


def test_officer_of_an_ended_municipality_reads_nothing_of_the_region(seated, sign_in):
    Municipality.objects.filter(pk=seated.municipality.pk).update(valid_to=date(2021, 1, 1))
    client = sign_in("municipal")
    slug = seated.region.slug
    for url in (
        closed_page(seated),
        reverse("region_overview", args=[slug]),
        reverse("programmes:proposal_list", args=[slug]),
        reverse("programmes:meeting_list", args=[slug]),
        reverse("actions:action_list", args=[slug]),
        reverse("actions:action_municipality_row", args=[slug, seated.action.pk, seated.municipality.slug]),
    ):
        assert client.get(url).status_code == 404, url


def test_officer_of_an_ended_municipality_has_no_rights(seated, world):
    Municipality.objects.filter(pk=seated.municipality.pk).update(valid_to=TODAY)
    rights = rights_of(world.users["municipal"], on=TODAY)
    assert rights.municipalities(Right.READ_REGION) == frozenset()
    assert not Proposal.objects.visible_to(rights).exists()
    assert not Meeting.objects.visible_to(rights).exists()


def test_secretary_of_a_body_sees_nothing_of_another_region(world, sign_in):
    client = sign_in("secretary")
    other = world.other
    assert client.get(reverse("programmes:proposal_list", args=["ander"])).status_code == 404
    assert client.get(closed_page(other)).status_code == 404
    assert client.get(reverse("programmes:meeting_detail", args=[other.meeting.pk])).status_code == 404


def test_secretary_has_no_menu_of_another_region(world, sign_in):
    page = sign_in("secretary").get(reverse("programmes:proposal_list", args=["ander"])).content.decode()
    assert "/regio/ander/besluiten/" not in page


def test_two_roles_do_not_add_up_over_regions(world, sign_in):
    """Leader here and reader there: nothing of the leader's rights counts there."""
    user = world.users["leader"]
    factories.RoleAssignmentFactory(user=user, role=Role.READER, region=world.other.region)
    client = sign_in("leader")
    assert client.get(closed_page(world.other)).status_code == 404
    assert client.get(reverse("programmes:proposal_create", args=["ander"])).status_code == 403
    assert client.get(reverse("reporting:report_preview", args=["ander", "2021-H1"])).status_code == 404
