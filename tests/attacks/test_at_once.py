"""Two people, or one who clicks twice, at the same moment, on real transactions."""

from datetime import date

import pytest

from actions import asking, planning
from actions.models import Action, PullerRequest
from ghnt.periods import HalfYear
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_merges_in_opposite_directions_keep_one_action():
    one = factories.ActionFactory()
    other, user = factories.ActionFactory(node=one.node), factories.UserFactory()
    pairs = iter([(one, other), (other, one)])

    def merge():
        source, target = next(pairs)
        return planning.merge_actions(source=source, target=target, seen_source=0, seen_target=0, by=user)

    results = at_once(merge)
    assert sum(isinstance(result, Action) for result in results) == 1
    assert Action.objects.filter(archived_at__isnull=True).count() == 1


def test_question_asked_twice_at_once_is_one_question(settings):
    settings.TODAY = date(2021, 7, 12)
    action, user = factories.ActionFactory(puller=factories.OrganisationFactory()), factories.UserFactory()

    def ask():
        request = PullerRequest(
            programme=action.programme,
            half_year=HalfYear(2021, 1),
            puller=action.puller,
            valid_to=date(2021, 8, 1),
        )
        return asking.ask_puller(request=request, actions=[action], nonce="k" * 43, by=user)

    links = [link for _request, link in at_once(ask)]
    assert links[0] == links[1]
    assert PullerRequest.objects.count() == 1
