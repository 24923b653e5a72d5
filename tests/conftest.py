import os
import re
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

from ghnt.audit.insert_only import lift_guards

pytest_plugins = ("tests.pdf_validation",)

# Playwright runs an event loop in the thread of the test; the ORM would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_unconfigure():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


class OneWalkEach(LoadScopeScheduling):
    """Every test goes to whichever worker is free, but what shares a walk or the demo stays with one."""

    def _split_scope(self, nodeid):
        shared = SHARED.search(nodeid)
        return shared.group() if shared else nodeid


# Each half of the access table is one walk, see tests/test_access.py, and the demo is made for all its tests.
# The mark xdist_group is lost on this version of pytest.
SHARED = re.compile(r"\bhalf-[01]\b|\btest_demo\.py\b")


def pytest_xdist_make_scheduler(config, log):
    return OneWalkEach(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what belongs to the other database's round: it is no skipped test, it runs there."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other) or (other == "sqlite" and no_database(item))]
    config.hook.pytest_deselected(items=elsewhere)
    left_out = set(elsewhere)
    here = [item for item in items if item not in left_out]
    # What takes minutes goes first, so that no worker is left alone with it.
    items[:] = sorted(here, key=lambda item: "test_pages_have_no_accessibility_faults" not in item.name)


def no_database(item):
    """A test that asks for no database gives the same answer on each."""
    asked = {"db", "transactional_db", "live_server", "django_db_setup", "client", "django_assert_num_queries"}
    return not item.get_closest_marker("django_db") and not asked & set(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With CI set nothing may be skipped."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Overgeslagen, en dat mag niet met CI: {report.longrepr[2]}"
    return report


@pytest.fixture(autouse=True)
def attempts_from_nought():
    """Attempts to sign in are counted in the cache; those of one test do not shut out the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def emptiable_tables(request):
    """A test that commits is followed by a flush, which insert-only tables would refuse; migrating guards them anew."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker and marker.kwargs.get("transaction")
    if not commits and not {"live_server", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    lift_guards()
