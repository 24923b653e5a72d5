"""The parts that a line chart and many small ones share: values over periods, their line, dots and breaks.

A filled dot is final, an open one provisional. The line stops before what is unknown, hidden or not comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.measured import INK_LINE, Measure
from ghnt.ui.svg import EDGE, WHITE, number

SMALL_LETTERS = 14


@dataclass(frozen=True)
class Level:
    """A line across the drawing: where somebody started, or wants to be. `label` says what and when."""

    label: str
    value: Decimal | int
    is_target: bool = False


@dataclass(frozen=True)
class Series:
    """One area over periods, oldest first."""

    name: str
    measures: Sequence[Measure]
    levels: Sequence[Level] = field(default=())

    @property
    def most(self) -> Decimal | int:
        numbers = [one.number for one in self.measures if one.number is not None]
        return max([*numbers, *(level.value for level in self.levels)], default=0)

    @property
    def last(self) -> Measure | None:
        return self.measures[-1] if self.measures else None


@dataclass(frozen=True)
class Plot:
    """Where the dots may stand, and the number at its upper edge."""

    left: float
    top: float
    width: float
    height: float
    most: float

    def x(self, place: int, count: int) -> float:
        return self.left + (self.width * (place + 0.5) / max(count, 1))

    def y(self, value: Decimal | int) -> float:
        return self.top + self.height * (1 - float(value) / self.most)

    @property
    def floor(self) -> float:
        return self.top + self.height


def floor(room: Plot) -> SafeString:
    y = number(room.floor)
    return format_html(
        '<path d="M{} {}H{}" stroke="{}" stroke-width="1"/>', number(room.left), y, number(room.left + room.width), EDGE
    )


def dots(series: Series, room: Plot, size: float) -> list[SafeString]:
    """The pieces of the line first, the dots on top of them."""
    count = len(series.measures)
    placed = [(room.x(place, count), one) for place, one in enumerate(series.measures)]
    drawn = [_dot(x, one, room, size) for x, one in placed]
    breaks = [_break((before + x) / 2, room) for (before, _), (x, one) in pairwise(placed) if one.breaks]
    return [*(_piece(run, room) for run in _runs(placed) if len(run) > 1), *breaks, *drawn]


def _runs(placed: Sequence[tuple[float, Measure]]) -> list[list[tuple[float, Measure]]]:
    runs: list[list[tuple[float, Measure]]] = [[]]
    for x, one in placed:
        if one.number is None or one.breaks:
            runs.append([])
        if one.number is not None:
            runs[-1].append((x, one))
    return runs


def _piece(run: Sequence[tuple[float, Measure]], room: Plot) -> SafeString:
    points = " ".join(f"{number(x)},{number(room.y(one.number or 0))}" for x, one in run)
    return format_html('<polyline points="{}" fill="none" stroke="{}" stroke-width="3"/>', points, INK_LINE)


def _break(x: float, room: Plot) -> SafeString:
    return format_html(
        '<path d="M{} {}V{}" stroke="{}" stroke-width="1.5" stroke-dasharray="4 4"/>',
        *(number(x), number(room.top - 8), number(room.floor)),
        EDGE,
    )


def _dot(x: float, one: Measure, room: Plot, size: float) -> SafeString:
    if one.number is None:
        return _absent(x, one, room, size)
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"><title>{}: {}</title></circle>',
        *(number(x), number(room.y(one.number)), number(size)),
        *(WHITE if one.is_provisional else INK_LINE, INK_LINE, number(size / 2), one.label, one.words),
    )


def _absent(x: float, one: Measure, room: Plot, size: float) -> SafeString:
    """On the floor, always the same: a small square for what is hidden, a cross for what is unknown."""
    left, right, top, low = (number(at) for at in (x - size, x + size, room.floor - 2 * size, room.floor))
    path = (
        f"M{left} {low}V{top}H{right}V{low}"
        if one.is_hidden
        else f"M{left} {low}L{right} {top}M{left} {top}L{right} {low}"
    )
    return format_html(
        '<path d="{}" fill="{}" stroke="{}" stroke-width="1.5"><title>{}: {}</title></path>',
        *(path, WHITE if one.is_hidden else "none", EDGE, one.label, one.words),
    )


def centred(text: str, x: float, y: float, fill: str, size: int = SMALL_LETTERS) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" fill="{}" font-size="{}" text-anchor="middle">{}</text>',
        number(x),
        number(y),
        fill,
        size,
        text,
    )
