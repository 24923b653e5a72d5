"""What the network of a region says, as plain values: page, drawing, PDF and workbook are made from this alone.

Contacts are counted and not named: business data of people at partners stand in no export.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from ghnt.documents.words import listed, long_date, short_date


@dataclass(frozen=True)
class PostLine:
    pk: int
    kind: str
    person: str
    email: str
    phone: str
    hours: int | None
    employer: str
    steering: tuple[str, ...]
    since: str
    until: str | None  # the last day
    is_current: bool
    leads: bool = False  # the one who does the work today

    @property
    def period(self) -> str:
        if self.until is None:
            return f"sinds {long_date(self.since)}"
        return f"van {long_date(self.since)} tot en met {long_date(self.until)}"

    @property
    def hours_words(self) -> str:
        return "" if self.hours is None else f"{self.hours} uur per week"

    @property
    def steering_words(self) -> str:
        return listed(self.steering)


@dataclass(frozen=True)
class BodyLine:
    pk: int
    name: str
    kind: str
    rhythm: str
    seats: int
    next_meeting: str | None

    @property
    def next_words(self) -> str:
        return short_date(self.next_meeting, "geen gepland")

    @property
    def kind_words(self) -> str:
        """Its kind where the name does not say so already."""
        return "" if self.kind.casefold() == self.name.casefold() else self.kind


@dataclass(frozen=True)
class Partner:
    pk: int
    name: str
    contacts: int
    seats: int


@dataclass(frozen=True)
class PartnerGroup:
    kind: str
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Place:
    name: str
    slug: str
    is_centre: bool
    steers: bool  # the one who leads today


@dataclass(frozen=True)
class Network:
    region: str
    slug: str
    on: str
    posts: tuple[PostLine, ...]  # of today
    advisers: tuple[str, ...]
    bodies: tuple[BodyLine, ...]
    groups: tuple[PartnerGroup, ...]
    places: tuple[Place, ...]

    @property
    def day(self) -> str:
        return long_date(self.on)

    @property
    def leader(self) -> PostLine | None:
        return next((post for post in self.posts if post.leads), None)

    @property
    def centres(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_centre)

    @property
    def partners(self) -> tuple[Partner, ...]:
        return tuple(partner for group in self.groups for partner in group.partners)

    @property
    def sentence(self) -> str:
        """All that the drawing shows, in words."""
        parts = [self.caption, self._meeting]
        parts.append(f"Het programma geldt voor {counted(len(self.places), 'gemeente', 'gemeenten')}.")
        if self.groups:
            kinds = listed(tuple(f"{group.kind} {len(group.partners)}" for group in self.groups))
            parts.append(f"{counted(len(self.partners), 'partner doet', 'partners doen')} mee: {kinds}.")
        return " ".join(filter(None, parts))

    @property
    def caption(self) -> str:
        """Who steers, leads and advises."""
        return " ".join(filter(None, (self._steering, self._advising)))

    @property
    def _steering(self) -> str:
        leader = self.leader
        if leader is None:
            return "Er is nog geen projectleider ingevuld."
        who = f"{leader.person}, {leader.kind.lower()}"
        if not leader.steering:
            return f"{who}, leidt het programma."
        verb = "sturen samen" if len(leader.steering) > 1 else "stuurt"
        return f"{leader.steering_words} {verb} {who}, aan."

    @property
    def _advising(self) -> str:
        return f"Regioadviseur: {listed(self.advisers)}." if self.advisers else ""

    @property
    def _meeting(self) -> str:
        if not self.bodies:
            return "Er zijn nog geen overleggen."
        return f"Overleggen in de gebruikelijke volgorde: {', '.join(body.name for body in self.bodies)}."


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


_content = TypeAdapter(Network)


def read_content(text: str) -> Network:
    """The network of a kept content; raises pydantic.ValidationError for another text."""
    return _content.validate_json(text)
