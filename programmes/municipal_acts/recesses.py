"""The weeks in which councils do not meet, and which dates fall in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ghnt.ui.dates import long_date
from programmes.models import Recess
from regions.models import Region


class Recesses:
    """The recesses of a region, read once."""

    def __init__(self, rows: Iterable[Recess]) -> None:
        self._rows = tuple(rows)

    def warning(self, municipality_id: int, day: date | None) -> str:
        """ "Valt in het zomerreces van Hilversum, tot en met 31 augustus 2021."; "" when it does not."""
        found = next((one for one in self._rows if day and _meets(one, municipality_id, day)), None)
        if found is None:
            return ""
        whose = f"van {found.municipality}" if found.municipality else "van de regio"
        return f"Valt in het {found.name.lower()} {whose}, tot en met {long_date(found.ends_on)}."


@transaction.atomic
def add_recess(recess: Recess) -> Recess:
    """Save it; the same once more gives the one that stands there, also when two send it at once."""
    Region.objects.select_for_update().get(pk=recess.region_id)
    said = {name: getattr(recess, name) for name in ("region", "municipality", "name", "starts_on", "ends_on")}
    standing = Recess.objects.filter(**said).first()
    if standing is None:
        recess.save()
    return standing or recess


def recesses_of(region: Region) -> Recesses:
    """One query."""
    return Recesses(Recess.objects.filter(region=region).select_related("municipality"))


def _meets(recess: Recess, municipality_id: int, day: date) -> bool:
    concerns = recess.municipality_id in (None, municipality_id)
    return concerns and recess.starts_on <= day <= recess.ends_on
