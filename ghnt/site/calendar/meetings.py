"""Meetings, and the last day for their papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from ghnt.site.calendar.ical import Entry
from ghnt.site.calendar.period import MOST, Period
from ghnt.ui.dates import long_date
from programmes.models import Meeting, MeetingState
from regions.models import BodyLevel
from regions.rights import Right, Rights


def meetings(rights: Rights, period: Period) -> Iterator[Entry]:
    for meeting in _own_meetings(rights, Meeting.objects.visible_to(rights), period)[:MOST]:
        yield meeting_entry(meeting)


def papers(rights: Rights, period: Period) -> Iterator[Entry]:
    """For who prepares a meeting: the last day for its papers."""
    found = _own_meetings(rights, Meeting.objects.recordable_by(rights), period)
    for meeting in found.exclude(state=MeetingState.CANCELLED)[:MOST]:
        if meeting.papers_by is None:
            continue
        yield Entry(
            key=f"stukken-{meeting.pk}",
            title=f"Laatste dag stukken: {meeting.body}, {meeting.body.whose}",
            words=f"Voor de vergadering van {long_date(meeting.date)}.",
            start=meeting.papers_by,
            path=meeting.get_absolute_url(),
            version=meeting.version,
        )


def meeting_entry(meeting: Meeting) -> Entry:
    """One meeting as it stands, with its body and region loaded; never with what is on its agenda."""
    start: date | datetime = meeting.date
    if meeting.starts_at:
        start = _moment(meeting.date, meeting.starts_at)
    return Entry(
        key=f"vergadering-{meeting.pk}",
        title=f"{meeting.body}, {meeting.body.whose}",
        start=start,
        end=_moment(meeting.date, meeting.ends_at) if meeting.ends_at else None,
        place=meeting.place,
        words="Agenda en stukken:",
        path=meeting.get_absolute_url(),
        is_cancelled=meeting.state == MeetingState.CANCELLED,
        is_busy=meeting.starts_at is not None,
        version=meeting.version,
    )


def _own_meetings(rights: Rights, visible: QuerySet[Meeting], period: Period) -> QuerySet[Meeting]:
    """Who reads the whole country gets those of national bodies and of regions of one's own, not of all 28."""
    found = visible.filter(date__range=period.days).select_related("body__region", "body__municipality")
    if rights.regions(Right.READ_REGION) is None:
        held = Q(body__region__in=rights.by_region) | Q(body__in=rights.by_body)
        found = found.filter(held | Q(body__level=BodyLevel.NATIONAL))
    return found.order_by("-date", "pk")


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
