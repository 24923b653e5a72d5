"""The municipalities of a region as tiles: the centre municipality first, then by name. This is no map."""

from __future__ import annotations

from collections.abc import Collection

from ghnt.documents.drawing import in_document_font
from ghnt.ui.figure_tiles import FigureTile, classes_of, figure_grid, key_of, page_grid, tiles_table
from regions.models import Municipality, Region
from reporting.indicators.pictures import measure_of
from reporting.indicators.tables import IndicatorTable
from reporting.models import Indicator
from reporting.spoken.blocks import Column, Grid, Picture

FEWEST = 3  # of fewer the bars say it all


def centre_codes(region: Region) -> frozenset[str]:
    """CBS codes of its centre municipalities; one query."""
    centres = Municipality.objects.filter(centre__region=region)
    return frozenset(centres.values_list("cbs_code", flat=True))


def municipality_tiles(table: IndicatorTable, centres: Collection[str]) -> Picture | None:
    """The last period of which anything is known, in classes; None for a few municipalities, shares and averages."""
    known = [at for at in range(len(table.periods)) if any(row.cells[at].mark for row in table.municipalities)]
    rows = [row for row in table.municipalities if known and row.cells[known[-1]].exists]
    if len(rows) < FEWEST or not table.indicator.is_count:
        return None
    at = known[-1]
    rows.sort(key=lambda row: (row.area.code not in centres, row.area.name.casefold()))
    tiles = [FigureTile(row.area.code, measure_of(row.area.name, row.cells[at])) for row in rows]
    classes = classes_of(tiles)
    keys = key_of(tiles, classes)
    caption = _words(table.indicator, table.periods[at].label, [(key.words, key.count) for key in keys])
    twin = tiles_table(tiles, caption=caption, first="Gemeente", value=table.indicator.name)
    grid = Grid(
        twin.caption,
        [Column("Gemeente", 40), Column(table.indicator.name, 60, is_number=True)],
        [[str(cell) for cell in row] for row in twin.rows],
    )
    return Picture(
        caption,
        page_grid(tiles, classes, title=caption),
        grid,
        in_document_font(figure_grid(tiles, classes, title=caption)),
        tuple((key.mark, f"{key.words} ({key.count})") for key in keys),
    )


def _words(indicator: Indicator, period: str, keys: list[tuple[str, int]]) -> str:
    """ "Meldingen, 1e halfjaar 2021: minder dan 10 in 3 gemeenten, 10 tot 20 in 4, …" """
    said = [f"{words[:1].lower()}{words[1:]} in {count}" for words, count in keys if count]
    first = f"{said[0]} gemeente{'' if said[0].endswith(' 1') else 'n'}"
    return f"{indicator}, {period}: {', '.join([first, *said[1:]])}"
