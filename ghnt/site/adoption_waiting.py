"""What the councils lay before somebody: days without a result, papers to hand in, promises to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from ghnt.site.tasks import Task
from ghnt.ui.dates import long_date
from programmes.models import Adoption, AdoptionStep, CouncilPromise
from programmes.municipal_acts.counting import versions_to_tell
from regions.rights import Right, Rights

SOON = timedelta(days=14)
PROMISE_SOON = timedelta(days=30)
MOST = 100


def councils_to_follow(rights: Rights, *, on: date) -> Iterator[Task]:
    """For whoever writes the rows of municipalities: all of the region, or the own one; four queries."""
    regions = [key for key in rights.by_region if rights.may(Right.WRITE_MUNICIPAL_ROWS, key)]
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    if not regions and not own:
        return
    told = versions_to_tell(rights.by_region, on=on)
    yield from _of_steps(_open_steps(told, regions, own, on), on)
    yield from _without_steps(told, regions, own, on)
    yield from _promises(regions, own, on)


def _open_steps(told: list[int], regions: list[int], own: frozenset[int], on: date) -> QuerySet[AdoptionStep]:
    mine = Q(adoption__programme_version__programme__region__in=regions) | Q(adoption__municipality__in=own)
    passed = Q(planned_on__lt=on) | Q(deliver_by__lte=on + SOON, planned_on__gte=on)
    steps = AdoptionStep.objects.open().filter(mine, passed | Q(deliver_by__lte=on + SOON, planned_on__isnull=True))
    steps = steps.filter(adoption__result="", adoption__programme_version__in=told)
    return steps.select_related("adoption__municipality", "adoption__programme_version__programme__region")[:MOST]


def _of_steps(steps: QuerySet[AdoptionStep], on: date) -> Iterator[Task]:
    for step in steps:
        about = f"{step.name.lower()}, {step.adoption.municipality}"
        url = _url(step.adoption)
        if step.planned_on and step.planned_on < on:
            why = f"Gepland op {long_date(step.planned_on)}, er staat nog geen uitkomst"
            yield Task(f"Uitkomst invullen: {about}", url, why, step.planned_on)
        else:
            why = f"Gepland op {long_date(step.planned_on)}" if step.planned_on else "Nog geen datum gepland"
            yield Task(f"Stukken aanleveren: {about}", url, why, step.deliver_by)


def _without_steps(told: list[int], regions: list[int], own: frozenset[int], on: date) -> Iterator[Task]:
    mine = Q(programme_version__programme__region__in=regions) | Q(municipality__in=own)
    acts = Adoption.objects.filter(mine, programme_version__in=told, result="", planned_on__lt=on, steps=None)
    for act in acts.select_related("municipality", "programme_version__programme__region")[:MOST]:
        why = f"Gepland op {long_date(act.planned_on)}, er staat nog geen uitkomst" if act.planned_on else ""
        yield Task(f"Uitkomst invullen: besluit van {act.municipality}", _url(act), why, act.planned_on)


def _promises(regions: list[int], own: frozenset[int], on: date) -> Iterator[Task]:
    mine = Q(region__in=regions) | Q(municipality__in=own)
    coming = CouncilPromise.objects.open().filter(mine, due__lte=on + PROMISE_SOON)
    for one in coming.select_related("region", "municipality").order_by("due", "pk")[:MOST]:
        url = reverse("programmes:promise_update", args=[one.region.slug, one.pk])
        yield Task(
            f"Toezegging beantwoorden aan de raad van {one.municipality}", url, Truncator(one.text).words(25), one.due
        )


def _url(adoption: Adoption) -> str:
    version = adoption.programme_version
    args = [version.programme.region.slug, version.number, adoption.municipality.slug]
    url = reverse("programmes:adoption_detail", args=args)
    return f"{url}?programma={version.programme_id}"
