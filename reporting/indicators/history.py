"""Every value that one figure ever had: who, when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reporting.indicators.areas import Area
from reporting.indicators.numbers import write_value
from reporting.models import Figure, FigureMark, Indicator
from reporting.periods import Period


@dataclass(frozen=True)
class Step:
    """One change; `before` is "" for the first value, `after` "" for a withdrawal."""

    figure: Figure
    before: str
    after: str

    @property
    def at(self) -> datetime:
        return self.figure.at

    @property
    def words(self) -> str:
        if self.figure.mark == FigureMark.WITHDRAWN:
            return f"Ingetrokken: {self.before}" if self.before else "Ingetrokken"
        if not self.before:
            return f"Ingevuld: {self.after}"
        if self.before == self.after:
            return f"Toelichting of bron gewijzigd bij {self.after}"
        return f"Gewijzigd van {self.before} in {self.after}"


@dataclass(frozen=True)
class FigureHistory:
    indicator: Indicator
    area: Area
    period: Period
    steps: tuple[Step, ...]  # newest first

    @property
    def title(self) -> str:
        return f"Eerdere waarden, {self.area.told}, {self.period.label}"

    @property
    def last(self) -> Figure:
        return self.steps[0].figure

    @property
    def can_be_withdrawn(self) -> bool:
        return bool(self.steps) and self.last.mark != FigureMark.WITHDRAWN


def history_of(indicator: Indicator, area: Area, period: Period) -> FigureHistory:
    """One query."""
    rows = Figure.objects.filter(indicator=indicator, area_code=area.code, period=str(period))
    steps, before = [], ""
    for row in rows.select_related("imported").order_by("number"):
        after = write_value(row.value, row.mark, indicator.decimals)
        steps.append(Step(row, before, after))
        before = after
    return FigureHistory(indicator, area, period, tuple(reversed(steps)))
