"""What a report tells of changes in the plan of an action: those of the half year that carry a reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from actions.changes import label_of
from actions.models import ActionChange
from ghnt.ui.dates import parse_dutch_date
from reporting.content import PlanChange


def plan_change(change: ActionChange) -> PlanChange:
    return PlanChange(
        field=change.field,
        label=label_of(change.field),
        before=change.before,
        after=change.after,
        reason=change.reason.text if change.reason else "",
        on=timezone.localtime(change.at).date().isoformat(),
    )


def end_before(changes: Sequence[ActionChange]) -> str | None:
    """The end date before the first of these changes that moved it; `changes` oldest first."""
    moved = next((change for change in changes if change.field == "end"), None)
    return parse_dutch_date(moved.before).isoformat() if moved and moved.before else None
