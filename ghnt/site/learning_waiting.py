"""What waits under Leren: meetings to come, yields and results to write down, offers to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from actions.learning.front_runners import waiting
from actions.learning.meetings import visible_meetings, when_and_where, without_yields
from actions.learning.research import without_results
from actions.models import CircleMeetingState
from ghnt.site.tasks import Task, TaskGroup, TaskRow
from ghnt.ui.dates import long_date
from programmes.catalogue import edition_in_force, titles
from regions.rights import Right, Rights

AHEAD = timedelta(days=60)
FEW = 5


def learning_to_do(rights: Rights, *, on: date) -> Iterator[Task]:
    """Results of research that is over, for who keeps it; for the national team also yields and offers."""
    national = Right.WRITE_NATIONAL in rights.national
    held = [pk for pk in rights.by_region if rights.may(Right.WRITE_ACTIONS, pk)]
    if national or held:
        own = Q(owner__in=held) | (Q(owner__isnull=True) if national else Q(pk__in=()))
        for one in without_results(on).filter(own):
            url = reverse("actions:research_update", args=[one.pk])
            yield Task(f"Uitkomsten invullen: {one}", url, f"{one.get_kind_display()}, door {one.done_by}", one.until)
    if national:
        yield from _of_the_national_team(on)


def _of_the_national_team(on: date) -> Iterator[Task]:
    for meeting in without_yields(on):
        url = reverse("actions:circle_meeting_yields", args=[meeting.circle.slug, meeting.pk])
        why = f"Bijeenkomst van {long_date(meeting.date)}, {meeting.circle}"
        yield Task(f"Opbrengst vastleggen: {meeting.subject}", url, why, meeting.date)
    claims = list(waiting())
    edition = edition_in_force(on=on) if claims else None
    names = titles(edition).blocks if edition else {}
    for claim in claims:
        url = reverse("actions:front_runner_decide", args=[claim.pk])
        where = names.get(claim.block_id, claim.block_id)
        yield Task(f"Aanbod als voorloper beantwoorden: regio {claim.region}", url, str(where))


def circle_meetings_to_come(rights: Rights, *, on: date) -> Iterator[TaskGroup]:
    """For who works for a region of the circle; one query."""
    held = [pk for pk in rights.by_region if rights.may(Right.WRITE_ACTIONS, pk)]
    if not held:
        return
    coming = visible_meetings(rights).filter(
        circle__regions__in=held,
        date__range=(on, on + AHEAD),
        invited_at__isnull=False,
        state=CircleMeetingState.PLANNED,
    )
    rows = tuple(
        TaskRow(Task(one.subject, one.get_absolute_url(), f"{one.circle}; {when_and_where(one)}"), "")
        for one in coming.distinct().order_by("date", "pk")[:FEW]
    )
    if rows:
        yield TaskGroup("Komende bijeenkomsten van leerkringen", rows, 0)
