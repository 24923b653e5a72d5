from datetime import date

import pytest

from ghnt import clock
from tests.world import World, make_world


@pytest.fixture
def in_july():
    """The demo's date, on which the round of the first half year is open."""
    with clock.standing_at(date(2021, 7, 12)):
        yield


@pytest.fixture
def world(db, in_july) -> World:
    return make_world()


@pytest.fixture
def as_role(client, world):
    """Signs a role of the region "Eigen" in and gives its client."""

    def sign_in(role):
        client.force_login(world.users[role])
        return client

    return sign_in
