"""Who hears of an offer to join in, and of the answers of a trekker."""

from datetime import date, timedelta

import pytest

from actions import asking, sharing
from actions.asking import Said
from actions.models import Phase, PullerRequest
from ghnt.notices.models import Notice
from ghnt.periods import HalfYear
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def _in_july(settings):
    settings.TODAY = TODAY


@pytest.fixture
def action():
    action = factories.ActionFactory(title="Geheime titel", puller=factories.OrganisationFactory(name="De Brug"))
    action.programme.region.name = "Eigen"
    action.programme.region.save()
    return action


def test_offer_is_told_to_who_writes_actions_there(action):
    other, third = factories.RegionFactory(name="Ander", slug="ander"), factories.RegionFactory()
    leader = factories.RoleAssignmentFactory(role=Role.LEADER, region=other).user
    for role, region in ((Role.READER, other), (Role.LEADER, action.programme.region), (Role.LEADER, third)):
        factories.RoleAssignmentFactory(role=role, region=region)

    sharing.offer_action(action=action, regions=[other], by=factories.UserFactory())
    sharing.offer_action(action=action, regions=[other], by=factories.UserFactory())

    notice = Notice.objects.get()
    assert notice.user == leader
    assert str(notice) == "Regio Eigen: aanbod om mee te doen aan een actie"
    assert notice.asks == "Beslissen over meedoen aan een actie (regio Ander)"
    assert notice.url == "/regio/ander/acties/aangeboden/"


def test_answers_of_a_trekker_are_told_once(action):
    leader = factories.RoleAssignmentFactory(role=Role.LEADER, region=action.programme.region).user
    request = PullerRequest(
        programme=action.programme,
        half_year=HalfYear(2021, 1),
        puller=action.puller,
        valid_to=TODAY + timedelta(days=14),
    )
    request, _secret = asking.ask_puller(request=request, actions=[action], nonce="n" * 43, by=leader)
    assert not Notice.objects.exists()

    for text in ("Twee groepen geschoold.", "Drie groepen geschoold."):
        asking.save_answers(request=request, said={action.pk: Said(Phase.IN_PROGRESS, text)})

    notice = Notice.objects.get()
    assert (notice.user, str(notice)) == (leader, "De Brug: antwoorden gegeven over het 1e halfjaar 2021")
    assert notice.asks == "Antwoorden van een trekker bekijken (regio Eigen)"
    assert "geschoold" not in f"{notice.what}{notice.expected}"
