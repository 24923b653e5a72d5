import os
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from ghnt.audit.insert_only import lift_guards

pytest_plugins = ("tests.pdf_validation",)

# Playwright runs an event loop in the thread of the test; the ORM would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_unconfigure():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what belongs to the other database's round: it is no skipped test, it runs there."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


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
