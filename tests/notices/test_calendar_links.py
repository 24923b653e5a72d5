import pytest

from ghnt.notices.calendar_links import make_link, revoke_link
from ghnt.notices.models import CalendarLink
from tests import factories
from tests.at_once import at_once


@pytest.mark.django_db(transaction=True)
def test_address_made_twice_at_once_is_one_address():
    user = factories.UserFactory()

    first, second = at_once(lambda: make_link(user=user, nonce="n" * 43))

    assert first == second
    assert CalendarLink.objects.count() == 1


@pytest.mark.django_db
def test_address_of_one_person_is_not_that_of_another():
    one, two = (make_link(user=factories.UserFactory(), nonce="n" * 43) for _ in range(2))

    assert one != two


@pytest.mark.django_db
@pytest.mark.parametrize("nonce", ["", "kort"])
def test_short_nonce_gets_chance_added(nonce):
    user = factories.UserFactory()

    assert make_link(user=user, nonce=nonce) != make_link(user=user, nonce=nonce)
    assert CalendarLink.objects.filter(revoked_at__isnull=True).count() == 1


@pytest.mark.django_db
def test_address_is_revoked_once():
    user = factories.UserFactory()
    make_link(user=user, nonce="n" * 43)

    assert [revoke_link(user=user), revoke_link(user=user)] == [True, False]
