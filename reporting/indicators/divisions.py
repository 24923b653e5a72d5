"""Which municipalities belonged to which region and Veilig Thuis area on any date, from memberships read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from django.db.models import QuerySet

from regions.models import AreaMembership, Municipality, Region, RegionMembership, VeiligThuisArea
from regions.models.geography import Membership

Target = TypeVar("Target", Region, VeiligThuisArea)


class Division(Generic[Target]):
    """A row holds from its date until the next of the same municipality, or until the municipality ends."""

    def __init__(self, rows: Iterable[Membership]) -> None:
        self._rows: dict[Municipality, list[tuple[date, Target]]] = defaultdict(list)
        for row in rows:
            self._rows[row.municipality].append((row.valid_from, row.target))  # type: ignore[attr-defined]
        for held in self._rows.values():
            held.sort(key=lambda one: one[0])
        self._placed: Callable[[date], dict[Municipality, Target]] = lru_cache(maxsize=None)(self._place)

    def target_of(self, municipality: Municipality, on: date) -> Target | None:
        return self._placed(on).get(municipality)

    def members(self, target: Target, on: date) -> list[Municipality]:
        """The municipalities of the target on the date, by name."""
        found = (one for one, its_target in self._placed(on).items() if its_target == target)
        return sorted(found, key=lambda one: (one.name, one.cbs_code))

    def _place(self, on: date) -> dict[Municipality, Target]:
        """The target of each municipality that existed on the date."""
        latest = {
            one: next((target for start, target in reversed(held) if start <= on), None)
            for one, held in self._rows.items()
            if one.is_valid(on)
        }
        return {one: target for one, target in latest.items() if target is not None}

    def targets(self, municipalities: Iterable[Municipality], on: date) -> list[Target]:
        found = {target for one in municipalities if (target := self.target_of(one, on))}
        return sorted(found, key=lambda one: one.name)

    @property
    def municipalities(self) -> list[Municipality]:
        """All that it knows, ended ones too."""
        return list(self._rows)


class Surroundings:
    """A region with its Veilig Thuis areas, through time. Two queries."""

    def __init__(self, region: Region) -> None:
        self.region = region
        own = RegionMembership.objects.filter(target=region).values("municipality")
        self._regions: Division[Region] = Division(_rows(RegionMembership.objects.filter(municipality__in=own)))
        areas = AreaMembership.objects.filter(municipality__in=own).values("target")
        near = AreaMembership.objects.filter(target__in=areas).values("municipality")
        self._areas: Division[VeiligThuisArea] = Division(_rows(AreaMembership.objects.filter(municipality__in=near)))
        self.municipalities = lru_cache(maxsize=None)(self._municipalities)
        self.of_area = lru_cache(maxsize=None)(self._areas.members)

    def _municipalities(self, on: date) -> list[Municipality]:
        return self._regions.members(self.region, on)

    def areas(self, on: date) -> list[VeiligThuisArea]:
        return self._areas.targets(self.municipalities(on), on)

    def is_same(self, area: VeiligThuisArea, on: date) -> bool:
        """Whether the area has the same municipalities as the region."""
        return set(self.of_area(area, on)) == set(self.municipalities(on))

    def is_wider(self, area: VeiligThuisArea, on: date) -> bool:
        """Whether the area has municipalities that the region has not."""
        return not set(self.of_area(area, on)) <= set(self.municipalities(on))

    @property
    def known(self) -> list[Municipality]:
        """Every municipality that ever was in the region or in one of its areas."""
        return list({*self._regions.municipalities, *self._areas.municipalities})

    @property
    def own(self) -> list[Municipality]:
        """Every municipality that ever was in the region."""
        return self._regions.municipalities


def _rows(found: QuerySet) -> Iterable[Membership]:
    return found.select_related("municipality", "target")
