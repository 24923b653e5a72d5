"""Somebody's own notices, and marking them as read."""

from __future__ import annotations

from django.db.models import QuerySet

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.models import Notice


def notices_of(user: User) -> QuerySet[Notice]:
    """The newest first."""
    return Notice.objects.filter(user=user)


def mark_read(notice: Notice) -> None:
    """Keep when it was read first."""
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=clock.now())


def mark_all_read(*, user: User, last_seen: int) -> int:
    """All up to the last one that was on the page: what came after that was not seen. Returns how many."""
    return Notice.objects.unread().filter(user=user, pk__lte=last_seen).update(read_at=clock.now())
