"""The secret address of somebody's calendar: made, renewed, revoked, and found back by its digest."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.accounts.secret_links import digest_of, make_secret
from ghnt.notices.models import CalendarLink

NOTED_EVERY = timedelta(hours=12)  # "laatst opgehaald": a calendar that asks each minute is no write each minute


def open_link(user: User) -> CalendarLink | None:
    """The address that works now, without its secret."""
    return CalendarLink.objects.filter(user=user, revoked_at__isnull=True).first()


@transaction.atomic
def make_link(*, user: User, nonce: str) -> str:
    """Make the address and return its secret, for the only time; an earlier address stops.

    The same nonce of the same person gives the same secret, as long as that address was not revoked.
    """
    User.objects.select_for_update().get(pk=user.pk)  # the same twice waits here
    secret = make_secret("ghnt.notices.calendar", str(user.pk), nonce)
    if CalendarLink.objects.filter(user=user, digest=digest_of(secret), revoked_at__isnull=True).exists():
        return secret
    revoke_link(user=user)
    if CalendarLink.objects.filter(digest=digest_of(secret)).exists():
        secret = make_secret("ghnt.notices.calendar", str(user.pk))
    CalendarLink.objects.create(user=user, digest=digest_of(secret))
    return secret


def revoke_link(*, user: User) -> bool:
    """Close the address at once; done twice it changes nothing."""
    return bool(CalendarLink.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=clock.now()))


def link_behind(secret: str) -> CalendarLink | None:
    """The open address with this secret, of somebody who may still sign in."""
    found = CalendarLink.objects.filter(digest=digest_of(secret), revoked_at__isnull=True, user__is_active=True)
    return found.select_related("user").first()


def note_reading(link: CalendarLink) -> None:
    """Keep when the address was last read, for its owner to see; no more than twice a day."""
    now = clock.now()
    if link.last_read_at is None or link.last_read_at <= now - NOTED_EVERY:
        CalendarLink.objects.filter(pk=link.pk).update(last_read_at=now)
