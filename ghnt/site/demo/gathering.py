"""Who sits in the bodies of a told region, when they meet in 2021, and who was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import count

from ghnt import clock
from programmes.attendance import Present, save_attendance
from programmes.models import Meeting, MeetingState, Presence
from regions.models import Body, BodyKind, BodyLevel, Contact, Municipality, Organisation, Region, Seat

FIRST = ("Aukje", "Bas", "Chantal", "Dirk", "Elin", "Farid", "Griet", "Hakan", "Ida", "Jelmer", "Karlijn", "Lotte")
LAST = ("Aalbers", "Brandsma", "Cornelisse", "Dijkhof", "Essers", "Feenstra", "Gerritsma", "Houwink", "Idzinga")
FUNCTIONS = {
    BodyKind.SOUNDING_BOARD: "beleidsmedewerker",
    BodyKind.OPERATIONS: "teamleider",
    BodyKind.DIRECTORS: "directeur sociaal domein",
    BodyKind.PORTFOLIO_HOLDERS: "wethouder",
    BodyKind.STEERING: "bestuurder",
    BodyKind.COLLEGE: "bestuurssecretaris",
}
PAPERS = {BodyKind.SOUNDING_BOARD: 7, BodyKind.DIRECTORS: 10, BodyKind.PORTFOLIO_HOLDERS: 14, BodyKind.STEERING: 14}
WEEKS = {
    BodyKind.SOUNDING_BOARD: 6,
    BodyKind.OPERATIONS: 4,
    BodyKind.DIRECTORS: 6,
    BodyKind.PORTFOLIO_HOLDERS: 8,
    BodyKind.STEERING: 12,
    BodyKind.EXPERIENCE: 12,
}
SUMMER = (date(2021, 7, 24), date(2021, 8, 22))
NEAR = timedelta(days=16)


def gather_in(slugs: Iterable[str]) -> None:
    for region in Region.objects.filter(slug__in=slugs).order_by("name"):
        gather(region)


def gather(region: Region) -> None:
    """Fill in seats and contacts, plan the year, and note who was at the meetings that treated something."""
    _add_municipal_bodies(region)
    people = _people(region)
    bodies = list(Body.objects.filter(region=region))
    for place, body in enumerate(bodies):
        body.papers_days = PAPERS.get(BodyKind(body.kind))
        body.save()
        _seat(body, people)
        _plan(body, date(2021, 1, 11) + timedelta(days=place))
    _let_somebody_go(region)
    treated = Meeting.objects.filter(body__in=bodies, date__lt=clock.today(), recorded_at=None, items__isnull=False)
    for meeting in treated.distinct():
        _note_attendance(meeting)


def _add_municipal_bodies(region: Region) -> None:
    """The college of one municipality, which meets each fortnight, and a body that was ended."""
    Body.objects.create(
        region=region, name="Tijdelijke werkgroep corona", order=90, ended_on=date(2021, 4, 1), rhythm="elke week"
    )
    first = Municipality.objects.in_region(region, on=clock.today()).order_by("name").first()
    college = Body.objects.create(
        name="College van burgemeester en wethouders",
        kind=BodyKind.COLLEGE,
        level=BodyLevel.MUNICIPAL,
        municipality=first,
        rhythm="elke twee weken",
        order=1,
        papers_days=8,
    )
    for number in range(3):
        day = date(2021, 8, 31) + timedelta(weeks=2 * number)
        Meeting.objects.create(body=college, date=day, starts_at=time(9, 30), place=f"Gemeentehuis {first}")


def _people(region: Region) -> dict[tuple[int, str], Contact]:
    """A person for each organisation and function, by both."""
    names = _names()
    made: dict[tuple[int, str], Contact] = {}
    seats = Seat.objects.filter(body__region=region).select_related("body", "organisation").order_by("pk")
    for seat in seats:
        function = FUNCTIONS.get(BodyKind(seat.body.kind), "vertegenwoordiger")
        if (seat.organisation_id, function) not in made:
            name = next(names)
            made[seat.organisation_id, function] = Contact.objects.create(
                organisation=seat.organisation,
                name=name,
                function=function,
                email=f"{name.lower().replace(' ', '.')}@demo.example",
                phone=f"088 555 0{len(made):03}",
            )
    return made


def _names() -> Iterator[str]:
    """Made-up names, each once for the first hundred."""
    for number in count():
        yield f"{FIRST[number % len(FIRST)]} {LAST[(number + number // len(FIRST)) % len(LAST)]}"


def _seat(body: Body, people: dict[tuple[int, str], Contact]) -> None:
    function = FUNCTIONS.get(BodyKind(body.kind), "vertegenwoordiger")
    for place, seat in enumerate(body.seats.all()):
        seat.function, seat.contact = function, people[seat.organisation_id, function]
        if place == 1:
            others = [person for key, person in people.items() if key[0] == seat.organisation_id]
            other = next((person for person in others if person != seat.contact), None)
            if other:
                seat.substitute = other
                seat.substitute_from, seat.substitute_to = date(2021, 6, 1), date(2021, 9, 30)
        seat.save()


def _plan(body: Body, day: date) -> None:
    """A meeting each few weeks, but not near one that a proposal brought, and not in summer."""
    weeks = WEEKS.get(BodyKind(body.kind))
    if weeks is None or body.ended_on:
        return
    taken = list(body.meetings.values_list("date", flat=True))
    while day < date(2021, 12, 20):
        in_summer = SUMMER[0] <= day <= SUMMER[1]
        if not in_summer and not any(abs(day - other) < NEAR for other in taken):
            state = MeetingState.HELD if day < clock.today() else MeetingState.PLANNED
            Meeting.objects.create(
                body=body, date=day, starts_at=time(14), ends_at=time(16), place="Regiokantoor", state=state
            )
        day += timedelta(weeks=weeks)


def _let_somebody_go(region: Region) -> None:
    leaving = Contact.objects.filter(organisation__region=region).order_by("pk").last()
    if leaving:
        leaving.leaves_on = date(2021, 9, 1)
        leaving.save()


def _note_attendance(meeting: Meeting) -> None:
    lines = []
    seats = meeting.body.seats.select_related("organisation", "contact", "substitute")
    for place, seat in enumerate(seats):
        person = seat.taken_by(meeting.date)
        presence = Presence.REPLACED if person and person != seat.contact else Presence.PRESENT
        presence = Presence.EXCUSED if place == 3 else presence
        lines.append(Present(seat.organisation.name, person.name if person else "", presence, seat))
    lines.append(Present(_steering(meeting.body.region), "Ambtelijk ondersteuner", Presence.PRESENT))
    save_attendance(meeting=meeting, lines=lines, seen=meeting.version)


def _steering(region: Region | None) -> str:
    found = Organisation.objects.filter(region=region, kind="region").first()
    return found.name if found else f"Regio {region}"
