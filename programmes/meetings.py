"""A meeting's agenda, and recording what was concluded on each of its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from programmes import conclusions
from programmes.models import AgendaItem, Conclusion, Meeting, MeetingState, Outcome, Proposal, RouteStep

TAKEN = "Dit voorstel staat al op een agenda of is al behandeld."


@dataclass(frozen=True)
class Entry:
    """What was concluded on one item, as typed."""

    item: AgendaItem
    outcome: Outcome
    text: str
    remarks: tuple[str, ...]


@transaction.atomic
def update_meeting(*, meeting: Meeting, seen: int) -> Meeting:
    """Save an edited meeting; when it is cancelled, what stood on its agenda waits for another date.

    Raises ValidationError when it has conclusions or, for another body, proposals; EditConflictError when it
    changed since version `seen`.
    """
    before = Meeting.objects.get(pk=meeting.pk)
    has_conclusions = meeting.items.filter(step__conclusions__isnull=False).exists()
    is_cancelled = meeting.state == MeetingState.CANCELLED
    if has_conclusions and (is_cancelled or meeting.date != before.date or meeting.body_id != before.body_id):
        raise ValidationError(
            "Bij deze vergadering zijn al conclusies vastgelegd. Laat het overleg en de datum staan.",
            code="concluded",
        )
    if meeting.body_id != before.body_id and meeting.items.filter(step__isnull=False).exists():
        raise ValidationError("Er staan voorstellen op de agenda. Haal die eerst weg.", code="agenda")
    meeting.claim(seen)
    meeting.save()
    if is_cancelled:
        for item in meeting.items.filter(step__isnull=False):
            remove_item(item=item)
    return meeting


@transaction.atomic
def put_on_agenda(*, meeting: Meeting, step: RouteStep) -> AgendaItem:
    """Treat a step in this meeting; whoever has the route open for editing meanwhile is told.

    Raises ValidationError when the step is another body's, concluded or on an agenda already.
    """
    item = place_on_agenda(meeting=meeting, step=step)
    _route_changed(step)
    return item


def place_on_agenda(*, meeting: Meeting, step: RouteStep) -> AgendaItem:
    """As `put_on_agenda`, for an operation that has claimed the proposal itself."""
    if step.body_id != meeting.body_id:
        raise ValidationError(f"Dit voorstel wacht niet op {meeting.body}. Kies een voorstel uit de lijst.")
    if meeting.state == MeetingState.CANCELLED:
        raise ValidationError("Deze vergadering gaat niet door. Kies een andere vergadering.")
    if AgendaItem.objects.filter(step=step).exists() or step.conclusions.exists():
        raise ValidationError(TAKEN)
    step.meeting, step.planned_date = meeting, None
    step.save()
    try:
        with transaction.atomic():
            return AgendaItem.objects.create(meeting=meeting, step=step, position=_next_position(meeting))
    except IntegrityError as error:  # somebody else put it on an agenda at the same moment
        raise ValidationError(TAKEN) from error


@transaction.atomic
def add_subject(*, meeting: Meeting, subject: str) -> AgendaItem:
    """Add a subject that is no proposal; the same subject again gives the item that stands there."""
    standing = meeting.items.filter(step__isnull=True, subject=subject).first()
    return standing or AgendaItem.objects.create(meeting=meeting, subject=subject, position=_next_position(meeting))


@transaction.atomic
def remove_item(*, item: AgendaItem) -> None:
    """Take an item off the agenda; its proposal then waits for another date, and who edits the route is told.

    Raises ValidationError when it is concluded.
    """
    step = item.step
    clear_item(item=item)
    if step:
        _route_changed(step)


def clear_item(*, item: AgendaItem) -> None:
    """As `remove_item`, for an operation that has claimed the proposal itself."""
    step = item.step
    if step and step.conclusions.exists():
        raise ValidationError("Bij dit punt is een conclusie vastgelegd. U kunt het niet van de agenda halen.")
    item.delete()
    if step:
        step.meeting = None
        step.save()


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool) -> None:
    """Let an item change places with its neighbour; at the end of the list nothing happens."""
    items = list(item.meeting.items.all())
    place = items.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    for position, each in enumerate(items, 1):
        each.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def record_meeting(*, meeting: Meeting, entries: Sequence[Entry], by: User) -> list[Conclusion]:
    """Record the conclusions of a meeting, all or none; the meeting then counts as held.

    Raises ValidationError with the messages per item, keyed by the item's number.
    """
    if meeting.date > clock.today():
        raise ValidationError(f"Deze vergadering is op {long_date(meeting.date)}. Leg de conclusies daarna vast.")
    if meeting.state == MeetingState.CANCELLED:
        raise ValidationError("Deze vergadering gaat niet door. Er zijn geen conclusies vast te leggen.")
    recorded, refused = [], {}
    for entry in entries:
        try:
            recorded.append(_record_entry(meeting, entry, by))
        except ValidationError as error:
            refused[str(entry.item.pk)] = error.messages
    if refused:
        raise ValidationError(refused)
    if recorded:
        planned = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED)
        planned.update(state=MeetingState.HELD, version=F("version") + 1)
    return recorded


def _record_entry(meeting: Meeting, entry: Entry, by: User) -> Conclusion:
    if entry.item.meeting_id != meeting.pk or entry.item.step is None:
        raise ValidationError("Dit punt staat niet op deze agenda.")
    return conclusions.record(
        step=entry.item.step,
        outcome=entry.outcome,
        text=entry.text,
        remarks=entry.remarks,
        date=meeting.date,
        by=by,
    )


def _next_position(meeting: Meeting) -> int:
    return (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1


def _route_changed(step: RouteStep) -> None:
    """Raise the version of the proposal, so that a form of its route that is open elsewhere cannot undo this."""
    Proposal.objects.filter(pk=step.round.proposal_id).update(version=F("version") + 1)
