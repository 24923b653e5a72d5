"""Waking the worker that makes and sends mails; the rows are the truth, so a lost call costs a minute at most."""

from __future__ import annotations

from django.db import transaction
from django_q.models import Schedule
from django_q.tasks import async_task

SWEEP = "Mails over meldingen"
_WORK = "ghnt.notices.mailing.work"


def after_commit() -> None:
    """Have a worker look as soon as the rows are there for it to see; robust against a queue that is away."""
    transaction.on_commit(_wake, robust=True)


def schedule_sweep() -> bool:
    """Have the worker look each minute; True when that was not so yet."""
    _, made = Schedule.objects.update_or_create(
        name=SWEEP, defaults={"func": _WORK, "schedule_type": Schedule.MINUTES, "minutes": 1}
    )
    return made


def _wake() -> None:
    async_task(_WORK, task_name="mails")
