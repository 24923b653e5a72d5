"""What a sealed version has got since: the marks with which its PDF is made."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from reporting.content import Marks
from reporting.models import EventKind, ReportVersion


def marks_of(version: ReportVersion) -> Marks:
    """The marks that this very version has now; those of another version do not count."""
    events = {event.kind: event for event in version.events.all()}
    adopted, accepted = events.get(EventKind.ADOPTED), events.get(EventKind.ACCEPTED)
    withdrawn, reopened = events.get(EventKind.WITHDRAWN), events.get(EventKind.REOPENED)
    return Marks(
        submitted_at=timezone.localtime(version.at).isoformat(timespec="seconds"),
        submitted_by=version.by_name,
        fingerprint=version.sha256,
        adopted_by_body=adopted.body_name if adopted else "",
        adopted_on=adopted.date.isoformat() if adopted and adopted.date else None,
        accepted_on=_day(accepted.at) if accepted else None,
        accepted_by=accepted.by_name if accepted else "",
        withdrawn_on=_day(withdrawn.at) if withdrawn else None,
        reopened_on=_day(reopened.at) if reopened else None,
        reopened_by=reopened.by_name if reopened else "",
        reopened_because=reopened.reason if reopened else "",
    )


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()
