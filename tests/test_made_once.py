"""A world that is put back is the world that was made: the same rows, found the same way, in objects of one's own."""

from datetime import date

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.timezone import localdate

from ghnt.documents.models import StoredFile
from regions.models import Region
from tests.factories import RegionFactory
from tests.world import TODAY, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


def everything():
    """Every row of every table, and what the search index holds."""
    rows = {model: list(model._base_manager.order_by("pk").values_list()) for model in apps.get_models()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, body FROM ghnt_search ORDER BY title, body")
        return rows, cursor.fetchall()


def undone(what):
    with transaction.atomic():
        result = what()
        transaction.set_rollback(True)
    return result


@pytest.fixture
def kept():
    """The world was made before; its tables are empty again."""
    return undone(make_world)


def test_world_put_back_has_the_same_rows():
    made = undone(lambda: (make_world(), everything()))
    again = undone(lambda: (make_world(), everything()))
    assert again[1] == made[1]
    assert again[0].own.around == made[0].own.around
    assert made[1][1]


def test_world_put_back_has_as_many_rows_as_one_that_is_made(kept):
    def counted():
        rows, found = everything()
        return {model._meta.label: len(values) for model, values in rows.items()}, found

    again = undone(lambda: (make_world(), counted()))
    anew = undone(lambda: (make_world.__wrapped__(), counted()))
    assert again[1] == anew[1]


def test_objects_of_one_test_are_not_those_of_another(kept):
    kept.own.region.name = "Veranderd"
    kept.own.around["action"] = 0
    world = make_world()
    assert world.own.region.name == "Eigen"
    assert "action" not in world.own.around
    assert world.own.node.programme.region is world.own.action.node.programme.region


def test_files_are_put_back_as_they_were():
    def keys():
        make_world()
        return StoredFile.objects.order_by("pk").values_list("key", flat=True)[:2]

    deleted, changed = undone(lambda: list(keys()))
    default_storage.delete(deleted)
    with default_storage.open(changed, "wb") as file:
        file.write(b"iets anders")
    assert list(keys()) == [deleted, changed]
    for key in (deleted, changed):
        with default_storage.open(key) as file:
            assert file.read() == b"%PDF-1.7 besluit"


def test_filled_tables_get_a_world_that_is_made(kept):
    RegionFactory(name="Al eerder")
    make_world()
    assert sorted(Region.objects.values_list("name", flat=True)) == ["Al eerder", "Ander", "Eigen"]


def test_calls_after_commit_wait_again():
    def waiting():
        begun = len(connection.run_on_commit)
        make_world()
        return [call for _, call, _ in connection.run_on_commit[begun:]]

    first = undone(waiting)
    assert first
    assert undone(waiting) == first


def test_another_day_has_a_world_of_its_own(kept, settings):
    settings.TODAY = date(2021, 7, 13)
    assert localdate(make_world().own.binned.removed_at) == date(2021, 7, 13)


def test_next_key_is_free(kept):
    make_world()
    assert RegionFactory().pk not in {kept.own.region.pk, kept.other.region.pk}
