"""The application's clock. A developer may stand in another time with TODAY; the rest of the code asks only here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_standing: ContextVar[date | None] = ContextVar("standing", default=None)


@contextmanager
def standing_at(day: date) -> Iterator[None]:
    """Let the clock stand on a day, for demo data and tests that tell what happened earlier."""
    token = _standing.set(day)
    try:
        yield
    finally:
        _standing.reset(token)


def _set_day() -> date | None:
    return _standing.get() or settings.TODAY


def today() -> date:
    """The date in Amsterdam, or TODAY where a developer's machine sets it."""
    return _set_day() or timezone.localdate()


def now() -> datetime:
    """The moment, aware; on a set day it has the time of the real clock."""
    real = timezone.localtime()
    day = _set_day()
    return timezone.make_aware(datetime.combine(day, real.time())) if day else real
