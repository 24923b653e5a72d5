"""A line over periods, with a baseline and a target as lines across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.charts import ChartTable
from ghnt.ui.lettering import text_width, wrap
from ghnt.ui.measured import AIM, thousands, top_of_scale
from ghnt.ui.plot import SMALL_LETTERS, Level, Plot, Series, centred, dots, floor
from ghnt.ui.svg import INK, LINE_HEIGHT, MUTED, WHITE, Paint, drawing, lines_of_text, number, rectangle, together


def line_drawing(series: Series, *, title: str) -> SafeString:
    """For a document: wide."""
    return _line(series, title, "wide", 720, 250)


def page_line(series: Series, *, title: str) -> SafeString:
    """For a page: wide, and anew for a narrow screen; the style sheet shows one of them."""
    return together([line_drawing(series, title=title), _line(series, title, "narrow", 288, 250)])


def line_table(series: Series, *, caption: str) -> ChartTable:
    rows = [[one.label, one.words] for one in series.measures]
    rows += [[level.label, thousands(level.value)] for level in series.levels]
    return ChartTable(caption, ["Periode", series.name], rows)


def _line(series: Series, title: str, name: str, width: int, height: int) -> SafeString:
    levels = [wrap(level.label, width - 60, SMALL_LETTERS + 2) for level in series.levels]
    key_height = sum(len(lines) for lines in levels) * LINE_HEIGHT
    room = Plot(0, 26, width, height - 26 - 28, top_of_scale(series.most))
    parts = [floor(room), *(_level(level, room, width) for level in series.levels), *dots(series, room, 5)]
    parts += _values(series, room)
    parts += _labels(series, room)
    parts += _key(series.levels, levels, height + 14, width)
    return drawing((width, height + (key_height + 10 if levels else 0)), title, parts, name=name)


def _level(level: Level, room: Plot, width: float) -> SafeString:
    return format_html(
        '<path d="M{} {}H{}" stroke="{}" stroke-width="2"{}/>',
        *(number(room.left), number(room.y(level.value)), number(width)),
        AIM if level.is_target else MUTED,
        SafeString(' stroke-dasharray="7 5"' if level.is_target else ' stroke-dasharray="2 4"'),
    )


def _key(levels: Sequence[Level], texts: Sequence[Sequence[str]], top: float, width: float) -> Iterable[SafeString]:
    """A short piece of each line across, with its words."""
    for level, lines in zip(levels, texts, strict=True):
        yield _level(Level("", 0, level.is_target), Plot(0, top - 5, 0, 0, 1), 26)
        yield lines_of_text([f"{line}" for line in lines[:1]], 34, top)
        if lines[1:]:
            yield lines_of_text(lines[1:], 34, top + LINE_HEIGHT)
        top += LINE_HEIGHT * len(lines)


def _values(series: Series, room: Plot) -> list[SafeString]:
    """Each value over its dot, as far as there is room for it."""
    count, found, free = len(series.measures), [], -1.0
    for place, one in enumerate(series.measures):
        text = ("onbekend" if room.width > 300 else "?") if one.number is None and not one.is_hidden else one.text
        x, width = room.x(place, count), text_width(text, SMALL_LETTERS)
        if x - width / 2 < free and place < count - 1:
            continue
        free = x + width / 2 + 4
        y = room.floor - 14 if one.number is None else room.y(one.number) - 11
        if any(abs(room.y(level.value) - (y - 5)) < 9 for level in series.levels):
            found.append(rectangle(x - width / 2 - 2, y - 13, width + 4, 17, Paint(WHITE)))  # no line through a number
        found.append(centred(text, x, y, INK))
    return found


def _labels(series: Series, room: Plot) -> list[SafeString]:
    """Periods under the floor; where they do not fit, only some of them, the last always."""
    count = len(series.measures)
    wide = max((text_width(one.label, SMALL_LETTERS) for one in series.measures), default=0) + 8
    every = max(1, -(-int(wide) // max(int(room.width / max(count, 1)), 1)))
    edge = room.left + room.width
    found = []
    for place, one in enumerate(series.measures):
        if (count - 1 - place) % every == 0:
            half = text_width(one.label, SMALL_LETTERS) / 2
            x = min(max(room.x(place, count), room.left + half), edge - half)
            found.append(centred(one.label, x, room.floor + 20, MUTED))
    return found
