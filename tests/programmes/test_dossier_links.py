from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.accounts.secret_links import digest_of
from programmes.dossier_links import LinkClosedError, LinkState, link_behind, make_link, revoke, state_of
from programmes.models import DossierLink
from regions.models import Role
from tests import factories
from tests.programmes.adopting import *  # noqa: F403  fixtures
from tests.programmes.adopting import url

ON = date(2021, 7, 12)


@pytest.fixture
def make(version, db):
    by = factories.UserFactory()

    def make(nonce="n" * 43, valid_to=date(2021, 9, 1)):
        return make_link(version=version, addressee="Griffie Buren", valid_to=valid_to, nonce=nonce, by=by)

    return make


def test_make_link_keeps_the_fingerprint_alone_and_makes_one_of_the_same(make):
    link, secret = make()
    assert make() == (link, secret)
    assert link.digest == digest_of(secret)
    assert secret not in str(DossierLink.objects.values())
    assert len({secret, make("m" * 43)[1], make("kort")[1], make("kort")[1]}) == 4


@pytest.mark.parametrize("day", [date(2021, 7, 11), date(2022, 7, 14)])
def test_make_link_refuses_a_day_that_is_past_or_far_away(make, day):
    with pytest.raises(ValidationError, match="hoogstens een jaar vooruit"):
        make(valid_to=day)


def test_link_works_until_its_last_day_and_not_after_it_was_revoked(make, settings):
    link, secret = make(valid_to=ON)
    assert link_behind(secret) == link
    settings.TODAY = date(2021, 7, 13)
    with pytest.raises(LinkClosedError):
        link_behind(secret)
    settings.TODAY = ON
    revoke(link=link)
    link.refresh_from_db()
    assert state_of(link, on=ON) is LinkState.REVOKED
    for one in (secret, "onzin"):
        with pytest.raises(LinkClosedError):
            link_behind(one)


def test_leader_makes_a_link_that_is_shown_once(client, leader, version):
    page = url("dossier_link_list", 1)
    form = {"addressee": "Griffie Buren", "valid_to": "1 september 2021", "nonce": "n" * 43}
    answer = client.post(page, form)
    text = answer.content.decode()
    assert "/dossier/" in text
    assert "no-store" in answer["Cache-Control"]
    client.post(page, form)
    link = DossierLink.objects.get()
    text = client.get(page).content.decode()
    assert "Griffie Buren" in text
    assert "/dossier/" not in text.replace("/vaststelling/dossier/", "")
    client.post(url("dossier_link_revoke", 1, link.pk))
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_editor_and_officer_make_no_link(client, sign_in, region, version, municipalities):
    for role, scope in ((Role.EDITOR, {"region": region}), (Role.MUNICIPAL, {"municipality": municipalities[0]})):
        sign_in(role, **scope)
        assert client.get(url("dossier_link_list", 1)).status_code == 403
