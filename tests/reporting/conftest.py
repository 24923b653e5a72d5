import io
from datetime import date

import openpyxl
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


@pytest.fixture
def read_sheet():
    """The rows of one sheet of a workbook that was answered, the first by default."""

    def rows(response, sheet=0):
        book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        return [list(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]

    return rows
