"""What the agenda and the besluitenlijst of a meeting begin with, as plain values for their contents."""

from __future__ import annotations

from typing import Any

from ghnt import clock
from ghnt.documents.words import long_date
from programmes.models import Meeting, MeetingState
from programmes.year_calendar import hours_of, name_of
from regions.models import Region


def head_of(meeting: Meeting, region: Region) -> dict[str, Any]:
    return {
        "region": region.name,
        "body": name_of(meeting.body),
        "date": meeting.date.isoformat(),
        "hours": hours_of(meeting),
        "place": meeting.place,
        "is_cancelled": meeting.state == MeetingState.CANCELLED,
        "on": clock.today().isoformat(),
    }


def title_of(kind: str, said: dict[str, Any]) -> str:
    """Agenda Directieoverleg, 6 juli 2021, with a date that is not broken over two lines."""
    day = long_date(said["date"]).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{kind} {said['body']}, {day}"


def facts_of(said: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The head in words; what is not known is left out."""
    facts = (
        ("Overleg", said["body"]),
        ("Datum", long_date(said["date"])),
        ("Tijd", said["hours"]),
        ("Plaats", said["place"]),
        ("Stand", "Gaat niet door" if said["is_cancelled"] else ""),
    )
    return tuple((label, value) for label, value in facts if value)
