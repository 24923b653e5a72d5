"""Who made the report, who read along and who is accountable; and what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.words import listed
from reporting.content import Person, ReportContent
from reporting.models import PersonRole, RoundKind

NO_SECOND_READER = "Geen tweede lezer. Niemand las deze rapportage mee voordat zij werd ingediend."
NOBODY_NAMED = "Niet ingevuld."


@dataclass(frozen=True)
class RoleRow:
    """The people of one role; `otherwise` says what it means that there is none."""

    role: str
    people: tuple[str, ...]
    otherwise: str = NOBODY_NAMED


def role_rows(content: ReportContent) -> tuple[RoleRow, ...]:
    """Every role, also one that nobody has: that nobody read along is said openly."""
    handed_in = RoleRow("Ingediend door", (content.written_by,) if content.written_by else ())
    return (handed_in, *(_role_row(content, role) for role in PersonRole))


def _role_row(content: ReportContent, role: PersonRole) -> RoleRow:
    people = tuple(map(_name, _people(content, role)))
    return RoleRow(str(role.label), people, NO_SECOND_READER if role is PersonRole.READ_ALONG else NOBODY_NAMED)


def accountable(content: ReportContent, most: int = 3) -> str:
    """The names of those who are accountable; of many the first."""
    names = tuple(one.name for one in _people(content, PersonRole.ACCOUNTABLE))
    more = len(names) - most
    rest = "1 ander" if more == 1 else f"{more} anderen"
    return listed(names if more <= 0 else (*names[:most], rest))


def request_facts(content: ReportContent) -> tuple[tuple[str, str], ...]:
    """What was asked, as far as it is not simply everything in the half-yearly round."""
    request = content.request
    kind = RoundKind(request.kind)
    name = ": ".join(part for part in (str(kind.label), request.name) if part)
    is_plain = kind is RoundKind.REGULAR and not request.name
    return (("Uitvraag", "" if is_plain else name), ("Alleen over", "; ".join(request.themes)))


def _people(content: ReportContent, role: PersonRole) -> tuple[Person, ...]:
    return tuple(one for one in content.people if one.role == role)


def _name(person: Person) -> str:
    return f"{person.name}, {person.function}" if person.function else person.name
