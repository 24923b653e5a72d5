"""Meetings of learning circles: planned, told to their regions once, held with a yield, or cancelled."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from actions.learning.circles import visible_circles
from actions.learning.telling import tell_circle
from actions.models import CircleMeeting, CircleMeetingState, LearningCircle
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from regions.models import Region
from regions.rights import Rights

CANCELLED = "Deze bijeenkomst gaat niet door. Maak een nieuwe bijeenkomst."
NOT_YET = "Deze bijeenkomst is nog niet geweest. U vult de opbrengst in vanaf die dag."
HELD = "Deze bijeenkomst is al gehouden."


def visible_meetings(rights: Rights) -> QuerySet[CircleMeeting]:
    """The meetings of the circles that somebody sees."""
    circles = visible_circles(rights).values("pk")
    return CircleMeeting.objects.filter(circle__in=circles).select_related("circle")


def without_yields(on: date) -> QuerySet[CircleMeeting]:
    """The meetings that are over and of which nothing is written down."""
    past = CircleMeeting.objects.filter(date__lt=on, yields="", circle__removed_at__isnull=True)
    return past.exclude(state=CircleMeetingState.CANCELLED).select_related("circle")


def when_and_where(meeting: CircleMeeting) -> str:
    """ "3 maart 2027, 13.00 tot 16.00 uur, Utrecht"."""
    hours = ""
    if meeting.starts_at:
        hours = _clock(meeting.starts_at) + (f" tot {_clock(meeting.ends_at)}" if meeting.ends_at else "") + " uur"
    return ", ".join(filter(None, (long_date(meeting.date), hours, meeting.place)))


def _clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02d}"


@transaction.atomic
def save_meeting(*, meeting: CircleMeeting, seen_version: int | None, by: User) -> CircleMeeting:
    """Save a new meeting (None), or a changed one as it was seen; who was invited hears of another date or place.

    The same new one a second time gives the one that stands there. Raises EditConflictError, and ValidationError for a
    meeting that was cancelled.
    """
    if seen_version is None:
        LearningCircle.objects.select_for_update().get(pk=meeting.circle_id)
        same = CircleMeeting.objects.filter(circle=meeting.circle, date=meeting.date, subject=meeting.subject)
        if standing := same.first():
            return standing
        meeting.save()
        return meeting
    stored = CircleMeeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state == CircleMeetingState.CANCELLED:
        raise ValidationError(CANCELLED)
    meeting.claim(seen_version)
    meeting.state, meeting.invited_at = stored.state, stored.invited_at
    meeting.save()
    moved = _place_in_time(stored) != _place_in_time(meeting)
    if moved and meeting.invited_at and meeting.state == CircleMeetingState.PLANNED:
        what = f"{meeting} is verplaatst naar {when_and_where(meeting)}"
        tell_circle(meeting, f"verplaatst-{meeting.version}", what, "Zet de nieuwe datum in uw agenda", by)
    return meeting


def _place_in_time(meeting: CircleMeeting) -> tuple[object, ...]:
    return meeting.date, meeting.starts_at, meeting.ends_at, meeting.place


@transaction.atomic
def invite(*, meeting: CircleMeeting, by: User, again: bool = False) -> int:
    """Tell the regions of the circle of the meeting: once, and `again` at most once a day.

    Returns how many people had not heard it yet. Raises ValidationError for a meeting that is over or cancelled.
    """
    stored = CircleMeeting.objects.select_for_update().select_related("circle").get(pk=meeting.pk)
    if stored.state != CircleMeetingState.PLANNED or stored.date < clock.today():
        raise ValidationError("Voor deze bijeenkomst kunt u niet meer uitnodigen: zij is geweest of gaat niet door.")
    key = f"uitnodiging-{clock.today()}" if again and stored.invited_at else "uitnodiging"
    what = f"uitnodiging {stored}, {when_and_where(stored)}, voor {stored.for_whom}"
    told = tell_circle(stored, key, what, "Zet de bijeenkomst in uw agenda", by)
    if not stored.invited_at or told:
        stored.invited_at = clock.now()
        stored.save(update_fields=["invited_at"])
    return told


@transaction.atomic
def cancel(*, meeting: CircleMeeting, seen_version: int, by: User) -> None:
    """The meeting does not take place; who was invited hears so. Done twice it changes nothing.

    Raises EditConflictError, and ValidationError for a meeting that was held.
    """
    stored = CircleMeeting.objects.select_for_update().select_related("circle").get(pk=meeting.pk)
    if stored.state == CircleMeetingState.CANCELLED:
        return
    if stored.state == CircleMeetingState.HELD:
        raise ValidationError(HELD)
    stored.claim(seen_version)
    stored.state = CircleMeetingState.CANCELLED
    stored.save()
    if stored.invited_at:
        what = f"{stored} van {long_date(stored.date)} gaat niet door"
        tell_circle(stored, "afgezegd", what, "Haal de bijeenkomst uit uw agenda", by)


@transaction.atomic
def record_yields(
    *, meeting: CircleMeeting, yields: str, attended: Collection[Region], seen_version: int, on: date
) -> None:
    """Write down who was there and what came of it; the meeting then counts as held.

    Raises EditConflictError, and ValidationError for one that is still to come, was cancelled, or names a region that
    does not belong to the circle.
    """
    stored = CircleMeeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state == CircleMeetingState.CANCELLED:
        raise ValidationError(CANCELLED)
    if stored.date > on:
        raise ValidationError(NOT_YET)
    allowed = set(stored.circle.regions.values_list("pk", flat=True)) | set(
        stored.attended.values_list("pk", flat=True)
    )
    if any(region.pk not in allowed for region in attended):
        raise ValidationError({"attended": "Kies regio’s van deze leerkring."})
    stored.claim(seen_version)
    stored.yields, stored.state = yields, CircleMeetingState.HELD
    stored.save()
    stored.attended.set(attended)
