"""Meetings of learning circles, for who sees the circle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone

from actions.learning.meetings import visible_meetings
from actions.models import CircleMeeting, CircleMeetingState
from ghnt.site.calendar.ical import Entry
from ghnt.site.calendar.period import MOST, Period
from regions.rights import Rights


def circle_meetings(rights: Rights, period: Period) -> Iterator[Entry]:
    """Those that were told to the regions, also when they do not take place after all."""
    found = visible_meetings(rights).filter(invited_at__isnull=False, date__range=period.days)
    for meeting in found.order_by("-date", "pk")[:MOST]:
        yield circle_entry(meeting)


def circle_entry(meeting: CircleMeeting) -> Entry:
    """One meeting as it stands, with its circle loaded."""
    start: date | datetime = meeting.date
    if meeting.starts_at:
        start = _moment(meeting.date, meeting.starts_at)
    return Entry(
        key=f"leerkring-{meeting.pk}",
        title=str(meeting),
        start=start,
        end=_moment(meeting.date, meeting.ends_at) if meeting.ends_at else None,
        place=meeting.place,
        words=f"Voor {meeting.for_whom}.",
        path=meeting.get_absolute_url(),
        is_cancelled=meeting.state == CircleMeetingState.CANCELLED,
        is_busy=meeting.starts_at is not None,
        version=meeting.version,
    )


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
