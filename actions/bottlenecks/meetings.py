"""Meetings of national bodies: kernteam, stuurgroep and what else meets for the whole country."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from programmes.meeting_dates import plan_meeting
from programmes.models import Meeting
from regions.models import Body, BodyKind, BodyLevel

# Bodies that every programme has: they are made when their first meeting is planned.
USUAL = (BodyKind.CORE_TEAM, BodyKind.STEERING)


def national_meetings() -> QuerySet[Meeting]:
    """With how many bottlenecks stand on each agenda."""
    rows = Meeting.objects.filter(body__level=BodyLevel.NATIONAL).select_related("body")
    standing = Q(bottleneck_items__bottleneck__removed_at__isnull=True)
    return rows.annotate(number_of_bottlenecks=Count("bottleneck_items", filter=standing))


def national_bodies(on: date) -> list[Body]:
    return list(Body.objects.active(on).filter(level=BodyLevel.NATIONAL).order_by("order", "name"))


def body_choices(on: date) -> list[tuple[str, str]]:
    """The national bodies, and the usual ones that are not there yet."""
    bodies = national_bodies(on)
    kinds = {body.kind for body in bodies}
    missing = [(kind.value, str(kind.label)) for kind in USUAL if kind not in kinds]
    return [(str(body.pk), body.name) for body in bodies] + missing


@transaction.atomic
def plan_national_meeting(*, meeting: Meeting, body: str, on: date) -> Meeting:
    """Save a new meeting of a choice of `body_choices`. Raises ValidationError as `plan_meeting` does."""
    meeting.body = body_of(body, on)
    return plan_meeting(meeting=meeting)


def body_of(choice: str, on: date) -> Body:
    """The body that was chosen; a usual one is made when it was not there."""
    if choice.isdecimal():
        return next(body for body in national_bodies(on) if str(body.pk) == choice)
    kind = BodyKind(choice)
    made, _ = Body.objects.get_or_create(
        level=BodyLevel.NATIONAL, kind=kind, ended_on=None, defaults={"name": str(kind.label)}
    )
    return made
