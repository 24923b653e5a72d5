"""Who was at a meeting: a row for each seat of its body, and guests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.ui.dates import long_date
from programmes.models import Attendance, Meeting, MeetingState, Presence
from regions.models import Region, Seat

FIXED = "De besluitenlijst is vastgelegd. De aanwezigheid ligt daarmee vast."


@dataclass(frozen=True)
class Present:
    """One line of the list; without a seat it is a guest."""

    organisation: str
    name: str
    presence: str
    seat: Seat | None = None
    function: str = ""


def lines_of(meeting: Meeting, region: Region | None) -> tuple[Present, ...]:
    """What to fill in: what was saved, and for every other seat who takes it that day."""
    saved = list(meeting.attendances.select_related("seat"))
    known = {row.seat_id: row for row in saved if row.seat_id}
    seats = meeting.body.seats.select_related("organisation", "contact__organisation", "substitute__organisation")
    lines = [_line(seat, known[seat.pk]) if seat.pk in known else _expected(seat, meeting, region) for seat in seats]
    shown = {line.seat.pk for line in lines if line.seat}
    others = [row for row in saved if row.seat_id not in shown]
    return (*lines, *(Present(row.organisation_name, row.name, row.presence) for row in others))


def _line(seat: Seat, row: Attendance) -> Present:
    return Present(row.organisation_name, row.name, row.presence, seat, seat.function)


def _expected(seat: Seat, meeting: Meeting, region: Region | None) -> Present:
    """Present, under the name of whoever takes the seat that day, as far as this region keeps it."""
    person = seat.taken_by(meeting.date)
    known = person is not None and region is not None and person.organisation.region_id == region.pk
    is_replaced = known and person != seat.contact
    presence = Presence.REPLACED if is_replaced else Presence.PRESENT
    return Present(seat.organisation.name, person.name if known and person else "", presence, seat, seat.function)


def refusal(meeting: Meeting) -> str:
    """Why the attendance of a meeting cannot be written now; "" when it can."""
    if meeting.is_recorded:
        return FIXED
    if meeting.state == MeetingState.CANCELLED:
        return "Deze vergadering gaat niet door. Er is geen aanwezigheid in te vullen."
    if meeting.date > clock.today():
        return f"Deze vergadering is op {long_date(meeting.date)}. Vul daarna in wie er was."
    return ""


@transaction.atomic
def save_attendance(*, meeting: Meeting, lines: Sequence[Present], seen: int) -> None:
    """Let a meeting have exactly these lines.

    Raises ValidationError when the decision list is fixed or the meeting did not take place; EditConflictError
    when the meeting changed since version `seen`.
    """
    meeting.claim(seen)
    meeting.refresh_from_db()
    if reason := refusal(meeting):
        raise ValidationError(reason)
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            seat=line.seat,
            organisation_name=line.organisation[:160],
            name=line.name,
            presence=line.presence,
        )
        for line in lines
    )
