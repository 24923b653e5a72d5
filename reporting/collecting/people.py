"""Who wrote, read along and is accountable, as the writers filled it in; nobody is added."""

from __future__ import annotations

from regions.models import Region
from reporting.content import Person
from reporting.models import PersonRole, ReportPerson, ReportRound


def people_of(region: Region, round: ReportRound) -> tuple[Person, ...]:
    """In the order of the roles, within a role as they were entered."""
    entered = ReportPerson.objects.filter(report__region=region, report__round=round).order_by("pk")
    order = PersonRole.values
    people = (Person(one.role, one.name, one.function) for one in entered)
    return tuple(sorted(people, key=lambda one: order.index(one.role)))
