"""Actiepunten of meetings: which ones a list shows, changing one, and saying that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from ghnt import clock
from ghnt.documents.workbook import Sheet
from programmes.models import FollowUp, Meeting
from regions.models import Region
from regions.rights import Rights

OPEN, DONE, ALL = "open", "afgedaan", "alle"
MOST_ROWS = 10_000


@dataclass(frozen=True)
class FollowUpChoice:
    """Which actiepunten somebody wants to see."""

    state: str = OPEN
    body: int | None = None
    who: str = ""
    only_late: bool = False


def chosen(rights: Rights, region: Region, choice: FollowUpChoice) -> QuerySet[FollowUp]:
    """Those of the region that this person may read, the open ones first."""
    rows = FollowUp.objects.visible_to(rights, region)
    if choice.only_late:
        rows = rows.overdue(clock.today())
    elif choice.state == OPEN:
        rows = rows.open()
    elif choice.state == DONE:
        rows = rows.filter(done_on__isnull=False)
    if choice.body:
        rows = rows.filter(meeting__body=choice.body)
    if choice.who:
        rows = rows.filter(who__icontains=choice.who)
    around = "item__step__round__proposal"
    return rows.in_reading_order().select_related("meeting__body", around, "organisation")


def open_before(meeting: Meeting, rights: Rights) -> QuerySet[FollowUp]:
    """What earlier meetings of the same body left to do, as this person may read it."""
    rows = FollowUp.objects.visible_to(rights).open().filter(meeting__body=meeting.body_id)
    return rows.filter(meeting__date__lt=meeting.date).in_reading_order().select_related("meeting__body")


@transaction.atomic
def change_follow_up(*, follow_up: FollowUp, seen: int) -> FollowUp:
    """Save a changed actiepunt. Raises EditConflictError when it changed since version `seen`."""
    follow_up.claim(seen)
    follow_up.save()
    return follow_up


@transaction.atomic
def finish(*, follow_up: FollowUp, done_on: date | None, answer: str, seen: int) -> FollowUp:
    """Say that it is done, on a date and how; without a date it is open again.

    Raises ValidationError for a date in the future, EditConflictError when it changed since version `seen`.
    """
    if done_on and done_on > clock.today():
        raise ValidationError({"done_on": "Deze datum komt nog. Vul de dag in waarop het is afgedaan."})
    follow_up.done_on, follow_up.answer = done_on, answer
    return change_follow_up(follow_up=follow_up, seen=seen)


def follow_up_sheet(rows: QuerySet[FollowUp]) -> Sheet:
    columns = (
        ("Actiepunt", 60),
        ("Wie", 30),
        ("Organisatie", 30),
        ("Uiterlijk", 14),
        ("Afgedaan op", 14),
        ("Hoe afgedaan", 50),
        ("Overleg", 30),
        ("Vergadering", 14),
        ("Agendapunt", 50),
    )
    return Sheet("Actiepunten", columns, (_cells(row) for row in rows[:MOST_ROWS]))


def _cells(row: FollowUp) -> tuple[str | date | None, ...]:
    return (
        row.text,
        row.who,
        str(row.organisation or ""),
        row.due,
        row.done_on,
        row.answer,
        str(row.meeting.body),
        row.meeting.date,
        subject_of(row),
    )


def subject_of(row: FollowUp) -> str:
    """Of which item it is; empty for the meeting in general."""
    if row.item is None:
        return ""
    return row.item.step.round.proposal.subject if row.item.step else row.item.subject
