"""A meeting's agenda: what stands on it and in which order. What is concluded is `decision_list`'s."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max

from programmes.models import AgendaItem, ConclusionDraft, Meeting, MeetingState, Proposal, RouteStep

FIXED = "De besluitenlijst van deze vergadering is vastgelegd. Haar agenda verandert niet meer."
TYPED = (
    "Bij dit punt staat een concept van een conclusie. Maak het eerst leeg; dan kunt u het punt van de agenda halen."
)
TAKEN = "Dit voorstel staat al op een agenda of is al behandeld."


@transaction.atomic
def put_on_agenda(*, meeting: Meeting, step: RouteStep) -> AgendaItem:
    """Treat a step in this meeting; whoever has the route open for editing meanwhile is told.

    Raises ValidationError when the step is another body's, concluded or on an agenda already.
    """
    item = place_on_agenda(meeting=meeting, step=step)
    route_changed(step)
    return item


def place_on_agenda(*, meeting: Meeting, step: RouteStep) -> AgendaItem:
    """As `put_on_agenda`, for an operation that has claimed the proposal itself."""
    _refuse_fixed(meeting)
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
def add_subject(*, meeting: Meeting, subject: str, note: str = "") -> AgendaItem:
    """Add a subject that is no proposal; the same subject again gives the item that stands there."""
    _refuse_fixed(meeting)
    standing = meeting.items.filter(step__isnull=True, subject=subject).first()
    if standing:
        return standing
    return AgendaItem.objects.create(meeting=meeting, subject=subject, note=note, position=_next_position(meeting))


@transaction.atomic
def change_item(*, item: AgendaItem, subject: str, note: str) -> None:
    """Change the words of a subject; of a proposal only the note, for its subject is its own."""
    _refuse_fixed(item.meeting)
    item.note = note
    if item.step_id is None:
        item.subject = subject
    item.save()


@transaction.atomic
def remove_item(*, item: AgendaItem) -> None:
    """Take an item off the agenda; its proposal then waits for another date, and who edits the route is told.

    Raises ValidationError when it is concluded, or when a concept of a conclusion stands at it.
    """
    step = item.step
    _refuse_fixed(item.meeting)
    clear_item(item=item)
    if step:
        route_changed(step)


def clear_item(*, item: AgendaItem) -> None:
    """As `remove_item`, for an operation that has claimed the proposal itself."""
    step = item.step
    if step and step.conclusions.exists():
        raise ValidationError("Bij dit punt is een conclusie vastgelegd. U kunt het niet van de agenda halen.")
    if draft := ConclusionDraft.objects.filter(item=item).first():
        if not draft.is_empty:
            raise ValidationError(TYPED)
        draft.delete()
    item.delete()
    if step:
        step.meeting = None
        step.save()


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool) -> None:
    """Let an item change places with its neighbour; at the end of the list nothing happens."""
    _refuse_fixed(item.meeting)
    items = list(item.meeting.items.all())
    place = items.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    for position, each in enumerate(items, 1):
        each.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def _refuse_fixed(meeting: Meeting) -> None:
    if meeting.is_recorded:
        raise ValidationError(FIXED)


def _next_position(meeting: Meeting) -> int:
    return (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1


def route_changed(step: RouteStep) -> None:
    """Raise the version of the proposal, so that a form of its route that is open elsewhere cannot undo this."""
    Proposal.objects.filter(pk=step.round.proposal_id).update(version=F("version") + 1)
