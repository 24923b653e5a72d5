"""For a municipality's officer: conclusions to look at, and when the own council decides."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from ghnt.site.calendar.ical import Entry
from ghnt.site.calendar.period import A_DAY, MOST, Period
from programmes.models import Adoption, AdoptionStep, ReviewAddressee, ReviewItem
from regions.rights import Right, Rights

_ASKED = ("item__bundle", "municipality")
_ASKED_WORDS = (
    "municipality__name",
    "municipality__slug",
    "item__bundle__region__name",
    "item__bundle__react_by",
    "item__bundle__version",
)


def reviews(rights: Rights, period: Period) -> Iterator[Entry]:
    """For a municipality's officer: the last day on which a reaction to conclusions counts."""
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    if not own:
        return
    readable = ReviewItem.objects.for_municipalities(set(own), rights).filter(asks_reaction=True)
    asked = ReviewAddressee.objects.filter(municipality__in=own, item__in=readable)
    dated = asked.filter(item__bundle__react_by__range=period.due_days).values(*_ASKED, *_ASKED_WORDS).distinct()
    for one in dated.order_by("item__bundle__react_by", *_ASKED)[:MOST]:
        yield Entry(
            key=f"nakijken-{one['item__bundle']}-{one['municipality']}",
            title=f"Laatste dag conclusies nakijken: {one['municipality__name']}",
            words=f"Regio {one['item__bundle__region__name']}.",
            start=one["item__bundle__react_by"] - A_DAY,
            path=reverse("programmes:municipal_review", args=[one["municipality__slug"], one["item__bundle"]]),
            version=one["item__bundle__version"],
        )


def adoptions(rights: Rights, period: Period) -> Iterator[Entry]:
    """Of the own municipality: when which of its bodies treats the programme, and when the papers must be in."""
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    if not own:
        return
    about = ("adoption__municipality", "adoption__programme_version__programme__region")
    steps = AdoptionStep.objects.filter(adoption__municipality__in=own).select_related(*about)
    dated = steps.filter(Q(planned_on__range=period.days) | Q(deliver_by__range=period.due_days))
    for step in dated.order_by("planned_on", "pk")[:MOST]:
        yield from _step_entries(step, period)
    without_steps = ~Exists(AdoptionStep.objects.filter(adoption=OuterRef("pk"), planned_on__isnull=False))
    planned = Adoption.objects.filter(without_steps, municipality__in=own, planned_on__range=period.days)
    whole = planned.select_related("municipality", "programme_version__programme__region")
    for adoption in whole.order_by("planned_on", "pk")[:MOST]:
        title, path = f"{adoption.municipality} besluit over het programma", _adoption_path(adoption)
        if adoption.planned_on is not None:
            yield Entry(f"besluit-{adoption.pk}", title, adoption.planned_on, path, version=adoption.version)


def _step_entries(step: AdoptionStep, period: Period) -> Iterator[Entry]:
    about = f"{step.adoption.municipality}, {step.name}"
    path = _adoption_path(step.adoption)
    if step.planned_on and period.first <= step.planned_on <= period.last:
        yield Entry(f"stap-{step.pk}", f"{about}: programma behandelen", step.planned_on, path, version=step.version)
    if step.deliver_by and not step.done_on:
        title = f"Laatste dag stukken: {about}"
        yield Entry(f"aanleveren-{step.pk}", title, step.deliver_by - A_DAY, path, version=step.version)


def _adoption_path(adoption: Adoption) -> str:
    version = adoption.programme_version
    return reverse("programmes:adoption_list", args=[version.programme.region.slug, version.number])
