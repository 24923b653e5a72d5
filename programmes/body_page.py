"""What pages show of the bodies (overleggen) of a region, and of the people who sit in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ghnt import clock
from ghnt.ui.dates import long_date
from programmes.models import Meeting, MeetingState, Proposal
from regions.models import Body, BodyLevel, Contact, Region, Seat
from regions.rights import Right, Rights

SHOWN, MOST_PROPOSALS = 10, 25


def visible_bodies(rights: Rights, region: Region) -> QuerySet[Body]:
    """The bodies that somebody may read in a region: all of them, or the own ones of a secretary."""
    if rights.may(Right.READ_REGION, region):
        return Body.objects.offered_in(region)
    return Body.objects.of_region(region).filter(pk__in=rights.bodies(Right.RECORD_CONCLUSIONS))


@dataclass(frozen=True)
class BodyLists:
    """The bodies of a region as its list shows them, each with `number_of_seats` and `next_meeting`."""

    regional: tuple[Body, ...]
    municipal: tuple[Body, ...]
    national: tuple[Body, ...]
    ended: tuple[Body, ...]
    may_write: bool
    may_read_people: bool

    @property
    def is_empty(self) -> bool:
        return not (self.regional or self.municipal or self.national or self.ended)


def list_bodies(rights: Rights, region: Region) -> BodyLists:
    """What somebody may read, in the order of the usual route, in one query."""
    today = clock.today()
    seats = Seat.objects.filter(body=OuterRef("pk")).order_by().values("body").annotate(n=Count("pk")).values("n")
    coming = Meeting.objects.filter(body=OuterRef("pk"), date__gte=today).exclude(state=MeetingState.CANCELLED)
    rows = visible_bodies(rights, region).select_related("municipality")
    rows = rows.annotate(
        number_of_seats=Coalesce(Subquery(seats), 0),
        next_meeting=Subquery(coming.order_by("date").values("date")[:1]),
    )
    found = list(rows.order_by("municipality__name", "order", "name", "pk"))
    live = [body for body in found if not body.ended_on or body.ended_on > today]
    by_level = {level: tuple(body for body in live if body.level == level) for level in BodyLevel}
    return BodyLists(
        by_level[BodyLevel.REGIONAL],
        by_level[BodyLevel.MUNICIPAL],
        by_level[BodyLevel.NATIONAL],
        tuple(body for body in found if body not in live),
        may_write=rights.may(Right.WRITE_DECISIONS, region),
        may_read_people=rights.may(Right.READ_REGION, region),
    )


@dataclass(frozen=True)
class Person:
    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True)
class SeatRow:
    """A seat on the page of a body; people stand in it as far as this region keeps them."""

    organisation: str
    function: str
    role: str
    holder: Person | None
    substitute: Person | None
    substituted: str  # "vervangen door … tot en met …", "" = nobody


def seats_of(body: Body, region: Region) -> tuple[SeatRow, ...]:
    """The seats of a body as read in a region, in one query. Contacts that another region keeps are left out."""
    seats = body.seats.select_related("organisation", "contact__organisation", "substitute__organisation")
    return tuple(_seat_row(seat, region) for seat in seats)


def _seat_row(seat: Seat, region: Region) -> SeatRow:
    today = clock.today()
    holder, substitute = _person(seat.contact, region), _person(seat.substitute, region)
    over = seat.substitute_to is not None and seat.substitute_to < today
    return SeatRow(
        organisation=seat.organisation.name,
        function=seat.function,
        role=seat.get_role_display(),
        holder=holder,
        substitute=None if over else substitute,
        substituted="" if over or substitute is None else _substitution(seat, substitute.name, today),
    )


def _person(contact: Contact | None, region: Region) -> Person | None:
    """Who it is, unless somebody left or is kept by another region."""
    if contact is None or contact.organisation.region_id != region.pk:
        return None
    if contact.leaves_on and contact.leaves_on < clock.today():
        return None
    return Person(contact.name, contact.function, contact.email, contact.phone)


def _substitution(seat: Seat, name: str, today: date) -> str:
    begins, ends = seat.substitute_from, seat.substitute_to
    words = [f"vervangen door {name}"]
    if begins and begins > today:
        words += [f"vanaf {long_date(begins)}"]
    if ends:
        words += [f"tot en met {long_date(ends)}"]
    return " ".join(words)


@dataclass(frozen=True)
class BodyPage:
    """What stands on the page of a body beside its facts."""

    seats: tuple[SeatRow, ...]
    coming: tuple[Meeting, ...]
    past: tuple[Meeting, ...]
    proposals: tuple[Proposal, ...]
    may_write: bool
    may_record: bool


def page_of(body: Body, region: Region, rights: Rights) -> BodyPage:
    """The page for one person: the next and last ten meetings, and at most 25 running proposals."""
    today = clock.today()
    meetings = Meeting.objects.visible_to(rights, region).filter(body=body)
    running = Proposal.objects.visible_to(rights, region).treated_by(body).running().order_by("-date", "-pk")
    is_own = Body.objects.written_in(region, on=today).filter(pk=body.pk).exists()
    may_record = rights.may(Right.RECORD_CONCLUSIONS, region) or body.pk in rights.bodies(Right.RECORD_CONCLUSIONS)
    return BodyPage(
        seats=seats_of(body, region),
        coming=tuple(meetings.coming(today)[:SHOWN]),
        past=tuple(meetings.past(today)[:SHOWN]),
        proposals=tuple(running.select_related("region")[:MOST_PROPOSALS]),
        may_write=is_own and rights.may(Right.WRITE_DECISIONS, region),
        may_record=is_own and may_record and not (body.ended_on and body.ended_on <= today),
    )
