"""Municipalities that ended: into which ones, and how to name them on a later date.

successors_of(municipalities, on=…) -> {municipality id: Successors}    those that ended by the date; at most one query
with_predecessors(municipality, on=…) -> its id and those of all that ended in it, directly or by way of another
predecessors_of(municipalities, on=…) -> the ended ones whose matters these took over
speakers_for(municipality ids, on=…)  -> {municipality id: ids of those that speak for it now}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ghnt.ui.dates import long_date
from regions.models import Municipality, MunicipalitySuccession


@dataclass(frozen=True)
class Successors:
    """Where one municipality went."""

    ids: frozenset[int]
    names: tuple[str, ...]
    on: date

    def told(self, name: str) -> str:
        """ "Weesp (sinds 24 maart 2022 Amsterdam)"."""
        return f"{name} (sinds {long_date(self.on)} {' en '.join(self.names)})"


def successors_of(municipalities: Iterable[Municipality], *, on: date) -> dict[int, Successors]:
    """Of the municipalities that do not exist any more on the date, those that went on with them."""
    ended = [one.pk for one in municipalities if not one.is_valid(on)]
    if not ended:
        return {}
    found: dict[int, list[MunicipalitySuccession]] = defaultdict(list)
    rows = MunicipalitySuccession.objects.filter(predecessor__in=ended, on__lte=on)
    for row in rows.select_related("successor").order_by("on", "successor__name"):
        found[row.predecessor_id].append(row)
    return {
        pk: Successors(
            frozenset(row.successor_id for row in rows), tuple(row.successor.name for row in rows), rows[0].on
        )
        for pk, rows in found.items()
    }


def with_predecessors(municipality: Municipality, *, on: date) -> set[int]:
    """The municipality and all that ended in it by the date, whose rows it reads; a query for each generation."""
    return _back_to_the_first({municipality.pk}, on)


def predecessors_of(municipalities: Iterable[Municipality], *, on: date) -> list[Municipality]:
    """The municipalities that ended by the date and went on in these."""
    own = {one.pk for one in municipalities}
    return list(Municipality.objects.filter(pk__in=_back_to_the_first(own, on) - own))


def _back_to_the_first(own: set[int], on: date) -> set[int]:
    found, newest = set(own), set(own)
    while newest:
        ended = MunicipalitySuccession.objects.filter(successor__in=newest, on__lte=on, predecessor__valid_to__lte=on)
        newest = set(ended.values_list("predecessor", flat=True)) - found
        found |= newest
    return found


def speakers_for(municipalities: Iterable[int], *, on: date) -> dict[int, set[int]]:
    """For each municipality those that speak for it on the date: itself, or what it ended in."""
    asked = set(municipalities)
    speakers = {key: {key} for key in asked}
    successions = MunicipalitySuccession.objects.filter(on__lte=on, predecessor__valid_to__lte=on)
    into: dict[int, set[int]] = {}
    for old, new in successions.values_list("predecessor", "successor"):
        into.setdefault(old, set()).add(new)
    for key in asked:
        while ended := speakers[key] & into.keys():
            speakers[key] = (speakers[key] - ended).union(*(into[one] for one in ended))
    return speakers
