"""Bars and the tile map. A drawing has its conclusion as a title, and a table as its twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.lettering import text_width, wrap
from ghnt.ui.svg import (
    EDGE,
    FONT_SIZE,
    INK,
    LINE_HEIGHT,
    MUTED,
    WHITE,
    Paint,
    centred_text,
    drawing,
    lines_of_text,
    rectangle,
    together,
)

BAR_HEIGHT, ROW_GAP, SEGMENT_GAP = 26, 14, 2
DESCENT = 5  # of the letters under their line
TILE, TILE_GAP = 56, 6

# The order is that of the drawing: best first.
ASSESSMENT_PAINT: Final[Mapping[str | None, Paint]] = {
    "on_course": Paint("#1f7a5a", WHITE),
    "attention": Paint("#c97c00"),
    "stalled": Paint("#8c1f18", WHITE),
    None: Paint(WHITE, INK, EDGE),
}
PHASE_PAINT: Final[Mapping[str | None, Paint]] = {
    "not_started": Paint(WHITE, INK, EDGE),
    "preparation": Paint("#dccbe6"),
    "in_progress": Paint("#a583b9"),
    "finished": Paint("#6a427f", WHITE),
    "embedded": Paint("#331a40", WHITE),
    "dropped": Paint(WHITE, INK, EDGE, diagonal=True),
}
OWN_TILE, OTHER_TILE = Paint("#57316a", WHITE), Paint("#e2d4ea")


@dataclass(frozen=True)
class Segment:
    label: str
    count: int
    fill: str
    text_fill: str = INK
    outline: str | None = None
    diagonal: bool = False

    @property
    def paint(self) -> Paint:
        return Paint(self.fill, self.text_fill, self.outline, self.diagonal)


@dataclass(frozen=True)
class BarRow:
    label: str
    segments: Sequence[Segment]
    empty: str = "geen acties"

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)


@dataclass(frozen=True)
class Tile:
    """A region on the tile map; row and column are data of the region. With an address the tile is a link."""

    code: str
    name: str
    row: int
    column: int
    fill: str = OTHER_TILE.fill
    text_fill: str = OTHER_TILE.text_fill
    label: str = ""
    url: str | None = None
    outline: str | None = None


@dataclass(frozen=True)
class ChartTable:
    """The twin of a drawing: the same numbers, for `includes/_chart_table.html` and the PDF."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | int]]


@dataclass(frozen=True)
class _Frame:
    """Where the parts of a bar chart stand: labels beside the bars, or above them on a narrow screen."""

    name: str
    width: int
    label_width: int
    beside: bool

    @property
    def bar_start(self) -> int:
        return self.label_width if self.beside else 0


_WIDE = _Frame("wide", width=720, label_width=250, beside=True)
_NARROW = _Frame("narrow", width=288, label_width=288, beside=False)


def segments(
    counts: Mapping[str | None, int], labels: Mapping[str | None, str], paints: Mapping[str | None, Paint]
) -> list[Segment]:
    """Segments in the fixed order of `paints`; a code without a count is left out."""
    return [
        Segment(labels[code], counts[code], paint.fill, paint.text_fill, paint.outline, paint.diagonal)
        for code, paint in paints.items()
        if counts.get(code)
    ]


def assessment_bars(rows: Sequence[BarRow], *, title: str) -> SafeString:
    """A bar of koers per row on one shared scale: the length is the number of actions."""
    return _bars(rows, title, _WIDE)


def phase_bars(rows: Sequence[BarRow], *, title: str, keys: Sequence[tuple[str, Paint]] = ()) -> SafeString:
    """As `assessment_bars`, for phases; `keys` are words with their paint, drawn below."""
    return _bars(rows, title, _WIDE, keys)


def page_bars(rows: Sequence[BarRow], *, title: str) -> SafeString:
    """The same bars for a page: wide, and anew for a narrow screen; the style sheet shows one of them."""
    return together([_bars(rows, title, _WIDE), _bars(rows, title, _NARROW)])


def bars_table(rows: Sequence[BarRow], *, caption: str, first: str = "Onderdeel") -> ChartTable:
    """The numbers of a bar chart: a column per label in order of appearance, a total at the end."""
    labels = list(dict.fromkeys(segment.label for row in rows for segment in row.segments))
    numbers: list[list[str | int]] = []
    for row in rows:
        counts = {segment.label: segment.count for segment in row.segments}
        numbers.append([row.label, *(counts.get(label, 0) for label in labels), row.total])
    return ChartTable(caption, [first, *labels, "Totaal"], numbers)


