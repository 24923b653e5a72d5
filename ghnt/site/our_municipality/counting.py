"""The figures of one municipality; exact for its own region."""

from __future__ import annotations

from datetime import date

from ghnt.site.our_municipality.content import OwnFigure, OwnFigures
from regions.models import Municipality, Region
from regions.rights import Rights
from reporting.indicators.access import SEE_EXACT
from reporting.indicators.listing import tables_for_municipality
from reporting.indicators.tables import IndicatorTable


def own_figures(municipality: Municipality, region: Region, rights: Rights, *, on: date) -> tuple[OwnFigures, ...]:
    """Of each indicator that is counted per municipality the last periods. A constant number of queries."""
    outside = not rights.may_for_municipality(SEE_EXACT, municipality, region)
    return tuple(map(_own, tables_for_municipality(municipality, region, on=on, outside=outside)))


def _own(table: IndicatorTable) -> OwnFigures:
    [row] = table.municipalities
    cells = tuple(OwnFigure(cell.period.short_label, cell.shown, bool(cell.reason)) for cell in row.cells)
    remarks = tuple(dict.fromkeys(f"{cell.period.label}: {said}" for cell in row.cells for said in cell.remarks))
    return OwnFigures(table.indicator.code, table.indicator.name, table.indicator.unit, cells, row.goal, remarks)
