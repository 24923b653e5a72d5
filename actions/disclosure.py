"""Up to which half year somebody may read how a region's actions go.

Koers and notes of a half year stay inside the region until it submits its report about that half year.
"""

from __future__ import annotations

from datetime import date

from actions import figures
from actions.models import ActionUpdate, DisclosedHalfYear
from ghnt.periods import HalfYear
from programmes.models import RegionalProgramme
from regions.models import Region
from regions.rights import Right, Rights


def latest_visible_half_year(rights: Rights, region: Region, *, on: date) -> HalfYear | None:
    """The last half year whose states the viewer may read.

    Inside the region that is the current one, elsewhere the last that was disclosed. None when the region
    disclosed nothing yet, or when the viewer may not read the region.
    """
    if not rights.may(Right.READ_REGION, region):
        return None
    if rights.may(Right.SEE_RUNNING_ASSESSMENT, region):
        return HalfYear.of(on)
    return last_disclosed(region, on=on)


def last_disclosed(region: Region, *, on: date) -> HalfYear | None:
    """The last half year about which the region submitted a report: everybody who reads it may know its states."""
    disclosed = DisclosedHalfYear.objects.filter(region=region, half_year__lte=HalfYear.of(on))
    return disclosed.order_by("-half_year").values_list("half_year", flat=True).first()


def is_outside(rights: Rights, region: Region) -> bool:
    """Whether the viewer stands outside the region: what others lead and share is then told as they disclosed it."""
    return not rights.may(Right.SEE_RUNNING_ASSESSMENT, region)


def visible_half_years(rights: Rights, region: Region, *, on: date) -> tuple[HalfYear, ...]:
    """The half years that the region has states of and the viewer may read, newest first."""
    latest = latest_visible_half_year(rights, region, on=on)
    updates = ActionUpdate.objects.as_of(latest, outside=is_outside(rights, region))
    return tuple(updates.filter(action__programme__region=region).values_list("half_year", flat=True).distinct())


def visible_node_sentences(programme: RegionalProgramme, rights: Rights, on: date) -> dict[int, str]:
    """Per node how many actions it has and, as far as the viewer may read it, how they go."""
    half_year = latest_visible_half_year(rights, programme.region, on=on)
    return figures.node_sentences(programme, half_year, outside=is_outside(rights, programme.region))
