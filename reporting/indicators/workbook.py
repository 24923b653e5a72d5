"""One indicator around a region as a workbook: the numbers of its drawings, as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse

from ghnt.documents.workbook import Cell as SheetCell
from ghnt.documents.workbook import Sheet, workbook_response
from reporting.indicators.tables import Cell, IndicatorTable, Row


def indicator_workbook(table: IndicatorTable, *, outside: bool) -> FileResponse:
    indicator, region = table.indicator, table.region
    warning = "Kleine aantallen zijn beschermd." if outside else "Exact: deel dit bestand niet buiten de regio."
    about = (str(indicator), f"Regio {region}", indicator.definition, f"Bron: {indicator.source}", warning)
    sheets = [
        _sheet("Regio en wijder", "Gebied", table.summary, table),
        _sheet("Gemeenten", "Gemeente", table.municipalities, table),
        Sheet("Bij de cijfers", (("Waarbij", 60), ("Wat", 80)), [(one.where, one.words) for one in table.remarks]),
    ]
    name = f"cijfers-{region.slug}-{indicator.code}"
    return workbook_response(name, sheets, about=tuple(filter(None, about)))


def _sheet(title: str, first: str, rows: Iterable[Row], table: IndicatorTable) -> Sheet:
    columns = [(first, 40), *((one.short_label, 14) for one in table.periods), ("Nulmeting en streefwaarde", 50)]
    return Sheet(title, columns, [(row.label, *map(_cell, row.cells), row.goal) for row in rows])


def _cell(cell: Cell) -> SheetCell:
    """A number where it needs no mark: "125*" and "<5" are text."""
    return cell.value if cell.value is not None and not cell.is_provisional else cell.shown