def tile_map(tiles: Sequence[Tile], *, title: str, highlight: str | None = None) -> SafeString:
    """The regions as tiles, large enough for a finger; `highlight` is the code of the own region."""
    step = TILE + TILE_GAP
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    role = "group" if any(tile.url for tile in tiles) else "img"  # an image would hide its links
    parts = [_tile(tile, own=tile.code == highlight) for tile in tiles]
    return drawing((columns * step - TILE_GAP, rows * step - TILE_GAP), title, parts, role=role)


def tiles_table(tiles: Sequence[Tile], *, caption: str, value: str) -> ChartTable:
    """Full names and what their tile says, by name."""
    by_name = sorted(tiles, key=lambda tile: tile.name.casefold())
    return ChartTable(caption, ["Regio", value], [[tile.name, tile.label] for tile in by_name])


def legend_mark(paint: Paint) -> SafeString:
    """The small square of a legend; the word stands beside it."""
    return format_html(
        '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        rectangle(0, 0, 16, 16, paint),
    )


def _bars(rows: Sequence[BarRow], title: str, frame: _Frame, keys: Sequence[tuple[str, Paint]] = ()) -> SafeString:
    scale = (frame.width - frame.bar_start) / (max((row.total for row in rows), default=0) or 1)
    parts, top = [], 0
    for row in rows:
        lines = wrap(row.label, frame.label_width - 14, FONT_SIZE)
        label_top = 18 if frame.beside else 14
        label_height = LINE_HEIGHT * (len(lines) - 1) + label_top + DESCENT
        bar_top = top if frame.beside else top + label_height + 3
        parts += [
            lines_of_text(lines, 0, top + label_top),
            _bar(row, frame, bar_top, scale),
        ]
        top = max(bar_top + BAR_HEIGHT, top + label_height) + ROW_GAP
    bottom: float = max(top - ROW_GAP, BAR_HEIGHT)
    if keys:
        drawn, bottom = _drawn_keys(keys, frame.width, bottom + ROW_GAP)
        parts += drawn
    return drawing((frame.width, bottom), title, parts, name=frame.name)


def _drawn_keys(keys: Sequence[tuple[str, Paint]], width: int, top: float) -> tuple[list[SafeString], float]:
    """Squares with their words, on as many lines as they need; and where they end."""
    parts, x = [], 0.0
    for word, paint in keys:
        needed = 20 + text_width(word, FONT_SIZE)
        if x and x + needed > width:
            x, top = 0.0, top + LINE_HEIGHT
        parts += [rectangle(x, top, 14, 14, paint), lines_of_text([word], x + 20, top + 12)]
        x += needed + 22
    return parts, top + LINE_HEIGHT


def _bar(row: BarRow, frame: _Frame, top: float, scale: float) -> SafeString:
    parts, x = [], float(frame.bar_start)
    for segment in row.segments:
        if segment.count:
            parts.append(_segment(segment, x, top, max(segment.count * scale - SEGMENT_GAP, 1)))
            x += segment.count * scale
    return together(parts) if parts else lines_of_text([row.empty], x, top + 18, MUTED)


def _segment(segment: Segment, x: float, top: float, width: float) -> SafeString:
    count = str(segment.count)
    parts = [rectangle(x, top, width, BAR_HEIGHT, segment.paint)]
    if text_width(count, FONT_SIZE) <= width:
        parts.append(centred_text(count, x + width / 2, top + 18.5, segment.text_fill))
    return format_html("<g><title>{}: {}</title>{}</g>", segment.label, count, together(parts))


def _tile(tile: Tile, *, own: bool) -> SafeString:
    paint = OWN_TILE if own else Paint(tile.fill, tile.text_fill, tile.outline)
    x, y = tile.column * (TILE + TILE_GAP), tile.row * (TILE + TILE_GAP)
    words = f"{tile.name}: {tile.label}" if tile.label else tile.name
    drawn = format_html(
        "<title>{}</title>{}{}",
        words,
        rectangle(x, y, TILE, TILE, paint),
        centred_text(tile.code, x + TILE / 2, y + TILE / 2 + 6, paint.text_fill, 17),
    )
    if tile.url is None:
        return format_html("<g>{}</g>", drawn)
    return format_html('<a href="{}" aria-label="{} {}">{}</a>', tile.url, tile.code, words, drawn)
