"""What the actions lay before somebody: milestones that come or passed, offered actions, answers of trekkers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from actions.asking import waiting_by_request
from actions.models import ActionMilestone
from actions.sharing import waiting_offers
from ghnt.site.tasks import Task
from regions.rights import Right, Rights

SOON = timedelta(days=14)


def milestones_to_reach(rights: Rights, *, on: date) -> Iterator[Task]:
    """For whoever writes the actions of a region: what was planned until two weeks from now; one query."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)]
    if not held:
        return
    for milestone in ActionMilestone.objects.planned_until(on + SOON, regions=held):
        action = milestone.action
        url = f"{action.url_in(action.programme.region.slug)}#mijlpalen"
        why = f"Actie {action.code} {action.title}, regio {action.programme.region}"
        yield Task(f"Mijlpaal melden of verzetten: {milestone.title}", url, why, milestone.due)


def answers_and_offers(rights: Rights) -> Iterator[Task]:
    """For whoever writes the actions of a region; two queries."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)]
    if not held:
        return
    for request in waiting_by_request(held):
        number = request.waiting  # type: ignore[attr-defined]
        count = "1 antwoord wacht" if number == 1 else f"{number} antwoorden wachten"
        url = reverse("actions:puller_request_detail", args=[request.programme.region.slug, request.pk])
        yield Task(f"Antwoorden bekijken van {request.puller}", url, f"{count}, regio {request.programme.region}")
    for offer in waiting_offers(held):
        url = reverse("actions:offer_list", args=[offer.region.slug])
        why = f"Regio {offer.action.programme.region} vraagt of {offer.region} meedoet"
        yield Task(f"Beslissen over meedoen: {offer.action.title}", url, why)
