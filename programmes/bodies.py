"""The bodies (overleggen) of a region: making, changing, ending and deleting them, and who sits in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from ghnt.ui.dates import long_date
from programmes.models import Meeting, MeetingState, RouteStep, RouteTemplateStep
from regions.models import Body, Contact, Organisation, RoleAssignment, Seat

SAME_NAME = "Dit overleg staat er al. Kies een andere naam."
TWICE = "Twee plaatsen zijn van dezelfde organisatie met dezelfde functie. Vul bij een ervan een andere functie in."


@transaction.atomic
def add_body(*, body: Body) -> Body:
    """Save a new body, last in the usual route of its region or municipality. Raises ValidationError."""
    _refuse_same_name(body)
    body.order = (_beside(body).aggregate(last=Max("order"))["last"] or 0) + 1
    return _saved(body)


@transaction.atomic
def change_body(*, body: Body, seen: int) -> Body:
    """Save a changed body. Raises ValidationError; EditConflictError when it changed since version `seen`."""
    _refuse_same_name(body)
    if body.ended_on:
        _refuse_what_comes_after(body, body.ended_on)
    body.claim(seen)
    return _saved(body)


def _saved(body: Body) -> Body:
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError as error:  # somebody else made it at the same moment
        raise ValidationError({"name": SAME_NAME}) from error
    return body


def _beside(body: Body) -> QuerySet[Body]:
    """The bodies of the same region, or of the same municipality."""
    return Body.objects.filter(region=body.region_id, municipality=body.municipality_id, level=body.level)


def _refuse_same_name(body: Body) -> None:
    if _beside(body).filter(name__iexact=body.name).exclude(pk=body.pk).exists():
        raise ValidationError({"name": SAME_NAME})


def _refuse_what_comes_after(body: Body, day: date) -> None:
    coming = Meeting.objects.filter(body=body, date__gte=day, state=MeetingState.PLANNED).first()
    if coming:
        raise ValidationError(
            {
                "ended_on": f"Er is nog een vergadering gepland op {long_date(coming.date)}. "
                "Laat die niet doorgaan, of kies een latere datum."
            }
        )


def history_of(body: Body) -> tuple[str, ...]:
    """What hangs on a body, in words; a body with any of it can only be ended."""
    counts = (
        (Meeting.objects.filter(body=body).count(), "vergadering", "vergaderingen"),
        (RouteStep.objects.filter(body=body).count(), "stap van een voorstel", "stappen van voorstellen"),
        (RouteTemplateStep.objects.filter(body=body).count(), "stap van een vaste route", "stappen van vaste routes"),
        (RoleAssignment.objects.filter(body=body).count(), "secretaris", "secretarissen"),
    )
    return tuple(f"{number} {one if number == 1 else more}" for number, one, more in counts if number)


@transaction.atomic
def delete_body(*, body: Body, seen: int) -> None:
    """Delete a body on which nothing hangs, with its seats.

    Raises ValidationError when it has history; EditConflictError when it changed since version `seen`.
    """
    body.claim(seen)
    if hanging := history_of(body):
        raise ValidationError(
            f"Dit overleg heeft geschiedenis: {', '.join(hanging)}. Verwijderen kan niet. Hef het overleg op."
        )
    body.delete()


@transaction.atomic
def move_body(*, body: Body, up: bool) -> None:
    """Let a body change places with its neighbour in the usual route; at the end nothing happens."""
    rows = list(_beside(body).select_for_update())
    place = rows.index(body)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows, 1):
        row.order = order
    Body.objects.bulk_update(rows, ["order"])


@dataclass(frozen=True)
class SeatValues:
    """A seat as typed; `pk` is that of a seat that stands there, None is a new one."""

    organisation: Organisation
    function: str
    role: str
    contact: Contact | None = None
    substitute: Contact | None = None
    substitute_from: date | None = None
    substitute_to: date | None = None
    pk: int | None = None


@transaction.atomic
def save_seats(*, body: Body, seats: Sequence[SeatValues], seen: int) -> None:
    """Let a body have exactly these seats. A number of another body's seat counts as none.

    Raises ValidationError when a seat stands there twice; EditConflictError when the body changed since `seen`.
    """
    keys = [(values.organisation.pk, values.function.casefold()) for values in seats]
    if len(keys) != len(set(keys)):
        raise ValidationError(TWICE)
    body.claim(seen)
    standing = {seat.pk: seat for seat in body.seats.all()}
    kept = {values.pk for values in seats if values.pk in standing}
    body.seats.exclude(pk__in=kept).delete()
    try:
        with transaction.atomic():
            for values in seats:
                _save_seat(standing.get(values.pk or 0) or Seat(body=body), values)
    except IntegrityError as error:  # two seats that change places
        raise ValidationError("Twee plaatsen wisselen van functie. Sla eerst een van de twee op.") from error


def _save_seat(seat: Seat, values: SeatValues) -> None:
    for name in ("organisation", "function", "role", "contact", "substitute", "substitute_from", "substitute_to"):
        setattr(seat, name, getattr(values, name))
    seat.save()
