"""Areas that figures are about, at four levels, by code: "GM0363", "VT01", "GHNT-GRN", "NL".

area_by_code(code, on=…)    -> one Area; raises ValidationError with a way on
areas_by_code(codes, on=…)  -> {code: Area} of those that existed on the date; three queries
members_of(area, on=…)      -> the municipalities that belonged to it on the date
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ghnt.ui.dates import long_date
from regions.models import AreaMembership, Municipality, MunicipalitySuccession, Region, VeiligThuisArea
from reporting.models.figures import AreaLevel, OfArea

COUNTRY_CODE = "NL"
_COUNTRY_CODES = frozenset({"NL", "NL00", "NL01"})  # CBS writes the last two

Place = Municipality | VeiligThuisArea | Region


@dataclass(frozen=True)
class Area:
    """One area. `place` is its row, None for the country."""

    level: AreaLevel
    code: str
    name: str
    place: Place | None = None

    @classmethod
    def of(cls, place: Place | None) -> Area:
        if place is None:
            return cls(AreaLevel.COUNTRY, COUNTRY_CODE, "Nederland")
        if isinstance(place, Municipality):
            return cls(AreaLevel.MUNICIPALITY, place.cbs_code, place.name, place)
        level = AreaLevel.REGION if isinstance(place, Region) else AreaLevel.AREA
        return cls(level, place.code, place.name, place)

    @property
    def fields(self) -> dict[str, Any]:
        """What a row about this area holds."""
        own: dict[str, Any] = {"municipality": None, "area": None, "region": None}
        if self.place is not None:
            own[self.level.value] = self.place
        return {"level": self.level, "area_code": self.code, **own}

    @property
    def told(self) -> str:
        """Its name with what it is, where a bare name could be taken for another area."""
        words = {AreaLevel.AREA: "Veilig Thuis-regio", AreaLevel.REGION: "Regio"}
        return f"{words[self.level]} {self.name}" if self.level in words else self.name

    def existed(self, on: date) -> bool:
        return self.place is None or self.place.is_valid(on)


COUNTRY = Area.of(None)


def area_of_row(row: OfArea) -> Area:
    """The area that a figure, a target or a remark is about."""
    return Area.of(row.municipality or row.area or row.region)


def areas_by_code(codes: Iterable[str], *, on: date) -> dict[str, Area]:
    """By the code as it was asked, the areas that existed on the date; unknown and ended ones are left out."""
    asked = {code: code.strip().upper() for code in codes}
    clean = set(asked.values())
    places: list[Place] = [
        *Municipality.objects.valid(on).filter(cbs_code__in=clean),
        *VeiligThuisArea.objects.valid(on).filter(code__in=clean),
        *Region.objects.valid(on).filter(code__in=clean),
    ]
    found = {area.code: area for area in map(Area.of, places)} | dict.fromkeys(_COUNTRY_CODES, COUNTRY)
    return {code: found[name] for code, name in asked.items() if name in found}


def area_by_code(code: str, *, on: date) -> Area:
    """The area with the code on the date. Raises ValidationError, for an ended municipality with its successors."""
    if found := areas_by_code([code], on=on):
        return found[code]
    municipality = Municipality.objects.filter(cbs_code=code.strip().upper()).first()
    if municipality is None:
        raise ValidationError(f"‘{code.strip()[:20]}’ is geen code van een gemeente, Veilig Thuis-regio of regio.")
    raise ValidationError(not_there(municipality, on=on))


def not_there(municipality: Municipality, *, on: date) -> str:
    """Why a municipality has no figure on a date, and where the figure belongs."""
    if on < municipality.valid_from:
        olds = MunicipalitySuccession.objects.filter(successor=municipality, on=municipality.valid_from)
        names = list(olds.values_list("predecessor__name", flat=True).order_by("predecessor__name"))
        said = f"{municipality} bestond nog niet op {long_date(on)}."
        return f"{said} Vul het cijfer in bij {_listed(names, 'en')}." if names else said
    news = MunicipalitySuccession.objects.filter(predecessor=municipality)
    names = list(news.values_list("successor__name", flat=True).order_by("successor__name"))
    ended = municipality.valid_to or on
    said = f"{municipality} bestaat niet meer sinds {long_date(ended)}."
    return f"{said} Vul het cijfer in bij {_listed(names, 'en')}." if names else said


def _listed(names: list[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def members_of(area: Area, *, on: date) -> list[Municipality]:
    """The municipalities that belonged to the area on the date, by name; of a municipality itself."""
    if isinstance(area.place, Municipality):
        return [area.place] if area.place.is_valid(on) else []
    if isinstance(area.place, Region):
        return list(Municipality.objects.in_region(area.place, on=on))
    if isinstance(area.place, VeiligThuisArea):
        rows = AreaMembership.objects.current(on).filter(target=area.place)
        return list(Municipality.objects.filter(pk__in=rows.values("municipality")))
    return list(Municipality.objects.valid(on))
