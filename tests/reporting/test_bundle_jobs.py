"""Jobs of bundles: progress, turns, stopping, a worker that is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django_q.models import Schedule

from ghnt import clock
from ghnt.documents import jobs
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import LEASE, RenderingState
from reporting import rendering
from reporting.bundles import asking, book, emptying, turns
from reporting.bundles.screen import BundleLine
from reporting.marks import marks_of
from reporting.models import BookChapter, Bundle, EventKind, ReportRendering
from tests.factories import UserFactory
from tests.reporting.bundled import SUMMARY, a_region, a_round, sealed
from tests.reporting.sample_content import NORMAL

LABEL = "reporting.bundle"


@pytest.fixture
def by(db):
    return UserFactory(name="Noor Verhage")


@pytest.fixture
def bundle(db, in_july, by):
    round_ = a_round()
    for number, name in enumerate(("Rivierenland", "Zandstreek")):
        sealed(a_region(name, f"R{number}"), round_, EventKind.ACCEPTED)
    return asking.ask_book(round=round_, chapters=[SUMMARY], regions=None, with_concepts=False, by=by)[0]


def test_run_makes_the_book_and_tells_how_far_it_is(bundle, monkeypatch):
    told = []
    renew = Bundle.renew
    monkeypatch.setattr(Bundle, "renew", lambda self, **values: told.append(values) or renew(self, **values))
    jobs.run(LABEL, bundle.pk)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.parts_done, bundle.parts_total) == (RenderingState.DONE, 3, 3)
    assert [one["parts_done"] for one in told] == [0, 1, 2]
    assert default_storage.size(bundle.file) == bundle.size
    assert bundle.pages > 4


def test_a_stopped_bundle_leaves_no_file(bundle, by, monkeypatch):
    """Stopped while a part is being made: seen as soon as that part is ready."""
    before = kept_files()
    drawn = book._render

    def stop_meanwhile(html, key):
        assert Bundle.objects.filter(pk=bundle.pk).update(state=RenderingState.FAILED, cancelled_at=clock.now())
        return drawn(html, key)

    monkeypatch.setattr(book, "AT_ONCE", 0)  # so that the drawing begins and is waited for
    monkeypatch.setattr(book, "ThreadPoolExecutor", InOrder)
    monkeypatch.setattr(book, "_render", stop_meanwhile)
    jobs.run(LABEL, bundle.pk)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.file) == (RenderingState.FAILED, "")
    assert kept_files() - before == {Path(one.file).name for one in BookChapter.objects.all()}


class InOrder:
    """Does the work in this very thread: the test database has one connection."""

    def __init__(self, most):
        self.most = most

    def __enter__(self):
        return self

    def __exit__(self, *about):
        return None

    def submit(self, work, *arguments):
        from concurrent.futures import Future

        future = Future()
        future.set_result(work(*arguments))
        return future


def kept_files():
    return set(default_storage.listdir("renderings")[1]) if default_storage.exists("renderings") else set()


def test_stop_says_who_stopped_it_and_only_once(bundle, by):
    assert asking.stop(bundle=bundle, by=by)
    assert not asking.stop(bundle=bundle, by=by)
    bundle.refresh_from_db()
    assert (bundle.error, BundleLine(bundle).mark.label) == ("Gestopt door Noor Verhage.", "Gestopt")
    jobs.run(LABEL, bundle.pk)
    bundle.refresh_from_db()
    assert bundle.file == ""


def test_a_stopped_bundle_is_made_again_as_another_job(bundle, by):
    asking.stop(bundle=bundle, by=by)
    again, is_new = asking.ask_again(bundle=bundle, by=by)
    assert is_new
    assert (again.pk != bundle.pk, again.content) == (True, bundle.content)


def test_a_turn_that_is_over_goes_on_in_another_with_what_was_kept(bundle, monkeypatch):
    monkeypatch.setattr(turns, "TURN_SECONDS", -1)
    for done in (0, 0):
        jobs.run(LABEL, bundle.pk)
        bundle.refresh_from_db()
        assert (bundle.state, bundle.tries, bundle.parts_done) == (RenderingState.WAITING, 0, done)
    monkeypatch.setattr(turns, "TURN_SECONDS", 600)
    jobs.run(LABEL, bundle.pk)
    bundle.refresh_from_db()
    assert bundle.state == RenderingState.DONE


def test_progress_holds_the_job_for_another_while(bundle):
    assert bundle.claim()
    Bundle.objects.filter(pk=bundle.pk).update(lease_until=clock.now())
    turns.turn_of(bundle)(1, 3)
    bundle.refresh_from_db()
    assert bundle.lease_until > clock.now() + LEASE - timedelta(minutes=1)
    assert (bundle.parts_done, bundle.parts_total) == (1, 3)


def test_a_part_that_fails_says_which(bundle, monkeypatch):
    def fail(html, key):
        raise book.RenderingError("Het maken van de pdf duurde te lang.")

    monkeypatch.setattr(book, "_render", fail)
    jobs.run(LABEL, bundle.pk)
    bundle.refresh_from_db()
    assert bundle.state == RenderingState.FAILED
    assert bundle.error in [f"{name}: Het maken van de pdf duurde te lang." for name in ("Rivierenland", "Zandstreek")]


def test_old_files_go_and_the_list_stays(bundle):
    bundle.claim()
    bundle.finish(RenderedPdf(b"%PDF-1.7", 1, "proef"))
    bundle.refresh_from_db()
    file = bundle.file
    Bundle.objects.update(done_at=clock.now() - timedelta(days=29))
    assert emptying.empty_bundles() == 0
    Bundle.objects.update(done_at=clock.now() - timedelta(days=31))
    assert emptying.empty_bundles() == 1
    bundle.refresh_from_db()
    assert (bundle.file, bundle.size, BundleLine(bundle).mark.label) == ("", 8, "Opgeruimd")
    assert not default_storage.exists(file)
    assert asking.ask_again(bundle=bundle, by=bundle.asked_by)[1]


def test_pages_that_no_book_used_go_too(bundle):
    jobs.run(LABEL, bundle.pk)
    BookChapter.objects.update(asked_at=clock.now() - timedelta(days=31))
    first, second = BookChapter.objects.all()
    BookChapter.objects.filter(pk=second.pk).update(asked_at=clock.now())
    assert emptying.empty_bundles() == 1
    assert [one.pk for one in BookChapter.objects.all()] == [second.pk]
    assert not default_storage.exists(first.file)


@pytest.mark.django_db
def test_emptying_is_scheduled_once():
    assert [emptying.schedule_emptying(), emptying.schedule_emptying()] == [True, False]
    assert Schedule.objects.filter(name=emptying.EMPTYING).count() == 1


WORK = """
import sys, django
django.setup()
from django.db import connection
connection.settings_dict.update(NAME=sys.argv[1])
from ghnt.documents import jobs
jobs.run(sys.argv[2], int(sys.argv[3]))
"""


def worker(label, pk):
    """A worker of its own for one job, on the database of the test."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ghnt.settings", "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    name = connection.settings_dict["NAME"]
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(name), label, str(pk)], cwd=settings.BASE_DIR, env=environment
    )


