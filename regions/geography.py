"""Which region, Veilig Thuis area and centre municipality a municipality had on a date.

region_of(municipality, on=…)     area_of(…)     centre_of(…)     one municipality, one query
placements(municipalities, on=…)  -> {municipality id: Placement}  many, three queries
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regions.models import (
    AreaMembership,
    CentreMembership,
    Municipality,
    Region,
    RegionMembership,
    VeiligThuisArea,
)

# A municipality from the first date existed then or earlier; a membership from the second held then or earlier.
RECORDS_BEGIN = date(2017, 1, 1)
UNKNOWN_START = date(2018, 1, 1)


@dataclass
class Placement:
    """The memberships of one municipality on one date; None where it had none."""

    region: RegionMembership | None = None
    area: AreaMembership | None = None
    centre: CentreMembership | None = None


def region_of(municipality: Municipality, *, on: date) -> Region | None:
    """The region on the date; None when the municipality did not exist then, or has no membership."""
    member = RegionMembership.objects.current(on).filter(municipality=municipality).select_related("target").first()
    return member.target if member else None


def area_of(municipality: Municipality, *, on: date) -> VeiligThuisArea | None:
    """As `region_of`, for the Veilig Thuis area."""
    member = AreaMembership.objects.current(on).filter(municipality=municipality).select_related("target").first()
    return member.target if member else None


def centre_of(municipality: Municipality, *, on: date) -> Municipality | None:
    """As `region_of`, for the centre municipality, which may lie in another region."""
    members = CentreMembership.objects.current(on).filter(municipality=municipality)
    member = members.select_related("target__municipality").first()
    return member.target.municipality if member else None


def placements(municipalities: Iterable[Municipality], *, on: date) -> dict[int, Placement]:
    """All three memberships on the date, of every municipality asked for."""
    found = {municipality.pk: Placement() for municipality in municipalities}
    regions = RegionMembership.objects.current(on).filter(municipality__in=found)
    for in_region in regions.select_related("target"):
        found[in_region.municipality_id].region = in_region
    areas = AreaMembership.objects.current(on).filter(municipality__in=found)
    for in_area in areas.select_related("target"):
        found[in_area.municipality_id].area = in_area
    centres = CentreMembership.objects.current(on).filter(municipality__in=found)
    for at_centre in centres.select_related("target__municipality"):
        found[at_centre.municipality_id].centre = at_centre
    return found
