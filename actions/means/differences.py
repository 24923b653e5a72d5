"""Differences that a region explains: more spent than planned or granted, or, once a year is over, less.

A difference counts above the amount that the region chose (MeansSetting). Unit: euro.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from actions.means.book import Book, grant_words
from actions.means.sums import Sums
from actions.models import MeansExplanation, MeansSetting
from ghnt.ui.money import euro
from regions.models import Region


class About(StrEnum):
    """What a difference is about, as in its address."""

    ACTION = "actie"
    GRANT = "bijdrage"
    REGION = "regio"


@dataclass(frozen=True)
class Difference:
    """`expected` was planned (action, region) or granted (grant); `pk` is 0 for the whole region."""

    about: About
    pk: int
    name: str
    year: int
    expected: Decimal
    spent: Decimal
    explanation: MeansExplanation | None

    @property
    def words(self) -> str:
        """ "Begroot € 10.000, uitgegeven € 16.000: € 6.000 meer." """
        word = "Toegekend" if self.about is About.GRANT else "Begroot"
        gap = self.spent - self.expected
        way = "meer" if gap > 0 else "minder"
        return f"{word} {euro(self.expected)}, uitgegeven {euro(self.spent)}: {euro(abs(gap))} {way}."

    @property
    def is_open(self) -> bool:
        return self.explanation is None


def differences(book: Book, year: int, *, this_year: int) -> tuple[Difference, ...]:
    """Those of a year above the region's amount: of the whole region, its grants and its actions, in this order."""
    found = (*_of_region(book, year), *_of_grants(book, year), *_of_actions(book, year))
    return tuple(one for one in found if _counts(one, book.explain_above, is_over=year < this_year))


def _counts(one: Difference, threshold: Decimal, *, is_over: bool) -> bool:
    """Less than planned says nothing as long as the year runs."""
    gap = one.spent - one.expected
    return gap > threshold or (is_over and -gap > threshold)


def _of_region(book: Book, year: int) -> Iterator[Difference]:
    sums = book.sums(frozenset({year}))
    if sums.planned.is_known and sums.spent.is_known:
        found = _explained(book, year, action=None, grant=None)
        yield Difference(About.REGION, 0, "De hele regio", year, sums.planned.value, sums.spent.value, found)


def _of_grants(book: Book, year: int) -> Iterator[Difference]:
    everything = book.per_grant()
    for grant in book.grants_in(frozenset({year})):
        sums = everything[grant.pk]
        if grant.amount is not None and sums.spent.is_known:
            found = _explained(book, year, action=None, grant=grant.pk)
            yield Difference(About.GRANT, grant.pk, grant_words(grant), year, grant.amount, sums.spent.value, found)


def _of_actions(book: Book, year: int) -> Iterator[Difference]:
    divided = book.per_action(frozenset({year}))
    for pk, action in book.actions.items():
        sums = divided.get(pk, Sums())
        if sums.planned.is_known and sums.spent.is_known:
            name, found = f"{action.code} {action.title}", _explained(book, year, action=pk, grant=None)
            yield Difference(About.ACTION, pk, name, year, sums.planned.value, sums.spent.value, found)


def _explained(book: Book, year: int, *, action: int | None, grant: int | None) -> MeansExplanation | None:
    wanted = (year, action, grant)
    return next((one for one in book.explanations if (one.year, one.action_id, one.grant_id) == wanted), None)


@transaction.atomic
def explain(*, region: Region, difference: Difference, text: str, seen_version: int | None) -> MeansExplanation:
    """Write why a difference is there. Raises EditConflictError when somebody else wrote meanwhile.

    The same words a second time change nothing.
    """
    Region.objects.select_for_update().get(pk=region.pk)
    named = {
        "action_id": difference.pk if difference.about is About.ACTION else None,
        "grant_id": difference.pk if difference.about is About.GRANT else None,
    }
    found = MeansExplanation.objects.filter(region=region, year=difference.year, **named).first()
    if found is not None and found.text == text:
        return found
    if found is not None:
        found.claim(seen_version or 0)
    explanation = found or MeansExplanation(region=region, year=difference.year, **named)
    explanation.text = text
    explanation.save()
    return explanation


@transaction.atomic
def set_threshold(*, region: Region, amount: Decimal, seen_version: int | None) -> MeansSetting:
    """Above which amount differences ask for an explanation. Raises EditConflictError."""
    Region.objects.select_for_update().get(pk=region.pk)
    found = MeansSetting.objects.filter(region=region).first()
    if found is not None and found.explain_above == amount:
        return found
    if found is not None:
        found.claim(seen_version or 0)
    setting = found or MeansSetting(region=region)
    setting.explain_above = amount
    setting.full_clean(exclude=("region",))
    setting.save()
    return setting