def kill_in_mid_render(label, job):
    """Kill the worker as soon as it has the job and a process draws for it."""
    process = worker(label, job.pk)
    for _ in range(600):
        job.refresh_from_db()
        if job.state == RenderingState.RUNNING and children_of(process.pid):
            break
        assert process.poll() is None, "the worker was ready before it could be killed"
        time.sleep(0.02)
    drawing = children_of(process.pid)
    process.kill()
    process.wait()
    for pid in drawing:
        os.kill(pid, signal.SIGKILL)


def children_of(pid):
    """The processes that draw, of every thread of the worker."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def runs_again(label, job):
    job.refresh_from_db()
    assert (job.state, job.file, job.tries) == (RenderingState.RUNNING, "", 1)
    type(job).objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    done = worker(label, job.pk)
    assert done.wait(timeout=120) == 0
    job.refresh_from_db()
    assert (job.state, job.tries) == (RenderingState.DONE, 2)
    with default_storage.open(job.file) as file:
        return file.read()


@pytest.fixture
def shared(transactional_db, in_july):
    """A database that another process reaches too."""
    if "memory" in str(connection.settings_dict["NAME"]):
        pytest.fail("Deze test heeft een database in een bestand nodig.")
    return a_round()


def test_report_pdf_is_made_after_its_worker_was_killed(shared):
    version = sealed(a_region("Rivierenland", "RVL"), shared, EventKind.ACCEPTED, content=NORMAL)
    with jobs.asleep():
        job = rendering.request_rendering(version, marks_of(version))
    kill_in_mid_render("reporting.reportrendering", job)
    before = kept_files()
    assert runs_again("reporting.reportrendering", job).rstrip().endswith(b"%%EOF")
    assert kept_files() - before == {Path(ReportRendering.objects.get().file).name}


def test_book_is_made_after_its_worker_was_killed(shared):
    for number, name in enumerate(("Rivierenland", "Zandstreek")):
        sealed(a_region(name, f"R{number}"), shared, EventKind.ACCEPTED, content=NORMAL)
    with jobs.asleep():
        job, _ = asking.ask_book(round=shared, chapters=[SUMMARY], regions=None, with_concepts=False, by=UserFactory())
    kill_in_mid_render(LABEL, job)
    assert runs_again(LABEL, job).rstrip().endswith(b"%%EOF")
    assert len(json.loads(job.content)["parts"]) == BookChapter.objects.filter(state=RenderingState.DONE).count() == 2
