"""Nakijken in Mijn werk: conclusions to review for an officer, "klopt niet" answers for whoever leads a region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from ghnt.site.tasks import Task, TaskGroup, TaskRow
from programmes.models import ConclusionReview, ReviewAddressee, ReviewBundle, ReviewItem
from programmes.review.reading import unreviewed
from programmes.review.telling import conclusions_in_words
from regions.models import Municipality
from regions.rights import Right, Rights

FEW = 5


def conclusions_to_review(rights: Rights, *, on: date) -> Iterator[Task]:
    """For an officer: each bundle with a date and something left to react to."""
    for municipality in _own(rights):
        asked = unreviewed(municipality, rights, on=on).filter(item__asks_reaction=True, item__bundle__react_by__gt=on)
        yield from (
            Task(f"{conclusions_in_words(number)} nakijken", _url(municipality, bundle), _why(bundle), bundle.react_by)
            for bundle, number in _counted(asked)
        )


def conclusions_to_know(rights: Rights, *, on: date) -> Iterator[TaskGroup]:
    """For an officer: what is ter kennisneming and not looked at, without a demand."""
    rows: list[TaskRow] = []
    for municipality in _own(rights):
        informed = unreviewed(municipality, rights, on=on).filter(item__asks_reaction=False)
        for bundle, number in _counted(informed):
            title = f"{conclusions_in_words(number)} ter kennisneming"
            rows.append(TaskRow(Task(title, _url(municipality, bundle), _why(bundle)), ""))
    if rows:
        yield TaskGroup("Ter kennisneming", tuple(rows[:FEW]), max(0, len(rows) - FEW))


def not_right_to_answer(rights: Rights) -> Iterator[Task]:
    """For whoever writes decisions of a region: each "klopt niet" without an answer; two queries."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_DECISIONS, key)]
    if not held:
        return
    items = ReviewItem.objects.visible_to(rights).filter(bundle__region__in=held)
    waiting = Counter(
        ConclusionReview.objects.unanswered().filter(item__in=items).values_list("item__bundle", flat=True)
    )
    if not waiting:
        return
    for bundle in ReviewBundle.objects.filter(pk__in=waiting).select_related("region"):
        number = waiting[bundle.pk]
        url = reverse("programmes:review_overview", args=[bundle.region.slug, bundle.pk])
        why = "1 keer" if number == 1 else f"{number} keer"
        why = f"Gemeenten zeiden {why} dat een conclusie niet klopt, regio {bundle.region}"
        yield Task(f"‘Klopt niet’ beantwoorden: {bundle.title}", url, why)


def _own(rights: Rights) -> Iterable[Municipality]:
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    return Municipality.objects.filter(pk__in=own) if own else ()


def _counted(addressees: QuerySet[ReviewAddressee]) -> list[tuple[ReviewBundle, int]]:
    counts = Counter(addressees.values_list("item__bundle", flat=True))
    bundles = ReviewBundle.objects.filter(pk__in=counts).select_related("region") if counts else ()
    return [(bundle, counts[bundle.pk]) for bundle in bundles]


def _url(municipality: Municipality, bundle: ReviewBundle) -> str:
    return reverse("programmes:municipal_review", args=[municipality.slug, bundle.pk])


def _why(bundle: ReviewBundle) -> str:
    return f"Conclusies van {bundle.title}, regio {bundle.region}"
