"""A long job in turns: after each part it says how far it is, and learns whether anybody still waits for it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from ghnt.documents.jobs import StoppedError, UnfinishedError
from reporting.models import Bundle

# With the longest part behind it a turn stays well within the time that the queue gives a job.
TURN_SECONDS = 240

Tell = Callable[[int, int], None]


def in_silence(done: int, total: int) -> None:
    """For who makes a file beside the queue: nobody is told."""


def turn_of(bundle: Bundle) -> Tell:
    """Tells how many parts of how many are done, and holds the job for another while.

    What it gives raises StoppedError when the job was stopped or taken over, UnfinishedError when the turn is over.
    """
    until = monotonic() + TURN_SECONDS

    def tell(done: int, total: int) -> None:
        if not bundle.renew(parts_done=done, parts_total=total):
            raise StoppedError
        if done < total and monotonic() > until:
            raise UnfinishedError

    return tell
