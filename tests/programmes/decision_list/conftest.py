from datetime import date

import pytest

from regions.models import Role
from tests import factories


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def meeting(region):
    body = factories.BodyFactory(region=region, name="Directieoverleg")
    return factories.MeetingFactory(body=body, date=date(2021, 7, 6))


@pytest.fixture
def secretary(client, meeting):
    user = factories.UserFactory(name="Karin Vos")
    factories.RoleAssignmentFactory(user=user, role=Role.SECRETARY, body=meeting.body)
    client.force_login(user)
    return user


@pytest.fixture
def colleague(region):
    user = factories.UserFactory(name="Bram Bos")
    factories.RoleAssignmentFactory(user=user, role=Role.LEADER, region=region)
    return user
