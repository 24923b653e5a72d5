"""What meetings left to do and is late, for who records for their bodies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.http import urlencode

from ghnt.site.tasks import Task
from programmes.meeting_dates import region_of
from programmes.models import FollowUp
from regions.models import Body
from regions.rights import Right, Rights


def follow_ups_to_finish(rights: Rights, *, on: date) -> Iterator[Task]:
    """One task for each body with actiepunten that are late; three queries."""
    if not rights.may_anywhere(Right.RECORD_CONCLUSIONS):
        return
    late = FollowUp.objects.editable_by(rights).overdue(on).order_by()
    found = list(late.values_list("meeting__body").annotate(number=Count("pk"), oldest=Min("due")).order_by("oldest"))
    bodies = Body.objects.select_related("region", "municipality").in_bulk([body for body, _number, _due in found])
    for key, number, oldest in found:
        body = bodies[key]
        region = region_of(body)
        if region is None:
            continue
        query = urlencode({"overleg": key, "telaat": "on"})
        url = f"{reverse('programmes:follow_up_list', args=[region.slug])}?{query}"
        count = "1 actiepunt is" if number == 1 else f"{number} actiepunten zijn"
        yield Task(f"Actiepunten afdoen, {body}", url, f"{count} te laat, regio {region}", oldest)
