"""Open remarks of bodies: what waits for who writes a region's decisions, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse

from ghnt.site.tasks import Task
from ghnt.ui.dates import long_date
from programmes.remarks import open_remarks
from regions.models import Region
from regions.rights import Right, Rights

_PROPOSAL = "conclusion__step__round__proposal"


@dataclass(frozen=True)
class OpenRemarks:
    count: int
    oldest: date
    url: str


def remarks_to_follow_up(rights: Rights, *, on: date) -> Iterator[Task]:
    """For whoever writes the decisions of a region: a line a proposal with open remarks; one query."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_DECISIONS, key)]
    if not held:
        return
    rows = open_remarks(rights).filter(**{f"{_PROPOSAL}__region__in": held}).order_by()
    grouped = rows.values(
        f"{_PROPOSAL}__pk", f"{_PROPOSAL}__subject", f"{_PROPOSAL}__region__slug", f"{_PROPOSAL}__region__name"
    ).annotate(number=Count("pk", distinct=True), oldest=Min("conclusion__date"), due=Min("follow_up__due"))
    for row in grouped:
        yield _task(row)


def _task(row: dict[str, Any]) -> Task:
    query = urlencode({"state": "open", "proposal": row[f"{_PROPOSAL}__pk"]})
    url = reverse("programmes:remark_list", args=[row[f"{_PROPOSAL}__region__slug"]])
    count = "1 open opmerking" if row["number"] == 1 else f"{row['number']} open opmerkingen, de oudste"
    why = f"{count} van {long_date(row['oldest'])}, regio {row[f'{_PROPOSAL}__region__name']}"
    return Task(f"Opmerkingen opvolgen: {row[f'{_PROPOSAL}__subject']}", f"{url}?{query}", why, row["due"])


def open_remarks_of(region: Region, rights: Rights) -> OpenRemarks | None:
    """How many remarks of the region's proposals wait, as far as the reader may know; one query."""
    found = open_remarks(rights, region).order_by().aggregate(number=Count("pk"), oldest=Min("conclusion__date"))
    if not found["number"]:
        return None
    url = reverse("programmes:remark_list", args=[region.slug])
    return OpenRemarks(found["number"], found["oldest"], f"{url}?state=open")
