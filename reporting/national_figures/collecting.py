"""The national figures of one indicator, read in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from regions.models import Region, VeiligThuisArea
from reporting.indicators.areas import COUNTRY_CODE
from reporting.indicators.kept import holds_in
from reporting.models import Incomparability, Indicator
from reporting.national_figures.content import AreaFigures, NationalContent, Value
from reporting.periods import Period
from reporting.protection import FigureTable, Rule, Shown, difference, figure_table

SHOWN_PERIODS = 6
PROTECTED = (
    "Kleine aantallen zijn beschermd: aantallen zijn afgerond op {0}, en onder {1} staat ‘<{1}’. "
    "Een totaal is apart afgerond en is niet de som van wat u ziet."
)
NOT_PROTECTED = "Deze cijfers gaan niet over aantallen mensen. Zij staan er zoals ze zijn opgegeven."


def national_content(
    indicator: Indicator, until: Period, *, on: date, own: Collection[int] = (), shares_scale: bool = False
) -> NationalContent:
    """`own`: ids of the regions that somebody advises, which go first; all others follow by name."""
    periods = until.back(SHOWN_PERIODS)
    reader = _Reader(indicator, figure_table(indicator, periods), periods, _reasons(indicator))
    regions = sorted(Region.objects.valid(until.on), key=lambda one: (one.pk not in own, one.name.casefold()))
    areas = VeiligThuisArea.objects.valid(until.on).order_by("name")
    placed = reader.table.division[str(until)]
    same = {*placed.regions.values(), None}  # an area without municipalities has no row either
    return NationalContent(
        code=indicator.code,
        name=indicator.name,
        definition=indicator.definition,
        unit=indicator.unit,
        source=indicator.source,
        protection=_protection(indicator),
        periods=tuple((one.label, one.short_label) for one in periods),
        country=reader.area(COUNTRY_CODE, "Nederland"),
        regions=tuple(reader.region(one, is_own=one.pk in own) for one in regions),
        areas=tuple(
            reader.area(one.code, f"Veilig Thuis-regio {one.name}")
            for one in areas
            if placed.areas.get(one.code) not in same or (one.code, str(until)) in reader.table.stated
        ),
        on=on.isoformat(),
        shares_scale=shares_scale,
    )


def _protection(indicator: Indicator) -> str:
    rule = Rule.of(indicator)
    return PROTECTED.format(rule.rounding, rule.threshold) if rule.is_protected else NOT_PROTECTED


def _reasons(indicator: Indicator) -> tuple[Incomparability, ...]:
    """Those of areas that stand on the page."""
    return tuple(indicator.incomparabilities.filter(municipality__isnull=True).order_by("first", "pk"))


@dataclass(frozen=True)
class _Reader:
    indicator: Indicator
    table: FigureTable
    periods: tuple[Period, ...]
    reasons: Iterable[Incomparability]

    def region(self, region: Region, *, is_own: bool) -> AreaFigures:
        read = self.area(region.code, region.name)
        return AreaFigures(
            region.short_code,
            region.name,
            read.values,
            read.more,
            read.remarks,
            read.lacking,
            region.slug,
            region.tile_row,
            region.tile_column,
            is_own,
        )

    def area(self, code: str, name: str) -> AreaFigures:
        values = tuple(self._value(code, place) for place in range(len(self.periods)))
        lacking = self._lacking(code, values[-1])
        return AreaFigures(
            code, name, values, self._more(code, values), self._remarks(code, values[-1], lacking), lacking
        )

    def _value(self, code: str, place: int) -> Value:
        period = self.periods[place]
        shown, reason = self.table.of(code, period), self._reason(code, period)
        before = self._reason(code, self.periods[place - 1]) if place else reason
        return Value(
            shown.text,
            "" if shown.number is None else f"{shown.number.normalize():f}",
            shown.is_hidden,
            shown.is_provisional,
            breaks=reason != before,
            reason=reason,
            remark=self.table.note(code, period),
        )

    def _reason(self, code: str, period: Period) -> str:
        found = (one.reason for one in self.reasons if one.area_code in (code, COUNTRY_CODE) and holds_in(one, period))
        return " ".join(dict.fromkeys(found))

    def _more(self, code: str, values: tuple[Value, ...]) -> str:
        """Than the period before; made of what is shown of both."""
        if len(values) < 2 or values[-1].breaks or values[-1].reason or values[-2].reason:
            return "niet vergelijkbaar" if len(values) > 1 and values[-1].number and values[-2].number else ""
        shown: Shown = difference(self.table.of(code, self.periods[-1]), self.table.of(code, self.periods[-2]))
        return "" if shown.number is None else shown.text

    def _lacking(self, code: str, last: Value) -> str:
        count = len(self.table.lacking(code, self.periods[-1]))
        known = last.number or last.is_hidden
        without = "1 gemeente" if count == 1 else f"{count} gemeenten"
        return f"Van {without} is geen cijfer bekend." if count and known else ""

    def _remarks(self, code: str, last: Value, lacking: str) -> tuple[str, ...]:
        reason = f"Niet vergelijkbaar, want {last.reason}" if last.reason else ""
        estimated = "Geschat uit wat er getoond mag worden." if self._is_estimated(code) else ""
        return tuple(filter(None, (reason, lacking, estimated, last.remark)))

    def _is_estimated(self, code: str) -> bool:
        return self.table.of(code, self.periods[-1]).is_estimated
