"""Who may do what with indicators and figures: one table.

Leader and editor keep everything of their region; a municipal officer the figures of the own municipality; the
national team the national definitions and figures of areas, regions and the country.
"""

from __future__ import annotations

from datetime import date

from regions.models import Municipality, Region
from regions.rights import Right, Rights
from reporting.indicators.areas import Area
from reporting.models import Indicator

KEEP_DEFINITIONS = Right.WRITE_REPORT
KEEP_FIGURES = Right.WRITE_MUNICIPAL_ROWS
SEE_EXACT = Right.READ_INSIDE
SEE_VIEWS = Right.SUBMIT_REPORT  # who saw exact counts: the project leader


def may_keep_region(rights: Rights, region: Region) -> bool:
    """Figures of the whole region, its own indicators, targets, and what cannot be compared."""
    return rights.may(KEEP_DEFINITIONS, region)


def may_change(rights: Rights, indicator: Indicator) -> bool:
    """The definition: the national team's of a national one, the region's of its own."""
    if indicator.region_id is None:
        return rights.may(Right.WRITE_NATIONAL)
    return rights.may(KEEP_DEFINITIONS, indicator.region_id)


def may_fill_in(rights: Rights, region: Region, area: Area) -> bool:
    """Figures, baseline and target of an area in the region."""
    if isinstance(area.place, Municipality):
        return rights.may_for_municipality(KEEP_FIGURES, area.place, region)
    return may_keep_region(rights, region)


def fillable(rights: Rights, region: Region, areas: list[Area]) -> list[Area]:
    """Those of the areas that somebody may fill in."""
    return [one for one in areas if may_fill_in(rights, region, one)]


def may_fill_in_any(rights: Rights, region: Region, *, on: date) -> bool:
    """Whether somebody may fill in anything in the region on the date; a query for a municipal officer."""
    if rights.may(KEEP_FIGURES, region):
        return True
    own = rights.municipalities(KEEP_FIGURES)
    return bool(own) and Municipality.objects.in_region(region, on=on).filter(pk__in=own).exists()
