import pytest

from regions.models import Role
from tests.factories import (
    MunicipalityFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RegionMembershipFactory,
    RoleAssignmentFactory,
)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    from datetime import date

    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region(db):
    return RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def programme(region):
    return RegionalProgrammeFactory(region=region)


@pytest.fixture
def node(programme):
    return OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld", position=1)


@pytest.fixture
def municipality(region):
    return RegionMembershipFactory(target=region, municipality=MunicipalityFactory(name="Beekdal")).municipality


@pytest.fixture
def sign_in(client, region):
    """Sign in as somebody with a role; the scope is the region unless said otherwise."""

    def sign_in(role, **scope):
        if role not in (Role.NATIONAL, Role.ADMINISTRATOR):
            scope = scope or {"region": region}
        user = RoleAssignmentFactory(role=role, **scope).user
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def leader(sign_in):
    return sign_in(Role.LEADER)
