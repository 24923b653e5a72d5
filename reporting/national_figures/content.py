"""The national figures of one indicator, as page, workbook and pdf tell them: plain values, already protected."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ghnt.ui.measured import Measure


@dataclass(frozen=True)
class Value:
    """One area in one period, as it may be shown. `number` is "" for what is hidden or unknown."""

    text: str
    number: str = ""
    is_hidden: bool = False
    is_provisional: bool = False
    breaks: bool = False
    reason: str = ""  # not comparable, because
    remark: str = ""

    def measure(self, label: str) -> Measure:
        number = Decimal(self.number) if self.number else None
        return Measure(label, self.text, number, self.is_hidden, self.is_provisional, self.breaks, self.reason)

    @property
    def marked(self) -> str:
        if not self.number and not self.is_hidden:
            return "onbekend"
        return f"{self.text}*" if self.is_provisional else self.text


@dataclass(frozen=True)
class AreaFigures:
    """One area over the periods, oldest first. `more`: than a period before, in words. `remarks` belong to the last."""

    code: str
    name: str
    values: tuple[Value, ...]
    more: str
    remarks: tuple[str, ...] = ()
    lacking: str = ""  # "Van 2 gemeenten is geen cijfer bekend.", also one of the remarks
    slug: str = ""
    row: int | None = None
    column: int | None = None
    is_own: bool = False

    @property
    def last(self) -> Value:
        return self.values[-1]

    @property
    def before(self) -> Value:
        return self.values[-2]


@dataclass(frozen=True)
class NationalContent:
    """`periods` are pairs of a long and a short name. `on` is the day on which it stood so, ISO."""

    code: str
    name: str
    definition: str
    unit: str
    source: str
    protection: str
    periods: tuple[tuple[str, str], ...]
    country: AreaFigures
    regions: tuple[AreaFigures, ...]
    areas: tuple[AreaFigures, ...]
    on: str
    shares_scale: bool = False

    @property
    def period(self) -> str:
        return self.periods[-1][0]

    @property
    def has_any(self) -> bool:
        return any(value.number or value.is_hidden for one in self.every for value in one.values)

    @property
    def short_before(self) -> str:
        return self.periods[-2][1]

    @property
    def short_now(self) -> str:
        return self.periods[-1][1]

    @property
    def wider(self) -> tuple[AreaFigures, ...]:
        return (self.country, *self.areas)

    @property
    def has_own(self) -> bool:
        return any(one.is_own for one in self.regions)

    @property
    def every(self) -> tuple[AreaFigures, ...]:
        return (self.country, *self.regions, *self.areas)

    @property
    def sentence(self) -> str:
        """ "Nederland, 1e halfjaar 2021: 61.230 adviezen, voorlopig. 26 van 28 regio’s hebben een cijfer."

        A total that lacks municipalities says so at once, or it would be read as the whole country.
        """
        known = sum(bool(one.last.number) or one.last.is_hidden for one in self.regions)
        have = "heeft" if known == 1 else "hebben"
        there = f"{known} van {len(self.regions)} regio’s {have} een cijfer."
        last = self.country.last
        if not last.number and not last.is_hidden:
            return f"{self.period}: voor heel Nederland is er geen cijfer. {there}"
        provisional = ", voorlopig" if last.is_provisional else ""
        lacking = f" {self.country.lacking}" if self.country.lacking else ""
        return f"Nederland, {self.period}: {last.text} {self.unit}{provisional}.{lacking} {there}"


def read_national(value: dict[str, Any]) -> NationalContent:
    """From the plain values of its canonical JSON."""
    parts = {
        "country": _area(value["country"]),
        "regions": tuple(map(_area, value["regions"])),
        "areas": tuple(map(_area, value["areas"])),
        "periods": tuple((long, short) for long, short in value["periods"]),
    }
    return NationalContent(**(value | parts))


def _area(value: dict[str, Any]) -> AreaFigures:
    values = tuple(Value(**one) for one in value["values"])
    return AreaFigures(**(value | {"values": values, "remarks": tuple(value["remarks"])}))
