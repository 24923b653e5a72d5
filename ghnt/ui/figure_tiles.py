"""Tiles with figures: regions on their map, municipalities in a row. Shades are classes in words, never a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.charts import ChartTable, legend_mark
from ghnt.ui.lettering import text_width, wrap
from ghnt.ui.measured import Measure, thousands, top_of_scale
from ghnt.ui.svg import EDGE, INK, WHITE, Paint, centred_text, drawing, lines_of_text, number, rectangle, together

TILE, GAP = 64, 6
SHADES: Final = (
    Paint("#f1eaf5", INK, EDGE),
    Paint("#dccbe6"),
    Paint("#a583b9"),
    Paint("#6a427f", WHITE),
    Paint("#331a40", WHITE),
)
NOTHING: Final = Paint(WHITE, INK, EDGE)
NO_FIGURE, TOO_SMALL = "Geen cijfer", "Te klein om te tonen"


@dataclass(frozen=True)
class Shade:
    """A shade with its words; `high` belongs to the next."""

    words: str
    low: Decimal
    high: Decimal | None
    paint: Paint


@dataclass(frozen=True)
class FigureTile:
    """An area with its value. On a map with a row and a column; without them it stands in the order given."""

    code: str
    measure: Measure  # its label is the name of the area
    row: int = 0
    column: int = 0
    url: str | None = None


@dataclass(frozen=True)
class Key:
    paint: Paint
    words: str
    count: int

    @property
    def mark(self) -> SafeString:
        return legend_mark(self.paint)


def classes_of(tiles: Sequence[FigureTile]) -> tuple[Shade, ...]:
    """Three to five classes of equal width from 0 on, with round limits; none when nothing is known."""
    numbers = [Decimal(tile.measure.number) for tile in tiles if tile.measure.number is not None]
    if not numbers:
        return ()
    top = top_of_scale(max(numbers) + 1)
    count = next(number for number in (4, 5, 3) if top % number == 0 or number == 3)
    width = Decimal(top) / count
    limits = [(width * place, width * (place + 1)) for place in range(count)]
    shades = SHADES if count == 5 else SHADES[:count] if count == 4 else (SHADES[0], SHADES[2], SHADES[4])
    return tuple(
        Shade(_limits(low, high, place == count - 1), low, None if place == count - 1 else high, shades[place])
        for place, (low, high) in enumerate(limits)
    )


def _limits(low: Decimal, high: Decimal, is_last: bool) -> str:
    if not low:
        return f"Minder dan {thousands(high)}"
    return f"{thousands(low)} of meer" if is_last else f"{thousands(low)} tot {thousands(high)}"


def shade_of(measure: Measure, classes: Sequence[Shade]) -> tuple[str, Paint]:
    """The words and the look of a value."""
    if measure.number is None:
        return (TOO_SMALL, NOTHING) if measure.is_hidden else (NO_FIGURE, replace(NOTHING, diagonal=True))
    found = next(one for one in classes if one.high is None or measure.number < one.high)
    return found.words, found.paint


def key_of(tiles: Sequence[FigureTile], classes: Sequence[Shade]) -> tuple[Key, ...]:
    """Each class with the number of areas in it, the lowest first; what is not there is left out at the end."""
    said = [shade_of(tile.measure, classes) for tile in tiles]
    looks = [(one.words, one.paint) for one in classes]
    looks += [look for look in ((TOO_SMALL, NOTHING), (NO_FIGURE, replace(NOTHING, diagonal=True))) if look in said]
    return tuple(Key(paint, words, said.count((words, paint))) for words, paint in looks)


def figure_map(
    tiles: Sequence[FigureTile],
    classes: Sequence[Shade],
    *,
    title: str,
    highlight: str = "",
    keys: Sequence[Key] = (),
) -> SafeString:
    """Regions where their row and column say; the own one has a thick edge. With `keys` beside it."""
    step = TILE + GAP
    width = (max((tile.column for tile in tiles), default=0) + 1) * step - GAP
    height = (max((tile.row for tile in tiles), default=0) + 1) * step - GAP
    drawn = [
        _tile(tile, (tile.column * step, tile.row * step), (TILE, TILE), classes, is_own=tile.code == highlight)
        for tile in tiles
    ]
    beside = width + 24
    for place, key in enumerate(keys):
        top = 24 + 28 * place
        words = lines_of_text([f"{key.words} ({key.count})"], beside + 26, top + 14)
        drawn += [rectangle(beside, top, 18, 18, key.paint), words]
    return drawing((beside + 200 if keys else width, height), title, drawn, role=_role(tiles))


def figure_grid(tiles: Sequence[FigureTile], classes: Sequence[Shade], *, title: str, columns: int = 5) -> SafeString:
    """Tiles with whole names in the order given: this is no map."""
    size, name = ((136, 76), "wide") if columns > 2 else ((141, 76), "narrow")
    drawn = [
        _tile(
            replace(tile, code=""),
            ((place % columns) * (size[0] + GAP), (place // columns) * (size[1] + GAP)),
            size,
            classes,
        )
        for place, tile in enumerate(tiles)
    ]
    rows = max(-(-len(tiles) // columns), 1)
    whole = (columns * (size[0] + GAP) - GAP, rows * (size[1] + GAP) - GAP)
    return drawing(whole, title, drawn, name=name, role=_role(tiles))


def page_grid(tiles: Sequence[FigureTile], classes: Sequence[Shade], *, title: str) -> SafeString:
    """For a page: wide, and anew for a narrow screen."""
    return together(figure_grid(tiles, classes, title=title, columns=columns) for columns in (5, 2))


def tiles_table(tiles: Sequence[FigureTile], *, caption: str, first: str, value: str) -> ChartTable:
    """By name."""
    by_name = sorted(tiles, key=lambda tile: tile.measure.label.casefold())
    return ChartTable(caption, [first, value], [[tile.measure.label, tile.measure.words] for tile in by_name])


def _role(tiles: Sequence[FigureTile]) -> str:
    return "group" if any(tile.url for tile in tiles) else "img"  # an image would hide its links


def _tile(
    tile: FigureTile,
    at: tuple[float, float],
    size: tuple[float, float],
    classes: Sequence[Shade],
    *,
    is_own: bool = False,
) -> SafeString:
    words, paint = shade_of(tile.measure, classes)
    (x, y), (width, height) = at, size
    said = f"{tile.measure.label}: {tile.measure.words}"
    said = said if tile.measure.number is None else f"{said} ({words.lower()})"
    middle = x + width / 2
    drawn = format_html(
        "<title>{}</title>{}{}{}",
        said,
        rectangle(x, y, width, height, paint),
        _name(tile, middle, y, width, paint.text_fill),
        centred_text(_figure(tile.measure), middle, y + height - 11, paint.text_fill, 14),
    )
    own = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="none" stroke="{}" stroke-width="4"/>',
        *(number(one) for one in (x + 2, y + 2, width - 4, height - 4)),
        INK,
    )
    whole = together([drawn, own]) if is_own else drawn
    if tile.url is None:
        return format_html("<g>{}</g>", whole)
    return format_html('<a href="{}" aria-label="{} {}">{}</a>', tile.url, tile.code, said, whole)


def _name(tile: FigureTile, middle: float, y: float, width: float, fill: str) -> SafeString:
    if tile.code:
        return centred_text(tile.code, middle, y + 28, fill, 17)
    lines = wrap(tile.measure.label, width - 12, 15)
    lines = lines if len(lines) <= 2 else [lines[0], f"{lines[1]} …"]
    return together(centred_text(line, middle, y + 19 + 17 * place, fill, 14) for place, line in enumerate(lines))


def _figure(measure: Measure) -> str:
    if measure.number is None and not measure.is_hidden:
        return "?"
    text = f"{measure.text}*" if measure.is_provisional and not measure.text.endswith("*") else measure.text
    return text if text_width(text, 14) <= TILE - 4 else text.removesuffix("*")
