"""The drawings of the national figures, each with its conclusion and its table."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from ghnt.documents.drawing import in_document_font
from ghnt.ui.charts import ChartTable
from ghnt.ui.figure_tiles import FigureTile, Key, classes_of, figure_map, key_of, tiles_table
from ghnt.ui.plot import Series
from ghnt.ui.small_multiples import (
    ONE_SCALE,
    OWN_SCALE,
    multiples_table,
    page_multiples,
    small_multiples,
)
from reporting.national_figures.content import AreaFigures, NationalContent
from reporting.spoken.blocks import Column, Grid, Picture


def region_map(content: NationalContent, *, is_linked: bool = False) -> tuple[Picture, tuple[Key, ...]]:
    """The regions on their map, in classes; and the classes with their numbers, for a page to list."""
    every = [_tile(one, is_linked=is_linked) for one in content.regions]
    classes = classes_of(every)
    keys, placed = (
        key_of(every, classes),
        [tile for tile, one in zip(every, content.regions, strict=True) if _on_map(one)],
    )
    caption = _in_words(keys, content)
    table = tiles_table(
        every, caption=f"{content.name}, {content.period}", first="Regio", value=content.unit.capitalize()
    )
    plain = [FigureTile(one.code, one.measure, one.row, one.column) for one in placed]
    return Picture(
        caption,
        figure_map(placed, classes, title=caption),
        _grid(table, 60),
        in_document_font(figure_map(plain, classes, title=caption, keys=keys)),
    ), keys


def region_lines(content: NationalContent) -> Picture:
    """A small line for each region, in the order of the list."""
    every = [_series(one, content) for one in content.regions]
    caption = f"{_directions(content)} {ONE_SCALE if content.shares_scale else OWN_SCALE}"
    scale = content.shares_scale
    table = multiples_table(
        every, caption=f"{content.name} per regio, {content.periods[0][0]} tot en met {content.period}"
    )
    return Picture(
        caption,
        page_multiples(every, title=caption, shared=scale),
        _grid(table, 25),
        in_document_font(small_multiples(every, title=caption, shared=scale)),
    )


def _tile(one: AreaFigures, *, is_linked: bool) -> FigureTile:
    url = reverse("reporting:figure_list", args=[one.slug]) if is_linked else None
    return FigureTile(one.code, one.last.measure(one.name), one.row or 0, one.column or 0, url)


def _on_map(one: AreaFigures) -> bool:
    return one.row is not None and one.column is not None


def _series(one: AreaFigures, content: NationalContent) -> Series:
    labels = [short for _, short in content.periods]
    return Series(one.name, [value.measure(label) for value, label in zip(one.values, labels, strict=True)])


def _in_words(keys: tuple[Key, ...], content: NationalContent) -> str:
    """ "Adviezen, 1e halfjaar 2021: minder dan 1.000 in 12 regio’s, 1.000 tot 2.000 in 10, geen cijfer in 6." """
    said = [f"{key.words[:1].lower()}{key.words[1:]} in {key.count}" for key in keys if key.count]
    if not said:
        return f"{content.name}, {content.period}: er zijn nog geen regio’s."
    first = f"{said[0]} regio{'’s' if said[0].split()[-1] != '1' else ''}"
    return f"{content.name}, {content.period}: {', '.join([first, *said[1:]])}."


def _directions(content: NationalContent) -> str:
    """In how many regions the figure rose, fell, stayed, or cannot be compared with the period before."""
    up = down = level = apart = 0
    for one in content.regions:
        new, old = one.values[-1], one.values[-2]
        if not (new.number and old.number) or one.more == "niet vergelijkbaar":
            apart += 1
            continue
        more = Decimal(new.number) - Decimal(old.number)
        up, down, level = up + (more > 0), down + (more < 0), level + (more == 0)
    if not up + down + level:
        return "Met de periode ervoor is nergens te vergelijken."
    said = f"In {up} regio’s is het getal hoger dan een periode eerder, in {down} lager, in {level} gelijk."
    return f"{said} {apart} {'is' if apart == 1 else 'zijn'} niet te vergelijken." if apart else said


def _grid(table: ChartTable, first: int) -> Grid:
    """The twin as every form of the page shows it."""
    share = (100 - first) // max(len(table.head) - 1, 1) // 5 * 5
    columns = [Column(table.head[0], first), *(Column(str(one), share, is_number=True) for one in table.head[1:])]
    return Grid(table.caption, columns, [[str(cell) for cell in row] for row in table.rows])
