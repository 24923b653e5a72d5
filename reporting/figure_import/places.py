"""Which area a cell means: by code, "GM0363    ", or by name, "Groningen (gemeente)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from regions.models import Municipality, Region, VeiligThuisArea
from reporting.indicators.areas import COUNTRY, Area, not_there

UNKNOWN = (
    "Dit gebied kennen wij niet. Schrijf de code van een gemeente (GM0363), een Veilig Thuis-regio (VT01), een regio "
    "(GHNT-GRN) of Nederland (NL01)."
)
# Divisions of the CBS that the programme does not use: provinces, parts of the country, COROP areas and the like.
_ELSEWHERE = re.compile(r"(?:PV|LD|LG|CR|AM|JZ|RU|WK|BU|GG|PO|SG|VR|AZ|AR|JB|KK|LB|RE|RK|TR|WR|ZK)\d+", re.IGNORECASE)
_ELSEWHERE_WORDS = re.compile(r"\((?:PV|LD|CR|AM|JZ|SG)\)$|^niet[- ]?(?:gespecificeerd|in te delen)", re.IGNORECASE)


@dataclass(frozen=True)
class Atlas:
    """Every area there ever was, by code, and municipalities and areas by name."""

    by_code: dict[str, Area]
    by_name: dict[str, list[Area]]
    refused: dict[tuple[str, date], str] = field(default_factory=dict)  # why an area is not there, read once

    @classmethod
    def read(cls) -> Atlas:
        """Three queries."""
        places: Iterable[Municipality | VeiligThuisArea | Region] = (
            *Municipality.objects.all(),
            *VeiligThuisArea.objects.all(),
            *Region.objects.all(),
        )
        areas = [Area.of(place) for place in places]
        named: dict[str, list[Area]] = defaultdict(list)
        for area in areas:
            named[_name(area.told)].append(area)
        by_code = {area.code: area for area in areas} | dict.fromkeys(("NL", "NL00", "NL01"), COUNTRY)
        return cls(by_code, {**named, "nederland": [COUNTRY]})

    def find(self, text: str, *, on: date) -> Area | None:
        """The area; None for one of a division that we do not use. Raises ValidationError."""
        bare = " ".join(text.split())
        code = bare.upper()
        if area := self.by_code.get(code):
            return self._there(area, on)
        if _ELSEWHERE.fullmatch(code) or _ELSEWHERE_WORDS.search(bare):
            return None
        named = self.by_name.get(_name(bare), [])
        there = [area for area in named if area.existed(on)]
        if there or named:
            return self._there((there or named)[0], on)
        raise ValidationError(UNKNOWN)

    def _there(self, area: Area, on: date) -> Area:
        if area.existed(on):
            return area
        if (area.code, on) not in self.refused:
            self.refused[area.code, on] = _absent(area, on)
        raise ValidationError(self.refused[area.code, on])


def _name(text: str) -> str:
    return re.sub(r"\s*\(gemeente\)$", "", " ".join(text.split()).casefold())


def _absent(area: Area, on: date) -> str:
    if isinstance(area.place, Municipality):
        return not_there(area.place, on=on)
    return f"{area.told} bestond niet op die datum. Verwijder de regel of gebruik de code van toen."
