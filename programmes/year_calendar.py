"""The year calendar of a region: meetings, the last days for papers, and recesses, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ghnt.documents.workbook import Sheet
from ghnt.ui.dates import MONTHS, WEEKDAYS, long_date
from programmes.models import Meeting, MeetingState
from programmes.models.adoption import Recess
from regions.models import Body, Region
from regions.rights import Rights

MEETING, PAPERS, RECESS = "meeting", "papers", "recess"
WORDS = {MEETING: "Vergadering", PAPERS: "Stukken aanleveren", RECESS: "Reces"}


@dataclass(frozen=True)
class Entry:
    """A line of the calendar."""

    day: date
    kind: str
    label: str
    detail: str = ""
    url: str = ""
    until: date | None = None
    is_cancelled: bool = False

    @property
    def kind_label(self) -> str:
        return WORDS[self.kind]

    @property
    def when(self) -> str:
        """di 3, or with its last day: ma 19 tot en met zondag 29 augustus"""
        day = f"{WEEKDAYS[self.day.weekday()][:2]} {self.day.day}"
        return f"{day}, tot en met {long_date(self.until)}" if self.until else day


@dataclass(frozen=True)
class Month:
    name: str
    number: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class YearCalendar:
    year: int
    months: tuple[Month, ...]

    @property
    def number_of_meetings(self) -> int:
        entries = (entry for month in self.months for entry in month.entries)
        return sum(entry.kind == MEETING and not entry.is_cancelled for entry in entries)

    @property
    def sentence(self) -> str:
        number = self.number_of_meetings
        if not number:
            return f"In {self.year} staan er geen vergaderingen."
        return f"In {self.year} {'staat er 1 vergadering' if number == 1 else f'staan er {number} vergaderingen'}."


def calendar_of(region: Region, rights: Rights, *, year: int, body: Body | None = None) -> YearCalendar:
    """What somebody may see of a year, in two queries; with `body` its meetings alone, and the recesses."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    meetings = Meeting.objects.visible_to(rights, region).select_related("body__municipality")
    # Papers of a meeting early next year are due in this one.
    meetings = meetings.filter(date__gte=first, date__lte=date(year + 1, 6, 30))
    meetings = meetings.filter(body=body) if body else meetings
    recesses = Recess.objects.filter(region=region, starts_on__lte=last, ends_on__gte=first).select_related(
        "municipality"
    )
    entries = [*_of_recesses(recesses, first), *_of_meetings(meetings.order_by("date", "body__order", "pk"))]
    within = [entry for entry in entries if first <= entry.day <= last]
    return YearCalendar(year, tuple(_month(number, within) for number in range(1, 13)))


def _month(number: int, entries: Iterable[Entry]) -> Month:
    own = sorted((entry for entry in entries if entry.day.month == number), key=lambda entry: entry.day)
    return Month(MONTHS[number - 1], number, tuple(own))


def _of_meetings(meetings: Iterable[Meeting]) -> Iterator[Entry]:
    for meeting in meetings:
        body, url = name_of(meeting.body), meeting.get_absolute_url()
        is_cancelled = meeting.state == MeetingState.CANCELLED
        if (papers := meeting.papers_by) and not is_cancelled:
            yield Entry(papers, PAPERS, body, f"voor {long_date(meeting.date)}", url)
        yield Entry(meeting.date, MEETING, body, detail_of(meeting), url, is_cancelled=is_cancelled)


def name_of(body: Body) -> str:
    """With its municipality: every municipality has a college."""
    return f"{body.name}, {body.municipality}" if body.municipality_id else body.name


def hours_of(meeting: Meeting) -> str:
    """14.00 tot 16.00 uur, 14.00 uur, or nothing"""
    if not meeting.starts_at:
        return ""
    begin = f"{meeting.starts_at.hour}.{meeting.starts_at.minute:02d}"
    end = f" tot {meeting.ends_at.hour}.{meeting.ends_at.minute:02d}" if meeting.ends_at else ""
    return f"{begin}{end} uur"


def detail_of(meeting: Meeting) -> str:
    state = "" if meeting.state == MeetingState.PLANNED else meeting.get_state_display().lower()
    return ", ".join(filter(None, (hours_of(meeting), meeting.place, state)))


def _of_recesses(recesses: Iterable[Recess], first: date) -> Iterator[Entry]:
    """In the month in which it begins; one that began last year in January."""
    for recess in recesses:
        whose = str(recess.municipality) if recess.municipality else "hele regio"
        yield Entry(max(recess.starts_on, first), RECESS, f"{recess.name}, {whose}", until=recess.ends_on)


def sheet_of(calendar: YearCalendar) -> Sheet:
    """The calendar as a table for Excel."""
    columns = (("Datum", 14), ("Wat", 20), ("Overleg", 40), ("Tot en met", 14), ("Bijzonderheden", 50))
    entries = (entry for month in calendar.months for entry in month.entries)
    rows = ((entry.day, entry.kind_label, entry.label, entry.until, entry.detail) for entry in entries)
    return Sheet(f"Jaarkalender {calendar.year}", columns, rows)
