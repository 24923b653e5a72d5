"""PDF jobs of sealed reports: one row for each seal with its marks is the truth, the queue only wakes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import partial

from django.db import transaction
from django_q.models import Schedule
from django_q.tasks import async_task

from ghnt import clock
from ghnt.documents.apart import BROKEN, RenderingError
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json
from reporting.content import Marks, read_content, read_marks
from reporting.models import ReportRendering, ReportVersion
from reporting.pdf.document import report_pdf

logger = logging.getLogger(__name__)

SWEEP = "Pdf’s die zijn blijven liggen"
BROKEN_OFF = "Het maken van de pdf is drie keer afgebroken. Probeer het opnieuw, of meld het bij de beheerder."
SWEPT_AT_ONCE = 6  # so that a report submitted now waits behind a handful of old jobs at most
NO_ROOM = "De pdf kon niet worden bewaard. Meld het bij de beheerder."


_asleep: ContextVar[bool] = ContextVar("asleep", default=False)


@contextmanager
def asleep() -> Iterator[None]:
    """Wake no worker: jobs for a pile of older reports wait for the sweep, and later ones go before them."""
    token = _asleep.set(True)
    try:
        yield
    finally:
        _asleep.reset(token)


def request_rendering(version: ReportVersion, marks: Marks) -> ReportRendering:
    """The job for this seal with these marks, made once; a worker is woken as soon as the row is there.

    A job that still waits to show older marks of the seal is dropped: nobody can ask for its file any more.
    """
    rendering, made = ReportRendering.objects.get_or_create(report_version=version, marks=canonical_json(marks))
    if made:
        version.renderings.filter(state=RenderingState.WAITING).exclude(pk=rendering.pk).delete()
        _wake_after_commit(rendering)
    return rendering


def repeat_rendering(rendering: ReportRendering) -> bool:
    """Put a failed job back in the row; False when it had not failed."""
    with transaction.atomic():
        again = rendering.try_again()
        if again:
            _wake_after_commit(rendering)
    return again


def rendering_of(version: ReportVersion) -> ReportRendering | None:
    """The PDF of a version with its newest marks, in whatever state it is."""
    return version.renderings.order_by("-pk").first()


def run(pk: int) -> None:
    """Make the file of one job, unless it is done or another worker has it."""
    rendering = ReportRendering.objects.select_related("report_version").filter(pk=pk).first()
    if rendering is None or not rendering.claim():
        return
    if rendering.was_tried_too_often:
        rendering.fail(BROKEN_OFF)
        return
    try:
        rendering.finish(_draw(rendering))
    except RenderingError as failure:
        rendering.fail(str(failure))
    except OSError:
        rendering.fail(NO_ROOM)
        raise
    except Exception:
        rendering.fail(BROKEN)
        raise
    except BaseException:
        rendering.release()
        raise


def sweep() -> None:
    """Wake the jobs that nobody works on, a handful at a time: a worker died, or the queue was lost."""
    a_minute_ago = clock.now() - timedelta(minutes=1)
    left = ReportRendering.objects.due().filter(asked_at__lt=a_minute_ago).order_by("-asked_at", "-pk")
    for pk in left.values_list("pk", flat=True)[:SWEPT_AT_ONCE]:
        _wake(pk)


def schedule_sweep() -> bool:
    """Have the worker sweep each minute; True when that was not so yet."""
    _, made = Schedule.objects.get_or_create(
        name=SWEEP,
        defaults={"func": "reporting.rendering.sweep", "schedule_type": Schedule.MINUTES, "minutes": 1},
    )
    return made


def _draw(rendering: ReportRendering) -> RenderedPdf:
    return report_pdf(read_content(rendering.report_version.content), read_marks(rendering.marks))


def _wake_after_commit(rendering: ReportRendering) -> None:
    if _asleep.get():
        return
    # Robust: when the queue cannot be reached the row is there all the same, and the sweep finds it.
    transaction.on_commit(partial(_wake, rendering.pk), robust=True)


def _wake(pk: int) -> None:
    async_task("reporting.rendering.run", pk, task_name=f"pdf-{pk}")
