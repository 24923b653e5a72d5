"""What is kept of some indicators, areas and periods, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from reporting.indicators.areas import COUNTRY_CODE, Area
from reporting.indicators.numbers import write_value
from reporting.indicators.tables import Cell
from reporting.models import Figure, FigureMark, FigureTarget, Incomparability, Indicator
from reporting.periods import Period


@dataclass
class Kept:
    """The figures, reasons and targets of some indicators, areas and periods."""

    figures: dict[tuple[int, str, str], Figure]
    reasons: dict[int, list[Incomparability]]
    targets: dict[tuple[int, str], FigureTarget]

    def cell(self, indicator: Indicator, area: Area, period: Period) -> Cell:
        reason = self.reason(indicator, area, period)
        exists = area.existed(period.on)
        figure = self.figures.get((indicator.pk, area.code, str(period)))
        if figure is None or figure.mark == FigureMark.WITHDRAWN:
            return Cell(period, reason=reason, exists=exists, number=figure.number if figure else 0)
        shown = write_value(figure.value, figure.mark, indicator.decimals)
        return Cell(
            period,
            figure.value,
            figure.mark,
            figure.note,
            figure.source,
            reason,
            exists=exists,
            number=figure.number,
            shown=shown,
        )

    def reason(self, indicator: Indicator, area: Area, period: Period) -> str:
        """Why the figure cannot be compared, "" when it can: for the area itself, or for all."""
        found = (
            one.reason
            for one in self.reasons.get(indicator.pk, ())
            if one.area_code in (area.code, COUNTRY_CODE) and holds_in(one, period)
        )
        return " ".join(found)


def holds_in(one: Incomparability, period: Period) -> bool:
    try:
        first, last = Period.parse(one.first), Period.parse(one.last) if one.last else None
    except ValidationError:  # the indicator got another kind of period since
        return False
    return first <= period and (last is None or period <= last)


def kept(indicators: Sequence[Indicator], periods: Iterable[Period], codes: Iterable[str]) -> Kept:
    """What is kept of these. Three queries."""
    codes = {*codes, COUNTRY_CODE}
    found = Figure.objects.filter(indicator__in=indicators, period__in={str(one) for one in periods})
    figures = {
        (one.indicator_id, one.area_code, one.period): one for one in found.filter(area_code__in=codes).current()
    }
    reasons: dict[int, list[Incomparability]] = defaultdict(list)
    for reason in Incomparability.objects.filter(indicator__in=indicators, area_code__in=codes):
        reasons[reason.indicator_id].append(reason)
    targets = FigureTarget.objects.filter(indicator__in=indicators, area_code__in=codes)
    return Kept(figures, reasons, {(one.indicator_id, one.area_code): one for one in targets})
