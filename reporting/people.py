"""Who wrote a report, who read along and who is accountable; this stands in the report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt.documents.sealing import canonical_json
from regions.models import Post, Region
from reporting.models import PersonRole, Report, ReportPerson, ReportRound
from reporting.one_moment import note_edit
from reporting.states import state_of

MOST = 40


@dataclass(frozen=True)
class PersonLine:
    role: PersonRole
    name: str
    function: str = ""

    def __str__(self) -> str:
        return f"{self.role.label}: {', '.join(filter(None, (self.name, self.function)))}"


@dataclass(frozen=True)
class People:
    """Of one report, in the order of the roles; `key` is what an edit form gives back as seen."""

    lines: tuple[PersonLine, ...] = ()

    @property
    def has_second_reader(self) -> bool:
        return any(line.role is PersonRole.READ_ALONG for line in self.lines)

    @property
    def key(self) -> str:
        told = [(line.role.value, line.name, line.function) for line in self.lines]
        return hashlib.sha256(canonical_json(told).encode()).hexdigest()[:16] if told else ""

    @property
    def groups(self) -> tuple[tuple[str, tuple[PersonLine, ...]], ...]:
        """Per role who it is; a role that nobody has is there too."""
        return tuple((str(role.label), tuple(line for line in self.lines if line.role is role)) for role in PersonRole)

    def __str__(self) -> str:
        return "\n".join(map(str, self.lines))


class PeopleChangedError(Exception):
    """A colleague changed the people since they were read; `current` is how they stand now."""

    def __init__(self, current: People) -> None:
        super().__init__(str(current))
        self.current = current


def people_of(report: Report | None) -> People:
    """One query."""
    if report is None:
        return People()
    order = list(PersonRole)
    rows = sorted(report.people.all(), key=lambda one: (order.index(PersonRole(one.role)), one.pk))
    return People(tuple(PersonLine(PersonRole(one.role), one.name, one.function) for one in rows))


def suggested(region: Region, report: Report | None, on: date) -> People:
    """Whom the application knows to have a hand in it: the leader, and who answered questions."""
    posts = Post.objects.valid(on).filter(region=region)
    found = {post.person: str(post.get_kind_display()) for post in posts}
    if report is not None:
        names = report.answers.exclude(updated_by=None).order_by("updated_by__name").values_list("updated_by__name")
        found |= {name: found.get(name, "") for (name,) in names.distinct()}
    return People(tuple(PersonLine(PersonRole.WROTE, name, function) for name, function in found.items()))


def save_people(*, region: Region, round: ReportRound, lines: Sequence[PersonLine], seen: str) -> Report:
    """Keep these people in place of those that were seen; makes the report at its first edit.

    Raises PeopleChangedError, and ValidationError when the report is no longer with the region or a name stands twice
    in one role.
    """
    told = [(line.role, line.name) for line in lines]
    if twice := next((line for line in lines if told.count((line.role, line.name)) > 1), None):
        raise ValidationError(f"{twice.name} staat twee keer bij ‘{twice.role.label}’. Haal er een weg.")
    if len(lines) > MOST:
        raise ValidationError(f"Noem ten hoogste {MOST} mensen.")
    with transaction.atomic():
        report, _ = Report.objects.get_or_create(region=region, round=round)
        report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
        if not state_of(report).is_writable:
            raise ValidationError("De rapportage is intussen ingediend. Wat u invulde, is niet opgeslagen.")
        current = people_of(report)
        if current.key != seen:
            raise PeopleChangedError(current)
        note_edit(report)
        report.people.all().delete()
        ReportPerson.objects.bulk_create(
            ReportPerson(report=report, role=line.role, name=line.name, function=line.function) for line in lines
        )
    return report
