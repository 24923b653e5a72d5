"""The region itself, as a report or a programme says it on a date: its municipalities, its leader, its place."""

from __future__ import annotations

from datetime import date

from regions.models import CentreMunicipality, Municipality, Region
from regions.posts import leader_of
from reporting.content import RegionFacts, Tile


def region_facts(region: Region, on: date) -> RegionFacts:
    centres = CentreMunicipality.objects.valid(on).filter(region=region).select_related("municipality")
    leader = leader_of(region, on)
    return RegionFacts(
        code=region.short_code,
        name=region.name,
        municipalities=tuple(
            Municipality.objects.in_region(region, on=on).order_by("name").values_list("name", flat=True)
        ),
        centre_municipalities=tuple(centre.municipality.name for centre in centres),
        leader=leader.person if leader else "",
        hours_a_week=leader.hours_a_week if leader else None,
    )


def municipality_names(region: Region, on: date) -> dict[str, str]:
    """{CBS code: name} of the region's municipalities on the date, by name."""
    return dict(Municipality.objects.in_region(region, on=on).order_by("name").values_list("cbs_code", "name"))


def tiles(on: date) -> tuple[Tile, ...]:
    """Every region that has a place on the tile map."""
    placed = Region.objects.valid(on).exclude(tile_row=None).exclude(tile_column=None)
    return tuple(
        Tile(region.short_code, region.name, region.tile_row, region.tile_column)  # type: ignore[arg-type]
        for region in placed.order_by("tile_row", "tile_column")
    )
