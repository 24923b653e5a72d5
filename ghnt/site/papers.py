"""Papers that a body expects before its meeting, for whoever leads the proposals of a region."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Max, Q, QuerySet

from ghnt.site.tasks import Task
from ghnt.ui.dates import long_date
from programmes.models import MeetingState, RouteStep
from regions.rights import Right, Rights

AHEAD = timedelta(days=60)


def papers_to_send(rights: Rights, *, on: date) -> Iterator[Task]:
    """Until a version was fixed after the last conclusion, or the meeting has been; one query."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_DECISIONS, key)]
    if not held:
        return
    for step in _waiting(held, on):
        meeting, proposal = step.meeting, step.round.proposal
        if meeting is None or meeting.papers_by is None:
            continue
        yield Task(
            f"Stukken aanleveren voor {step.body}: {proposal.subject}",
            f"{proposal.get_absolute_url()}#versies",
            f"Vergadering van {long_date(meeting.date)}, {proposal.region}. Leg de versie vast die u aanlevert; "
            "dan verdwijnt deze regel.",
            meeting.papers_by,
        )


def _waiting(regions: list[int], on: date) -> QuerySet[RouteStep]:
    """Open steps on the agenda of a meeting to come, of proposals without a version newer than what was concluded."""
    steps = RouteStep.objects.open().filter(
        round__proposal__region__in=regions,
        round__proposal__removed_at__isnull=True,
        meeting__date__range=(on, on + AHEAD),
        meeting__state=MeetingState.PLANNED,
    )
    moments = steps.annotate(
        fixed=Max("round__proposal__versions__at"),
        concluded=Max("round__proposal__rounds__steps__conclusions__at"),
    )
    delivered = Q(fixed__isnull=False) & (Q(concluded__isnull=True) | Q(fixed__gt=F("concluded")))
    return moments.exclude(delivered).select_related("body", "meeting__body", "round__proposal__region")
