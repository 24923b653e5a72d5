"""A region with three municipalities and a version of its programme: the ground of the tests about adoption."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from regions.models import Role
from tests import factories

NAMES = ("Buren", "Culemborg", "Tiel")


def url(name, *args):
    return reverse(f"programmes:{name}", args=["rivierenland", *args])


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region(db):
    return factories.RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def municipalities(region):
    return [
        factories.RegionMembershipFactory(
            target=region, municipality__name=name, municipality__slug=name.lower()
        ).municipality
        for name in NAMES
    ]


@pytest.fixture
def version(region, municipalities):
    at = datetime(2021, 3, 1, 12, tzinfo=UTC)
    return factories.ProgrammeVersionFactory(programme__region=region, number=1, at=at)


@pytest.fixture
def adoption(version, municipalities):
    return factories.AdoptionFactory(programme_version=version, municipality=municipalities[0])


@pytest.fixture
def sign_in(client):
    def sign_in(role, **scope):
        user = factories.RoleAssignmentFactory(role=role, **scope).user
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def leader(sign_in, region):
    return sign_in(Role.LEADER, region=region)
