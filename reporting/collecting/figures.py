"""The chapter Cijfers: the last periods that ended with the half year, always as seen from outside the region."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Q

from ghnt.periods import HalfYear
from regions.models import AreaMembership, Municipality, Region
from reporting.content.figures import FiguresTold, ToldCell, ToldIndicator, ToldRow
from reporting.indicators.areas import COUNTRY
from reporting.indicators.listing import periods_until, seen_tables
from reporting.indicators.tables import Cell, IndicatorTable, Row
from reporting.models import Figure, Indicator, ReportRound
from reporting.periods import Period

TOLD_PERIODS = 4


def figures_in(region: Region, half_year: HalfYear) -> FiguresTold:
    """What a report over the half year tells of figures. A constant number of queries."""
    indicators = list(Indicator.objects.offered_in(region))
    if not indicators:
        return FiguresTold()
    tables = seen_tables(region, indicators, periods_until(half_year, TOLD_PERIODS), outside=True)
    return FiguresTold(tuple(_told(one) for one in tables if one.has_any))


def figures_progress(region: Region, round: ReportRound) -> str:
    """ "6 indicatoren met cijfers", "" without any."""
    half_year = round.half_year
    members = Municipality.objects.in_region(region, on=half_year.end).values("cbs_code")
    ended = Figure.objects.told().filter(period_start__lte=half_year.start, period_start__year__gte=half_year.year - 1)
    areas = AreaMembership.objects.filter(municipality__cbs_code__in=members).values("target__code")
    found = ended.filter(
        Q(area_code__in=members) | Q(area_code__in=areas) | Q(area_code__in=(region.code, COUNTRY.code))
    )
    count = found.filter(indicator__in=Indicator.objects.offered_in(region)).values("indicator").distinct().count()
    return f"{count} {'indicator' if count == 1 else 'indicatoren'} met cijfers" if count else ""


def _told(table: IndicatorTable) -> ToldIndicator:
    known = [at for at in range(len(table.periods)) if any(row.cells[at].mark for row in table.municipalities)]
    at = known[-1] if known else -1
    here = (row for row in table.municipalities if row.cells[at].exists)
    return ToldIndicator(
        name=table.indicator.name,
        definition=table.indicator.definition,
        facts=table.facts,
        periods=tuple(map(str, table.periods[: table.known_until])),
        rows=tuple(_row(row, row.cells[: table.known_until]) for row in table.summary),
        municipal_period=str(table.periods[at]) if known else "",
        municipalities=tuple(_row(row, (row.cells[at],)) for row in here) if known else (),
        remarks=tuple((_outside(one.where), one.words) for one in table.remarks),
    )


def _row(row: Row, cells: tuple[Cell, ...]) -> ToldRow:
    target = row.target
    period = Period.parse(target.baseline_period).label if target and target.baseline_period else ""
    return ToldRow(
        label=_outside(row.label),
        cells=tuple(_cell(one) for one in cells),
        goal=row.goal,
        baseline=_text(row.baseline),
        baseline_period=period,
        target=_text(row.aim),
        target_on=target.target_on.isoformat() if target and target.target_on else None,
    )


def _outside(label: str) -> str:
    """A report is read by others too: it is not their region."""
    return label.replace("ruimer dan uw regio", "ruimer dan de regio")


def _cell(cell: Cell) -> ToldCell:
    return ToldCell(cell.shown if cell.mark else "", _text(cell.value), cell.mark, cell.is_hidden, cell.reason)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
