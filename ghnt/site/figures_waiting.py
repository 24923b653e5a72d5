"""Figures in Mijn werk: those that a region counts itself and that the last period still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from ghnt.site.tasks import Task
from regions.geography import region_of
from regions.models import Municipality, Region
from regions.rights import Rights
from reporting.indicators.access import KEEP_DEFINITIONS, KEEP_FIGURES
from reporting.indicators.due import Lacking, lacking_of


def figures_to_fill_in(rights: Rights, *, on: date) -> Iterator[Task]:
    """A task per region and period; for an officer of the own municipality's figures alone."""
    kept = [key for key, held in rights.by_region.items() if KEEP_DEFINITIONS in held]
    held = Region.objects.filter(pk__in=kept) if kept else ()
    yield from (_task(one, f"regio {one.region}") for one in lacking_of(dict.fromkeys(held), on=on))
    own = rights.municipalities(KEEP_FIGURES)
    for municipality in Municipality.objects.filter(pk__in=own) if own else ():
        home = region_of(municipality, on=on)
        if home and home.pk not in kept:
            yield from (_task(one, str(municipality)) for one in lacking_of({home: [municipality]}, on=on))


def _task(one: Lacking, whose: str) -> Task:
    url = reverse("reporting:figure_entry", args=[one.region.slug, one.indicators[0].code, one.period])
    article = "" if one.period.label.isdecimal() else "het "
    return Task(f"Cijfers van {article}{one.period.label} invullen, {whose}", url, one.why)
