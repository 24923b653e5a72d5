"""What the pages about regions tell: all regions in one list, and one region on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from ghnt.ui.dates import short_date
from regions.geography import RECORDS_BEGIN, Placement, placements
from regions.models import (
    CentreMunicipality,
    Municipality,
    MunicipalitySuccession,
    Post,
    Region,
    RegionMembership,
    VeiligThuisArea,
)


@dataclass(frozen=True)
class RegionRow:
    region: Region
    municipalities: int
    centres: list[CentreMunicipality]
    posts: list[Post]

    @property
    def size(self) -> str:
        return "1 gemeente" if self.municipalities == 1 else f"{self.municipalities} gemeenten"


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality of the region; `note` tells that it began or ends, and from or into what."""

    municipality: Municipality
    placement: Placement
    note: str


@dataclass(frozen=True)
class RegionFacts:
    region: Region
    on: date
    municipalities: list[MunicipalityRow]
    centres: list[CentreMunicipality]
    areas: list[VeiligThuisArea]
    posts: list[Post]


def region_rows(*, on: date) -> list[RegionRow]:
    """The regions of the date by name, with four queries."""
    counted = RegionMembership.objects.current(on).values("target").annotate(number=Count("pk")).order_by()
    numbers = {row["target"]: row["number"] for row in counted}
    centres: dict[int, list[CentreMunicipality]] = defaultdict(list)
    for centre in CentreMunicipality.objects.valid(on).select_related("municipality"):
        centres[centre.region_id].append(centre)
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.valid(on).filter(region__isnull=False):
        posts[post.region_id or 0].append(post)
    return [
        RegionRow(region, numbers.get(region.pk, 0), centres[region.pk], posts[region.pk])
        for region in Region.objects.valid(on)
    ]


def region_facts(region: Region, *, on: date) -> RegionFacts:
    """Municipalities, centre municipalities, Veilig Thuis areas and posts of the region on the date."""
    municipalities = list(Municipality.objects.in_region(region, on=on))
    placed = placements(municipalities, on=on)
    notes = _notes(municipalities)
    areas = {placement.area.target for placement in placed.values() if placement.area}
    posts = Post.objects.valid(on).filter(region=region).select_related("employer")
    return RegionFacts(
        region=region,
        on=on,
        municipalities=[MunicipalityRow(one, placed[one.pk], notes.get(one.pk, "")) for one in municipalities],
        centres=list(CentreMunicipality.objects.valid(on).filter(region=region).select_related("municipality")),
        areas=sorted(areas, key=lambda area: area.name),
        posts=list(posts.prefetch_related("steering_municipalities")),
    )


def _notes(municipalities: Iterable[Municipality]) -> Mapping[int, str]:
    """In words, of those that began or ended: "sinds 1 jan 2021, uit Appingedam, Delfzijl"."""
    changed = [one for one in municipalities if one.valid_to or one.valid_from > RECORDS_BEGIN]
    sources, destinations = _neighbours_in_time(changed)
    notes = {}
    for one in changed:
        parts = []
        if one.valid_from > RECORDS_BEGIN:
            parts.append(_sentence(f"sinds {short_date(one.valid_from)}", ", uit ", sources[one.pk]))
        if one.valid_to:
            parts.append(_sentence(f"tot {short_date(one.valid_to)}", ", daarna ", destinations[one.pk]))
        notes[one.pk] = "; ".join(parts)
    return notes


def _neighbours_in_time(changed: list[Municipality]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """The names of predecessors and of successors, per municipality."""
    sources: dict[int, list[str]] = defaultdict(list)
    destinations: dict[int, list[str]] = defaultdict(list)
    successions = MunicipalitySuccession.objects.select_related("predecessor", "successor")
    for succession in successions.filter(successor__in=changed) | successions.filter(predecessor__in=changed):
        sources[succession.successor_id].append(succession.predecessor.name)
        destinations[succession.predecessor_id].append(succession.successor.name)
    return sources, destinations


def _sentence(begin: str, between: str, names: list[str]) -> str:
    return begin + (between + ", ".join(names) if names else "")
