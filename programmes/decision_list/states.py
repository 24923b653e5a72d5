"""How far the decision list of a meeting is, and the table of who may do what then."""

from __future__ import annotations

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils import timezone

from ghnt import clock
from ghnt.ui.dates import long_date
from programmes.models import Meeting, MeetingState
from regions.rights import Rights


class Stage(StrEnum):
    COMING = "coming"  # the day is still to come
    OPEN = "open"  # the day is there or past, nothing is fixed
    CANCELLED = "cancelled"
    RECORDED = "recorded"


class Verb(StrEnum):
    DRAFT = "draft"  # agenda and concepts
    RECORD = "record"
    CORRECT = "correct"


# For whoever records for the meeting's body. A conclusion that came in with a pasted form can be corrected before the
# meeting's own list is fixed.
ALLOWED: dict[Stage, frozenset[Verb]] = {
    Stage.COMING: frozenset({Verb.DRAFT}),
    Stage.OPEN: frozenset(Verb),
    Stage.CANCELLED: frozenset(),
    Stage.RECORDED: frozenset({Verb.CORRECT}),
}


def stage_of(meeting: Meeting) -> Stage:
    if meeting.is_recorded:
        return Stage.RECORDED
    if meeting.state == MeetingState.CANCELLED:
        return Stage.CANCELLED
    return Stage.COMING if meeting.date > clock.today() else Stage.OPEN


def allowed(meeting: Meeting, rights: Rights) -> frozenset[Verb]:
    """What somebody with these rights may do with the decision list now."""
    records = Meeting.objects.recordable_by(rights).filter(pk=meeting.pk).exists()
    return ALLOWED[stage_of(meeting)] if records else frozenset()


def refuse_unless(meeting: Meeting, verb: Verb) -> None:
    """Raises ValidationError, saying why, when the meeting's stage does not allow the verb to anybody."""
    stage = stage_of(meeting)
    if verb not in ALLOWED[stage]:
        raise ValidationError(_why_not(meeting, stage), code=stage)


def _why_not(meeting: Meeting, stage: Stage) -> str:
    if stage is Stage.COMING:
        return f"Deze vergadering is op {long_date(meeting.date)}. Leg de conclusies daarna vast."
    if stage is Stage.CANCELLED:
        return "Deze vergadering gaat niet door. Er zijn geen conclusies vast te leggen."
    who = f"{meeting.recorded_by} legde" if meeting.recorded_by else "Een collega legde"
    on = long_date(timezone.localtime(meeting.recorded_at).date()) if meeting.recorded_at else ""
    return f"{who} de besluitenlijst al vast, op {on}. Verbeter zo nodig een conclusie, met een reden."
