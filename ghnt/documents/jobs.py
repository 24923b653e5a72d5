"""Jobs that make a file: a row of a `Rendering` table is the truth, the queue only wakes a worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django_q.models import Schedule
from django_q.tasks import async_task

from ghnt import clock
from ghnt.documents.apart import BROKEN, RenderingError
from ghnt.documents.files import Made
from ghnt.documents.models import Rendering

logger = logging.getLogger(__name__)

SWEEP = "Pdf’s die zijn blijven liggen"
BROKEN_OFF = "Het maken van het bestand is drie keer afgebroken. Probeer het opnieuw, of meld het bij de beheerder."
SWEPT_AT_ONCE = 6  # so that a report submitted now waits behind a handful of old jobs at most
NO_ROOM = "Het bestand kon niet worden bewaard. Meld het bij de beheerder."

Draw = Callable[[Any], Made]
_draws: dict[str, Draw] = {}
_asleep: ContextVar[bool] = ContextVar("asleep", default=False)


class UnfinishedError(Exception):
    """A long drawing had its turn; it goes on in another one, with the parts that it kept."""


class StoppedError(Exception):
    """Nobody waits for the file any more, or another worker has the job: the drawing ends without a trace."""


def draws(model: type[Rendering], draw: Draw) -> None:
    """A layer above registers how a job of its table becomes a file; `draw` raises RenderingError."""
    _draws[model._meta.label_lower] = draw


@contextmanager
def asleep() -> Iterator[None]:
    """Wake no worker: jobs for a pile of older documents wait for the sweep, and later ones go before them."""
    token = _asleep.set(True)
    try:
        yield
    finally:
        _asleep.reset(token)


def wake_after_commit(rendering: Rendering) -> None:
    """Have a worker make the file as soon as the row is there for it to see."""
    if _asleep.get():
        return
    # Robust: when the queue cannot be reached the row is there all the same, and the sweep finds it.
    transaction.on_commit(partial(_wake, rendering._meta.label_lower, rendering.pk), robust=True)


def repeat(rendering: Rendering) -> bool:
    """Put a failed job back in the row; False when it had not failed."""
    with transaction.atomic():
        again = rendering.try_again()
        if again:
            wake_after_commit(rendering)
    return again


def run(label: str, pk: int) -> None:
    """Make the file of one job, unless it is done or another worker has it."""
    rendering = _table(label)._default_manager.filter(pk=pk).first()
    if rendering is None or not rendering.claim():
        return
    if rendering.was_tried_too_often:
        rendering.fail(BROKEN_OFF)
        return
    try:
        rendering.finish(_draws[label](rendering))
    except UnfinishedError:
        rendering.put_back()
        _wake(label, pk)
    except StoppedError:
        logger.info("Stopped %s %s", label, pk)
    except RenderingError as failure:
        rendering.fail(str(failure))
    except OSError:
        rendering.fail(NO_ROOM)
        raise
    except Exception:
        rendering.fail(BROKEN)
        raise
    except BaseException:
        rendering.let_go()
        raise


def sweep() -> None:
    """Wake the jobs that nobody works on, a handful of each table at a time: a worker died, or the queue was lost."""
    a_minute_ago = clock.now() - timedelta(minutes=1)
    for label in _draws:
        left = _table(label)._default_manager.due().filter(asked_at__lt=a_minute_ago)
        for pk in left.order_by("-asked_at", "-pk").values_list("pk", flat=True)[:SWEPT_AT_ONCE]:
            _wake(label, pk)


def schedule_sweep() -> bool:
    """Have the worker sweep each minute; True when that was not so yet."""
    _, made = Schedule.objects.update_or_create(
        name=SWEEP,
        defaults={"func": "ghnt.documents.jobs.sweep", "schedule_type": Schedule.MINUTES, "minutes": 1},
    )
    return made


def _table(label: str) -> type[Rendering]:
    return apps.get_model(label)


def _wake(label: str, pk: int) -> None:
    async_task("ghnt.documents.jobs.run", label, pk, task_name=f"pdf-{pk}")
