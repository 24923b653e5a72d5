"""Which municipalities each region and Veilig Thuis area had on any date; read once, in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from regions.models import AreaMembership, RegionMembership
from reporting.indicators.areas import COUNTRY_CODE
from reporting.models.figures import AreaLevel
from reporting.protection.counts import Total
from reporting.protection.rule import UNKNOWN, Exact

_Row = tuple[str, date, date | None, date, str]  # municipality, its begin and end, begin of the membership, target


@dataclass(frozen=True)
class Division:
    """{code of a region or area: CBS codes of its municipalities} on one date."""

    regions: Mapping[str, frozenset[str]]
    areas: Mapping[str, frozenset[str]]

    @property
    def municipalities(self) -> frozenset[str]:
        return frozenset().union(*self.regions.values(), *self.areas.values())

    def region_of(self, code: str) -> str | None:
        """The region of a municipality, of an area that lies in it as a whole, or of itself."""
        if code in self.regions:
            return code
        members = self.areas.get(code, frozenset({code}))
        return next((region for region, inside in self.regions.items() if members and members <= inside), None)

    def areas_of(self, region: str) -> tuple[str, ...]:
        """The Veilig Thuis areas that have municipalities of the region."""
        inside = self.regions.get(region, frozenset())
        return tuple(sorted(code for code, members in self.areas.items() if members & inside))


class Divisions:
    def __init__(self) -> None:
        self._regions, self._areas = _rows(RegionMembership), _rows(AreaMembership)
        self.on = lru_cache(maxsize=None)(self._on)

    def _on(self, day: date) -> Division:
        return Division(_members(self._regions, day), _members(self._areas, day))


def _rows(model: type[RegionMembership] | type[AreaMembership]) -> list[_Row]:
    fields = ("municipality__cbs_code", "municipality__valid_from", "municipality__valid_to", "valid_from")
    return list(model.objects.order_by("valid_from", "pk").values_list(*fields, "target__code"))


def _members(rows: Iterable[_Row], day: date) -> dict[str, frozenset[str]]:
    latest = {
        code: target
        for code, begins, ends, since, target in rows
        if since <= day and begins <= day and (ends is None or day < ends)
    }
    found = defaultdict(set)
    for code, target in latest.items():
        found[target].add(code)
    return {target: frozenset(codes) for target, codes in sorted(found.items())}


def cells_and_totals(
    level: str, values: Mapping[str, Exact], division: Division, region: str = ""
) -> tuple[dict[str, Exact], list[Total]]:
    """The smallest areas that an indicator has figures of, and the sums over them; of one region alone if it is named.

    The country goes first, then the regions: an area that crosses a region gives way to it. A sum leaves out what is
    not known; `FigureTable.lacking` says so.
    """
    if level == AreaLevel.COUNTRY:
        return {COUNTRY_CODE: values.get(COUNTRY_CODE, UNKNOWN)}, []
    codes = _smallest(level, division, region)
    cells = {code: values.get(code, UNKNOWN) for code in sorted(codes)}
    known = frozenset(code for code, value in cells.items() if value.value is not None)
    sums = {} if region else {COUNTRY_CODE: frozenset(codes)}
    if level == AreaLevel.AREA:
        sums |= {code: _made_of(members, division.areas) for code, members in division.regions.items()}
    if level == AreaLevel.MUNICIPALITY:
        sums |= {code: members for code, members in division.regions.items() if not region or code == region}
        sums |= {code: members for code, members in division.areas.items() if not region}
    totals = (
        replace(_total(code, members, known, values.get(code)), yields=_is_within(members, division))
        for code, members in sums.items()
    )
    return cells, [total for total in totals if total.members]


def _is_within(members: frozenset[str], division: Division) -> bool:
    """Whether it is a part of one region: the region has the first say."""
    return any(members < inside for inside in division.regions.values())


def _total(code: str, members: frozenset[str], known: frozenset[str], own: Exact | None) -> Total:
    """What was stated of the area; else the sum of those of its cells that are known."""
    is_stated = own is not None and own.value is not None
    return Total(code, members if is_stated else members & known, own)


def _smallest(level: str, division: Division, region: str) -> Iterable[str]:
    if level == AreaLevel.AREA:
        return division.areas
    if level == AreaLevel.REGION:
        return [region] if region else division.regions
    return division.regions.get(region, frozenset()) if region else division.municipalities


def _made_of(members: frozenset[str], areas: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The areas that make up a region exactly; none when they do not."""
    inside = {code: found for code, found in areas.items() if found <= members}
    return frozenset(inside) if frozenset().union(*inside.values()) == members else frozenset()
