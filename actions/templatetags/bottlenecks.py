"""The bottlenecks on the agenda of a meeting, for the page of that meeting, which knows nothing of them."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from actions.bottlenecks.agenda import agenda_of, may_write_agenda
from ghnt import clock
from programmes.models import Meeting
from regions.models import BodyLevel

register = template.Library()


@register.inclusion_tag("actions/bottlenecks/_of_meeting.html", takes_context=True)
def meeting_bottlenecks(context: Context, meeting: Meeting) -> dict[str, Any]:
    """What stands on the agenda, as far as the visitor may read it; two queries."""
    rights, on = context["request"].rights, clock.today()
    return {
        "meeting": meeting,
        "rows": agenda_of(meeting, rights, on=on),
        "may_write": may_write_agenda(meeting, rights),
        "is_past": meeting.date <= on,
        "is_national": meeting.body.level == BodyLevel.NATIONAL,
        "csrf_token": context.get("csrf_token"),
    }
