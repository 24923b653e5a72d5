"""What stands for areas in periods: a table of rows (areas) and cells (periods) per indicator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from regions.models import Region
from reporting.indicators.areas import Area
from reporting.models import FigureMark, FigureTarget, Indicator
from reporting.periods import Period


@dataclass(frozen=True)
class Cell:
    """One area in one period. `mark` is "" where nothing is known. `shown` is what readers see of it.

    `is_sum`: of its municipalities; those of `lacking` are not in it. `number` is the version, 0 of a sum.
    """

    period: Period
    value: Decimal | None = None
    mark: str = ""
    note: str = ""
    source: str = ""
    reason: str = ""  # not comparable, because
    is_sum: bool = False
    lacking: tuple[str, ...] = ()
    exists: bool = True
    number: int = 0
    shown: str = ""
    is_hidden: bool = False  # "<5"
    code: str = ""  # of the area that it was stated for, where that is not the area of the row

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def is_provisional(self) -> bool:
        return self.mark == FigureMark.PROVISIONAL

    @property
    def remarks(self) -> tuple[str, ...]:
        """What belongs to the figure, each a sentence."""
        without = f"Zonder {', '.join(self.lacking)}: daarvan is geen cijfer bekend." if self.lacking else ""
        reason = f"Niet vergelijkbaar, want {self.reason}" if self.reason else ""
        absent = "" if self.exists or not self.mark else "Deze gemeente bestond toen nog niet of niet meer."
        return tuple(filter(None, (reason, absent, without, self.note)))


@dataclass(frozen=True)
class Row:
    """One area with its cells, oldest first. `label` names it so that it cannot be taken for another area."""

    area: Area
    cells: tuple[Cell, ...]
    label: str = ""
    target: FigureTarget | None = None
    is_own: bool = True  # no part of it lies outside the region
    goal: str = ""  # baseline and target in words
    baseline: Decimal | None = None  # as it may be shown
    aim: Decimal | None = None  # as it may be shown

    @property
    def last(self) -> Cell:
        return self.cells[-1]

    @property
    def remarks(self) -> list[tuple[Period, str]]:
        return [(cell.period, said) for cell in self.cells for said in cell.remarks]

    @property
    def has_any(self) -> bool:
        return any(cell.mark for cell in self.cells)


@dataclass(frozen=True)
class Remark:
    where: str
    words: str


@dataclass(frozen=True)
class IndicatorTable:
    """One indicator around one region. `around`: its Veilig Thuis areas and the country."""

    indicator: Indicator
    region: Region
    periods: tuple[Period, ...]
    total: Row
    around: tuple[Row, ...]
    municipalities: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The wider areas last, the municipalities first."""
        return (*self.municipalities, *self.summary)

    @property
    def summary(self) -> tuple[Row, ...]:
        is_told = self.total.has_any or self.total.target or not self.around
        return (self.total, *self.around) if is_told else self.around

    @property
    def has_any(self) -> bool:
        return any(row.has_any for row in self.rows)

    @property
    def known_until(self) -> int:
        """How many of the periods there are up to and with the last one that has a figure."""
        return max((at + 1 for row in self.rows for at, cell in enumerate(row.cells) if cell.mark), default=0)

    @property
    def remarks(self) -> list[Remark]:
        """What belongs to the figures. What is said of several areas or periods is said once."""
        found: dict[str, dict[str, list[Period]]] = {}
        for row in self.rows:
            for cell in row.cells:
                for said in cell.remarks:
                    found.setdefault(said, {}).setdefault(row.label, []).append(cell.period)
        every = sum(row.has_any for row in self.rows)
        return [Remark(where, said) for said, areas in found.items() for where in _places(areas, every)]

    @property
    def facts(self) -> str:
        """Unit, source and since when figures can be compared, in sentences."""
        one = self.indicator
        parts = [f"Eenheid: {one.unit}.", f"Bron: {one.source}." if one.source else "", since_words(one)]
        return " ".join(filter(None, parts))

    @property
    def summary_caption(self) -> str:
        return f"{self.indicator}, regio {self.region} en wijder"

    @property
    def municipal_caption(self) -> str:
        return f"{self.indicator} per gemeente van regio {self.region}"


def since_words(indicator: Indicator) -> str:
    """ "Vergelijkbaar vanaf 1e halfjaar 2019.", "" when that is not said."""
    if not indicator.comparable_since:
        return ""
    return f"Vergelijkbaar vanaf {Period.parse(indicator.comparable_since).label}."


def _places(areas: dict[str, list[Period]], every: int) -> list[str]:
    """Areas of which the same is said in the same periods stand together."""
    together: dict[str, list[str]] = {}
    for label, periods in areas.items():
        together.setdefault(_listed(periods), []).append(label)
    return [
        f"{'Alle gebieden' if len(labels) > 2 and len(labels) >= every else '; '.join(labels)}, {when}"
        for when, labels in together.items()
    ]


def _listed(periods: list[Period]) -> str:
    if len(periods) == 1:
        return periods[0].label
    follow = all(one.next == other for one, other in pairwise(periods))
    if follow and len(periods) > 2:
        return f"{periods[0].label} tot en met {periods[-1].label}"
    return ", ".join(one.label for one in periods)
