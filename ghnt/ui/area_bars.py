"""One bar per area on one scale, in the order given. What is hidden or unknown has a word and no length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.charts import BAR_HEIGHT, DESCENT, ROW_GAP, ChartTable
from ghnt.ui.lettering import text_width, wrap
from ghnt.ui.measured import BAR, INK_LINE, NOT_SHOWN, Measure
from ghnt.ui.svg import FONT_SIZE, INK, LINE_HEIGHT, MUTED, WHITE, Paint, drawing, lines_of_text, rectangle, together

PROVISIONAL = Paint(WHITE, INK, INK_LINE)
HIDDEN_WIDTH = 14  # of every hidden value, so that it tells nothing


@dataclass(frozen=True)
class _Frame:
    name: str
    width: int
    label_width: int
    is_beside: bool

    @property
    def start(self) -> int:
        return self.label_width if self.is_beside else 0


_WIDE, _NARROW = _Frame("wide", 720, 220, True), _Frame("narrow", 288, 288, False)


def area_bars(measures: Sequence[Measure], *, title: str) -> SafeString:
    """For a document: wide."""
    return _bars(measures, title, _WIDE)


def page_area_bars(measures: Sequence[Measure], *, title: str) -> SafeString:
    """For a page: wide, and anew for a narrow screen."""
    return together([_bars(measures, title, _WIDE), _bars(measures, title, _NARROW)])


def area_bars_table(measures: Sequence[Measure], *, caption: str, first: str = "Gemeente", value: str) -> ChartTable:
    return ChartTable(caption, [first, value], [[one.label, one.words] for one in measures])


def _bars(measures: Sequence[Measure], title: str, frame: _Frame) -> SafeString:
    words = max((text_width(_words(one), FONT_SIZE) for one in measures), default=0) + 12
    most = max((float(one.number) for one in measures if one.number is not None), default=0) or 1
    scale = (frame.width - frame.start - words) / most
    parts, top = [], 0.0
    for one in measures:
        lines = wrap(one.label, frame.label_width - 14, FONT_SIZE)
        first = 18 if frame.is_beside else 14
        height = LINE_HEIGHT * (len(lines) - 1) + first + DESCENT
        at = top if frame.is_beside else top + height + 3
        parts += [lines_of_text(lines, 0, top + first), _bar(one, frame.start, at, scale)]
        top = max(at + BAR_HEIGHT, top + height) + ROW_GAP
    return drawing((frame.width, max(top - ROW_GAP, BAR_HEIGHT)), title, parts, name=frame.name)


def _bar(one: Measure, left: float, top: float, scale: float) -> SafeString:
    words = _words(one)
    if one.number is None:
        if not one.is_hidden:
            return lines_of_text([words], left, top + 18.5, MUTED)
        box = rectangle(left, top, HIDDEN_WIDTH, BAR_HEIGHT, NOT_SHOWN)
        return together([box, lines_of_text([words], left + HIDDEN_WIDTH + 8, top + 18.5, MUTED)])
    width = max(float(one.number) * scale, 2) if one.number else 0
    paint = PROVISIONAL if one.is_provisional else BAR
    box = rectangle(left, top, width, BAR_HEIGHT, paint) if width else SafeString("")
    text = lines_of_text([words], left + width + 8 * bool(width), top + 18.5)
    return format_html("<g><title>{}: {}</title>{}{}</g>", one.label, one.words, box, text)


def _words(one: Measure) -> str:
    if one.number is None and not one.is_hidden:
        return "onbekend"
    return f"{one.text}*" if one.is_provisional and not one.text.endswith("*") else one.text
