from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django_q.models import OrmQ, Schedule

from ghnt import clock
from ghnt.documents import jobs
from ghnt.documents.apart import BROKEN
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import Rendering, RenderingState
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting import rendering
from reporting.models import ReportVersion
from tests import factories
from tests.reporting.sample_content import ACCEPTED, EMPTY, NO_MARKS

pytestmark = pytest.mark.django_db

LABEL = "reporting.reportrendering"
LONG_AGO = datetime(2021, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
PDF = RenderedPdf(b"%PDF-1.7 proef", 3, "proef")


@pytest.fixture
def version():
    text = canonical_json(EMPTY)
    return ReportVersion.objects.create(
        report=factories.ReportFactory(),
        number=1,
        schema=1,
        content=text,
        sha256=fingerprint(text),
        by_name="Noor Šimić",
    )


@pytest.fixture
def job(version):
    return rendering.request_rendering(version, NO_MARKS)


def test_every_table_of_jobs_has_a_way_to_be_drawn():
    tables = [model._meta.label_lower for model in apps.get_models() if issubclass(model, Rendering)]
    # The pages of a region in a book are kept by the book that drew them.
    assert sorted([*jobs._draws, "reporting.bookchapter"]) == sorted(tables)


def stored(job, **values):
    """Put a job into a state that only a worker that died leaves behind."""
    type(job).objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def test_request_rendering_makes_one_job_and_wakes_one_worker(version, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = rendering.request_rendering(version, NO_MARKS)
        second = rendering.request_rendering(version, NO_MARKS)
    assert first == second
    assert first.state == RenderingState.WAITING
    assert OrmQ.objects.count() == 1


def test_request_rendering_makes_another_job_for_new_marks(version, job):
    assert rendering.request_rendering(version, ACCEPTED) != job
    assert rendering.rendering_of(version).marks == canonical_json(ACCEPTED)


def test_run_makes_the_file(job):
    jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.state, job.pages, job.tries, job.error) == (RenderingState.DONE, 10, 1, "")
    assert job.engine.startswith("WeasyPrint ")
    with default_storage.open(job.file) as file:
        body = file.read()
    assert body.startswith(b"%PDF-1.7")
    assert RenderedPdf(body, 8, "").sha256 == job.sha256


def test_run_leaves_a_done_job_as_it_is(job):
    job.claim()
    job.finish(PDF)
    job.refresh_from_db()
    before = job.file
    jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.file, job.tries, job.pages) == (before, 1, 3)


def test_run_leaves_a_job_that_another_worker_has(job):
    stored(job, state=RenderingState.RUNNING, tries=1, lease_until=clock.now() + timedelta(minutes=1))
    jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.state, job.tries) == (RenderingState.RUNNING, 1)


def test_run_takes_over_from_a_worker_that_was_killed(job):
    stored(job, state=RenderingState.RUNNING, tries=1, lease_until=LONG_AGO)
    jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.state, job.tries) == (RenderingState.DONE, 2)


def test_run_stops_after_three_broken_tries(job):
    stored(job, state=RenderingState.RUNNING, tries=3, lease_until=LONG_AGO)
    jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (RenderingState.FAILED, jobs.BROKEN_OFF)


def test_finish_of_a_worker_that_lost_its_job_keeps_nothing(job):
    job.claim()
    late = type(job).objects.get(pk=job.pk)
    stored(job, lease_until=LONG_AGO)
    job.claim()
    before = set(default_storage.listdir("renderings")[1]) if default_storage.exists("renderings") else set()
    assert late.finish(PDF) is False
    assert set(default_storage.listdir("renderings")[1]) == before
    job.refresh_from_db()
    assert (job.state, job.tries, job.file) == (RenderingState.RUNNING, 2, "")


def test_run_that_fails_says_why_and_can_be_repeated(version, django_capture_on_commit_callbacks):
    job = rendering.request_rendering(version, NO_MARKS)
    good = job.marks
    stored(job, marks='{"geen": "merktekens"}')
    with pytest.raises(ValueError):
        jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (RenderingState.FAILED, BROKEN)
    stored(job, marks=good)
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.repeat(job) is True
        assert jobs.repeat(job) is False
    assert OrmQ.objects.count() == 1
    jobs.run(LABEL, job.pk)
    job.refresh_from_db()
    assert (job.state, job.error, job.tries) == (RenderingState.DONE, "", 1)


def test_release_gives_the_job_back(job):
    job.claim()
    job.let_go()
    assert list(type(job).objects.due()) == [job]


def test_sweep_wakes_only_what_was_left_lying(job, version):
    fresh = rendering.request_rendering(version, ACCEPTED)
    lying = type(job).objects.create(report_version=version, marks="{}", asked_at=LONG_AGO)
    jobs.sweep()
    assert [task.task["args"] for task in OrmQ.objects.all()] == [(LABEL, lying.pk)]
    assert fresh.state == RenderingState.WAITING


def test_sweep_wakes_a_handful_at_a_time_the_newest_first(version):
    rows = [
        version.renderings.create(marks=str(number), asked_at=LONG_AGO + timedelta(days=number))
        for number in range(jobs.SWEPT_AT_ONCE + 2)
    ]
    jobs.sweep()
    woken = [task.task["args"][1] for task in OrmQ.objects.order_by("pk")]
    assert woken == [row.pk for row in reversed(rows[2:])]


def test_new_marks_drop_a_job_that_still_waits_for_older_ones(version, job):
    rendering.request_rendering(version, ACCEPTED)
    assert list(version.renderings.values_list("marks", flat=True)) == [canonical_json(ACCEPTED)]


def test_new_marks_keep_a_job_that_is_running_or_done(version, job):
    stored(job, state=RenderingState.DONE)
    rendering.request_rendering(version, ACCEPTED)
    assert version.renderings.count() == 2


def test_jobs_asked_asleep_wake_no_worker(version, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), jobs.asleep():
        rendering.request_rendering(version, ACCEPTED)
    assert OrmQ.objects.count() == 0


def test_schedule_sweep_adds_one_schedule():
    assert [jobs.schedule_sweep(), jobs.schedule_sweep()] == [True, False]
    assert Schedule.objects.get().func == "ghnt.documents.jobs.sweep"
