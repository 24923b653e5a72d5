"""What a table would change: which figures are new, which are revised, and which stand there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reporting.figure_import.understanding import Line
from reporting.indicators.numbers import write_value
from reporting.models import Figure, Indicator
from reporting.protection import Rule, Shown, figure_table


@dataclass(frozen=True)
class ComparedLine:
    """A row beside what stands now; `before` is None when nothing stands yet.

    `told`: what may be shown of a count that a region entered, to somebody outside it. Such a row counts as revised:
    that it is the same would tell the count.
    """

    line: Line
    before: Figure | None
    decimals: int
    told: Shown | None = None

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_revised(self) -> bool:
        one = self.line.figure
        if self.told is not None:
            return True
        return self.before is not None and (self.before.value, self.before.mark) != (one.value, one.mark)

    @property
    def was(self) -> str:
        if self.told is not None:
            return self.told.marked
        return write_value(self.before.value, self.before.mark, self.decimals) if self.before else ""

    @property
    def becomes(self) -> str:
        return write_value(self.line.figure.value, self.line.figure.mark, self.decimals)


@dataclass(frozen=True)
class Comparison:
    lines: tuple[ComparedLine, ...]

    @property
    def new(self) -> tuple[ComparedLine, ...]:
        return tuple(line for line in self.lines if line.is_new)

    @property
    def revised(self) -> tuple[ComparedLine, ...]:
        return tuple(line for line in self.lines if line.is_revised)

    @property
    def unchanged(self) -> int:
        return len(self.lines) - len(self.new) - len(self.revised)

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.revised)

    @property
    def sentence(self) -> str:
        """ "120 nieuwe cijfers, 3 herziene, 40 ongewijzigd." """
        new = f"{len(self.new)} nieuw{'' if len(self.new) == 1 else 'e'} cijfer{'' if len(self.new) == 1 else 's'}"
        return f"{new}, {len(self.revised)} herzien, {self.unchanged} ongewijzigd."


def compare(lines: Sequence[Line], indicator: Indicator, *, outside: bool = False) -> Comparison:
    """For somebody `outside` the regions what they entered is protected. One query, then four."""
    standing = _standing(indicator, {str(line.figure.period) for line in lines})
    pairs = [(line, standing.get((line.figure.area.code, str(line.figure.period)))) for line in lines]
    secret = (
        {one.pk for _, one in pairs if one and _is_secret(one)} if outside and Rule.of(indicator).is_protected else ()
    )
    periods = dict.fromkeys(line.figure.period for line, one in pairs if one and one.pk in secret)
    shown = figure_table(indicator, tuple(periods)) if periods else None
    return Comparison(
        tuple(
            ComparedLine(
                line,
                one,
                indicator.decimals,
                shown.of(one.area_code, one.period) if shown and one and one.pk in secret else None,
            )
            for line, one in pairs
        )
    )


def _is_secret(one: Figure) -> bool:
    """A count that did not come from a table that the national team read in itself."""
    return one.value is not None and (one.imported is None or one.imported.region_id is not None)


def _standing(indicator: Indicator, periods: Iterable[str]) -> dict[tuple[str, str], Figure]:
    rows = indicator.figures.filter(period__in=list(periods)).current()
    return {(row.area_code, row.period): row for row in rows.select_related("imported")}
