"""Middelen that wait: applications for the national team, decisions and differences for the regions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from actions.means.applications import visible_applications
from actions.means.book import books_of
from actions.means.differences import differences
from actions.models import ApplicationState, Grant, PoolApplication
from ghnt.site.tasks import SHOWN_IN_A_GROUP, Task, TaskGroup, TaskRow
from ghnt.ui.dates import long_date
from regions.models import Region
from regions.rights import Right, Rights


def applications_to_decide(rights: Rights) -> Iterator[Task]:
    """For the national team, the longest waiting first; one query."""
    if not rights.may(Right.WRITE_NATIONAL):
        return
    waiting = visible_applications(rights).filter(state=ApplicationState.SUBMITTED).order_by("submitted_on", "pk")
    for one in waiting:
        url = reverse("actions:application_detail", args=[one.region.slug, one.pk])
        why = f"Regio {one.region}, ingediend op {long_date(one.submitted_on)}" if one.submitted_on else ""
        yield Task(f"Beslissen over aanvraag: {one.title}", url, why)


def differences_to_explain(rights: Rights, *, on: date) -> Iterator[Task]:
    """For whoever writes in a region: of last year and this one, a line per year. At most seven queries."""
    writes = {key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)}
    if not writes:
        return
    years = (on.year - 1, on.year)
    books = books_of(writes)
    for region in Region.objects.filter(pk__in=writes):
        for year in years:
            found = differences(books[region.pk], year, this_year=on.year)
            open_ones = sum(one.is_open for one in found)
            if open_ones:
                words = "1 verschil" if open_ones == 1 else f"{open_ones} verschillen"
                url = reverse("actions:means", args=[region.slug]) + f"?jaar={year}#verschillen"
                yield Task(f"Verklaren: {words} in de middelen van {year}", url, f"Regio {region}")


def grants_to_plan(rights: Rights) -> Iterator[Task]:
    """For whoever writes in a region: what was granted and is named by no cost and no spending; one query."""
    writes = {key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)}
    if not writes:
        return
    granted = Grant.objects.present().filter(region__in=writes, application__isnull=False)
    for grant in granted.filter(costs=None, spendings=None).select_related("region", "application"):
        url = reverse("actions:application_detail", args=[grant.region.slug, grant.application.pk])
        why = f"Regio {grant.region}, toegekend. Kies bij de kosten van een actie deze bijdrage."
        yield Task(f"Begroten: {grant}", url, why)


def applications_without_decision(rights: Rights) -> Iterator[TaskGroup]:
    """What regions of the visitor wait for; one query."""
    writes = {key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)}
    if not writes:
        return
    waiting = visible_applications(rights).filter(state=ApplicationState.SUBMITTED, region__in=writes)
    rows = tuple(_row(one) for one in waiting.order_by("submitted_on", "pk"))
    if rows:
        shown = rows[:SHOWN_IN_A_GROUP]
        yield TaskGroup("Aanvragen bij de projectenpool, nog zonder besluit", shown, len(rows) - len(shown))


def _row(one: PoolApplication) -> TaskRow:
    why = f"Ingediend op {long_date(one.submitted_on)}" if one.submitted_on else ""
    return TaskRow(Task(one.title, reverse("actions:application_detail", args=[one.region.slug, one.pk]), why), "")
