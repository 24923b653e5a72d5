"""What looks odd in a region's money, each with where to mend it. A warning refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from actions.means.book import Book, grant_words
from actions.means.sums import Sums
from actions.means.usual import is_above_usual, usual_amount
from actions.models import Action, Grant, Phase
from ghnt.ui.money import euro
from regions.models import Region

DONE = (Phase.FINISHED, Phase.EMBEDDED)


@dataclass(frozen=True)
class MeansWarning:
    kind: str
    about: str
    words: str
    url: str


def warnings_of(book: Book, region: Region, year: int, phases: Mapping[int, str | None]) -> tuple[MeansWarning, ...]:
    """Of a year; `phases` by key of the action, as far as the reader may know them."""
    divided = book.per_action(frozenset({year}))
    actions = (_of_action(book.actions[pk], sums, phases.get(pk), region) for pk, sums in divided.items() if pk)
    everything = book.per_grant()
    grants = (_of_grant(grant, everything[grant.pk], region) for grant in book.grants_in(frozenset({year})))
    return tuple(warning for found in (*grants, *actions) for warning in found)


def _of_action(action: Action, sums: Sums, phase: str | None, region: Region) -> Iterator[MeansWarning]:
    name, url = f"{action.code} {action.title}", action.url_in(region.slug)
    spent = sums.spent.value
    if spent and not sums.planned.rows:
        yield MeansWarning("Uitgegeven zonder begroting", name, f"Uitgegeven {euro(spent)}, begroot niets.", url)
    elif sums.planned.is_known and spent > sums.planned.value and not sums.planned.open_rows:
        words = f"Uitgegeven {euro(spent)}, begroot {euro(sums.planned.value)}."
        yield MeansWarning("Meer uitgegeven dan begroot", name, words, url)
    if phase in DONE and sums.planned.value and not spent:
        words = f"Begroot {euro(sums.planned.value)}, nog niets uitgegeven."
        yield MeansWarning("Afgerond zonder besteding", name, words, url)
    if phase == Phase.NOT_STARTED and spent:
        yield MeansWarning("Besteding bij een actie die niet is gestart", name, f"Uitgegeven {euro(spent)}.", url)


def _of_grant(grant: Grant, sums: Sums, region: Region) -> Iterator[MeansWarning]:
    name, url = grant_words(grant), reverse("actions:means_grants", args=[region.slug]) + f"#bijdrage-{grant.pk}"
    if not (sums.planned.rows or sums.committed.rows or sums.spent.rows):
        words = "Kies bij de kosten van een actie deze bijdrage."
        yield MeansWarning("Bijdrage waar niets bij is begroot", name, words, url)
    if grant.amount is None:
        return
    for label, amount in (("uitgegeven", sums.spent.value), ("vastgelegd", sums.committed.value)):
        if amount > grant.amount:
            words = f"{label.capitalize()} {euro(amount)}, toegekend {euro(grant.amount)}."
            yield MeansWarning(f"Meer {label} dan toegekend", name, words, url)
    if is_above_usual(grant):
        words = f"{euro(grant.amount)}; gebruikelijk is hoogstens {euro(usual_amount(grant.source, grant.year) or 0)}."
        yield MeansWarning("Hoger dan gebruikelijk", name, words, url)
