"""Who stands above, beside and below whom: boxes in layers with lines between them, wide and for a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.charts import OTHER_TILE, OWN_TILE
from ghnt.ui.lettering import wrap
from ghnt.ui.svg import (
    EDGE,
    FONT_SIZE,
    INK,
    LINE_HEIGHT,
    MUTED,
    WHITE,
    Paint,
    drawing,
    lines_of_text,
    number,
    rectangle,
    together,
)

WIDE, NARROW = 720, 288
PLAIN: Final = Paint(WHITE, INK, EDGE)
SOFT: Final = Paint("#f1eaf5", INK)
STRONG, MEDIUM = OWN_TILE, OTHER_TILE
GAP, BETWEEN, PAD, RAIL = 12, 36, 10, 16
MOST_BESIDE = 3
FRAME: Final = Paint(WHITE, INK, "#c5c0cb")


@dataclass(frozen=True)
class Box:
    """`key` names it for lines; `paint` tells a kind of box from another, its words always say the same."""

    key: str
    title: str
    lines: Sequence[str] = ()
    paint: Paint = PLAIN


@dataclass(frozen=True)
class Layer:
    """Boxes beside each other under a label, "" for none; more than three go on in a next row.

    With a `key` there is a frame round them, to which a line can go.
    """

    label: str
    boxes: Sequence[Box]
    key: str = ""


@dataclass(frozen=True)
class Line:
    """From a box or frame to one in a layer below, or beside it. `is_dotted`: advises, does not steer."""

    start: str
    end: str
    is_dotted: bool = False


@dataclass(frozen=True)
class _Placed:
    box: Box | None  # None: a frame
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def wide_layers(layers: Sequence[Layer], lines: Sequence[Line], *, title: str) -> SafeString:
    """The drawing of a page's full width, for documents too; `title` says in words all that it shows."""
    field = _Field(WIDE, MOST_BESIDE, 0)
    field.fill(layers)
    return field.drawn(title, [_elbow(*ends, line) for line in lines if (ends := field.ends(line))], "wide")


def page_layers(layers: Sequence[Layer], lines: Sequence[Line], *, title: str) -> SafeString:
    """The same twice, wide and with one box on a line; the style sheet shows one of them."""
    field = _Field(NARROW, 1, RAIL)
    field.fill(layers)
    narrow = field.drawn(title, [_rail(*ends, line) for line in lines if (ends := field.ends(line))], "narrow")
    return together([wide_layers(layers, lines, title=title), narrow])


class _Field:
    """Where every box and frame stands on a drawing of one width."""

    def __init__(self, width: float, beside: int, margin: float) -> None:
        self.width, self.beside, self.margin = width, beside, margin
        self.placed: dict[str, _Placed] = {}
        self.labels: list[SafeString] = []
        self.top = 0.0

    def fill(self, layers: Sequence[Layer]) -> None:
        for layer in layers:
            if layer.boxes:
                self._add(layer)
                self.top += BETWEEN

    def _add(self, layer: Layer) -> None:
        inset = PAD if layer.key else 0
        begin = self.top
        self.top += inset
        if layer.label:
            words = wrap(layer.label, self.width - self.margin - 2 * inset, FONT_SIZE)
            self.labels.append(lines_of_text(words, self.margin + inset, self.top + FONT_SIZE - 2, MUTED))
            self.top += LINE_HEIGHT * len(words) + 6
        columns = min(len(layer.boxes), self.beside)
        each = (self.width - self.margin - 2 * inset - GAP * (columns - 1)) / columns
        for first in range(0, len(layer.boxes), columns):
            self._add_row(layer.boxes[first : first + columns], self.margin + inset, each)
        self.top += inset - GAP
        if layer.key:
            self.placed[layer.key] = _Placed(None, self.margin, begin, self.width - self.margin, self.top - begin)

    def _add_row(self, row: Sequence[Box], x: float, each: float) -> None:
        height = max(_height(box, each) for box in row)
        for place, box in enumerate(row):
            self.placed[box.key] = _Placed(box, x + place * (each + GAP), self.top, each, height)
        self.top += height + GAP

    def ends(self, line: Line) -> tuple[_Placed, _Placed] | None:
        if line.start in self.placed and line.end in self.placed:
            return self.placed[line.start], self.placed[line.end]
        return None

    def drawn(self, title: str, lines: list[SafeString], name: str) -> SafeString:
        frames = [rectangle(one.x, one.y, one.width, one.height, FRAME) for one in self.placed.values() if not one.box]
        boxes = [_box(one, one.box) for one in self.placed.values() if one.box]
        size = (self.width, max(self.top - BETWEEN, 1))
        return drawing(size, title, [*lines, *frames, *self.labels, *boxes], name=name)


def _words(box: Box, width: float) -> tuple[list[str], list[str]]:
    inner = width - 2 * PAD
    return wrap(box.title, inner * 0.93, FONT_SIZE), [
        part for line in box.lines if line for part in wrap(line, inner, FONT_SIZE)
    ]


def _height(box: Box, width: float) -> float:
    title, rest = _words(box, width)
    return 2 * PAD + LINE_HEIGHT * (len(title) + len(rest))


def _box(one: _Placed, box: Box) -> SafeString:
    title, rest = _words(box, one.width)
    paint, first = box.paint, one.y + PAD + FONT_SIZE - 2
    return format_html(
        '{}<g font-weight="600">{}</g>{}',
        rectangle(one.x, one.y, one.width, one.height, paint),
        lines_of_text(title, one.x + PAD, first, paint.text_fill),
        lines_of_text(rest, one.x + PAD, first + LINE_HEIGHT * len(title), paint.text_fill),
    )


def _elbow(upper: _Placed, lower: _Placed, line: Line) -> SafeString:
    """Down, across and down again; of boxes beside each other straight across."""
    if upper.y == lower.y:
        left, right = sorted((upper, lower), key=lambda one: one.x)
        return _path(f"M{number(left.x + left.width)} {number(left.y + left.height / 2)}H{number(right.x)}", line)
    begin, end = number(upper.y + upper.height), number(lower.y)
    across = number(lower.y - BETWEEN / 2)
    return _path(f"M{number(upper.middle)} {begin}V{across}H{number(lower.middle)}V{end}", line)


def _rail(upper: _Placed, lower: _Placed, line: Line) -> SafeString:
    """Along the left side, so that it crosses no box."""
    begin, end = (number(one.y + one.height / 2) for one in (upper, lower))
    x = 4 if line.is_dotted else 9
    return _path(f"M{number(upper.x)} {begin}H{x}V{end}H{number(lower.x)}", line)


def _path(points: str, line: Line) -> SafeString:
    dots = SafeString(' stroke-dasharray="3 4"') if line.is_dotted else SafeString("")
    return format_html('<path d="{}" fill="none" stroke="{}" stroke-width="2"{}/>', points, EDGE, dots)
