"""Entries of a calendar as iCalendar text (RFC 5545). Nothing in it comes from the clock: same entries, same text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

PRODUCT = "-//ghnt//Geweld hoort nergens thuis//NL"


@dataclass(frozen=True)
class Entry:
    """One entry: on a whole day (`start` is a date), or from a moment on; `key` names it for as long as it exists."""

    key: str
    title: str
    start: date | datetime
    path: str
    end: datetime | None = None
    place: str = ""
    words: str = ""
    is_cancelled: bool = False
    is_busy: bool = False  # a whole day is nobody's: a deadline, or a meeting of which the time is not known
    version: int = 0


def calendar_text(entries: Iterable[Entry], *, name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def calendar_response(entries: Iterable[Entry], *, name: str, filename: str) -> HttpResponse:
    response = HttpResponse(calendar_text(entries, name=name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", _stamp(entry))
    event.add("sequence", entry.version)
    event.add("summary", _line(f"Gaat niet door: {entry.title}" if entry.is_cancelled else entry.title))
    event.add("dtstart", _moment(entry.start))
    if isinstance(entry.start, datetime):
        if entry.end is not None:
            event.add("dtend", _moment(entry.end))
    else:
        event.add("dtend", entry.start + timedelta(days=1))
    if entry.place:
        event.add("location", _line(entry.place))
    address = f"{settings.SITE_URL}{entry.path}"
    event.add("description", f"{_line(entry.words)}\n{address}".strip())
    event.add("url", address)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.is_busy and not entry.is_cancelled else "TRANSPARENT")
    return event


def _moment(moment: date | datetime) -> date | datetime:
    """Times in UTC: every calendar knows it, and summer time is in it already."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _stamp(entry: Entry) -> datetime:
    """The day it is about: no table keeps when it was changed; SEQUENCE tells what is newer."""
    day = entry.start.date() if isinstance(entry.start, datetime) else entry.start
    return datetime.combine(day, time(), UTC)


def _line(text: str) -> str:
    """Without what no calendar text may hold: control characters, line ends among them."""
    return " ".join("".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text).split())
