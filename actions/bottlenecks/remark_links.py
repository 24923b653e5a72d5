"""Bottlenecks that a remark of a body led to: told at the remark, and moved to a corrected remark."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from actions.models import Bottleneck
from ghnt.accounts.models import User
from programmes.remarks import RemarkLink


def remark_links(remarks: Collection[int]) -> Mapping[int, tuple[RemarkLink, ...]]:
    """By remark its bottlenecks; one that the region keeps to itself by its number alone. One query."""
    rows = Bottleneck.remarks.through.objects.filter(remark__in=remarks, bottleneck__removed_at__isnull=True)
    found: dict[int, tuple[RemarkLink, ...]] = {}
    for row in rows.select_related("bottleneck__region").order_by("bottleneck__number", "pk"):
        found[row.remark_id] = (*found.get(row.remark_id, ()), _link(row.bottleneck))
    return found


def _link(bottleneck: Bottleneck) -> RemarkLink:
    if not bottleneck.is_shared:
        return RemarkLink(f"Knelpunt {bottleneck.code}")
    return RemarkLink(f"Knelpunt {bottleneck.code} {bottleneck.title}", bottleneck.get_absolute_url())


@transaction.atomic
def carry_links(pairs: Mapping[int, int], *, by: User) -> None:
    """Bottlenecks of the remarks of a corrected conclusion go to the same remarks of the new one."""
    for bottleneck in Bottleneck.objects.filter(remarks__in=pairs).distinct().prefetch_related("remarks"):
        linked = {remark.pk for remark in bottleneck.remarks.all()}
        bottleneck.claim(bottleneck.version)
        bottleneck.save(update_fields=["version"])
        bottleneck.remarks.set([pairs.get(pk, pk) for pk in linked])
