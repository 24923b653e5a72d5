"""Bars on a line of time: from begin to end, with moments in between and a line for today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.dates import short_date
from ghnt.ui.lettering import wrap
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
    number,
    rectangle,
    together,
)

BAR, GAP, HEAD, SMALL = 16, 14, 26, 14
RUNNING, OVER, UNKNOWN = Paint("#a583b9"), Paint("#e2d4ea", INK, EDGE), Paint(WHITE, INK, EDGE)
TODAY, MOMENT = "#0f586f", "#331a40"
LONGEST: Final = 12  # years on one line


@dataclass(frozen=True)
class Mark:
    """A moment on a bar: a milestone."""

    day: date
    label: str


@dataclass(frozen=True)
class Span:
    """One bar. Without begin or end that side stays open and is said in words; without both there is no bar."""

    label: str
    begin: date | None = None
    end: date | None = None
    is_late: bool = False
    is_over: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def words(self) -> str:
        begin = short_date(self.begin) if self.begin else "begin niet bekend"
        end = short_date(self.end) if self.end else "einde niet bekend"
        return f"{begin} tot {end}{', te laat' if self.is_late else ''}"


@dataclass(frozen=True)
class Scale:
    """Whole years from `first` to `last`, with the day that is today; outside these years today has no line."""

    first: date
    last: date
    today: date

    @classmethod
    def around(cls, first: date | None, last: date | None, today: date) -> Scale:
        """The years that hold these days and today; never more than LONGEST, today among them."""
        begin = min(first or today, today).year
        end = max(last or today, today).year
        begin = max(begin, today.year - LONGEST // 2) if end - begin >= LONGEST else begin
        return cls(date(begin, 1, 1), date(min(end, begin + LONGEST - 1), 12, 31), today)

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def place(self, day: date) -> float:
        """Between 0 and 1; a day outside the scale stands at its edge."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return min(max(share, 0.0), 1.0)


@dataclass(frozen=True)
class _Frame:
    name: str
    width: int
    label_width: int
    beside: bool

    @property
    def start(self) -> int:
        return self.label_width if self.beside else 0

    def x(self, scale: Scale, day: date) -> float:
        return self.start + scale.place(day) * (self.width - self.start)


_WIDE = _Frame("wide", width=720, label_width=270, beside=True)
_NARROW = _Frame("narrow", width=288, label_width=288, beside=False)


def schedule(spans: Sequence[Span], scale: Scale, *, title: str) -> SafeString:
    """The drawing for a document."""
    return _drawn(spans, scale, title, _WIDE)


def page_schedule(spans: Sequence[Span], scale: Scale, *, title: str) -> SafeString:
    """The drawing for a page: wide, and anew for a narrow screen; the style sheet shows one of them."""
    return together([_drawn(spans, scale, title, _WIDE), _drawn(spans, scale, title, _NARROW)])


def _drawn(spans: Sequence[Span], scale: Scale, title: str, frame: _Frame) -> SafeString:
    rows: list[SafeString] = []
    top = float(HEAD)
    for span in spans:
        drawn, height = _row(span, scale, frame, top)
        rows.append(drawn)
        top += height + GAP
    today = [_today(scale, frame, HEAD - 8, top)] if frame.beside else []
    parts = [_years(scale, frame, top), *rows, *today]
    return drawing((frame.width, top), title, parts, name=frame.name)


def _row(span: Span, scale: Scale, frame: _Frame, top: float) -> tuple[SafeString, float]:
    lines = wrap(span.label, frame.label_width - 14, FONT_SIZE)
    height = LINE_HEIGHT * len(lines)
    bar_top = top + 1 if frame.beside else top + height + 4
    parts = [lines_of_text(lines, 0, top + 14), _bar(span, scale, frame, bar_top)]
    if not frame.beside:  # the lines of years and of today do not cross the words
        parts.insert(0, rectangle(0, top - 4, frame.width, height + 5, Paint(WHITE)))
        parts.append(_today(scale, frame, bar_top - 3, bar_top + BAR + 3))
    parts += [_mark(mark, scale, frame, bar_top) for mark in span.marks if scale.holds(mark.day)]
    drawn = format_html("<g><title>{}: {}</title>{}</g>", span.label, span.words, together(parts))
    return drawn, max(height, BAR) if frame.beside else height + 4 + BAR


def _bar(span: Span, scale: Scale, frame: _Frame, top: float) -> SafeString:
    if span.begin is None and span.end is None:
        return _words("geen begin- en einddatum", frame.start + 4, top)
    begin, end = span.begin or scale.first, span.end or scale.last
    left, right = frame.x(scale, begin), frame.x(scale, end)
    known = span.begin is not None and span.end is not None
    paint = UNKNOWN if not known else OVER if span.is_over else RUNNING
    parts = [rectangle(left, top, max(right - left, 4), BAR, paint)]
    missing = "" if known else "begin niet bekend" if span.begin is None else "einde niet bekend"
    if missing and right - left > 130:
        parts.append(_words(missing, left + 6, top))
    if span.is_late:
        parts.append(_words("te laat", min(right + 4, frame.width - 44), top))
    return together(parts)


def _words(text: str, x: float, top: float) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" fill="{}" font-size="{}">{}</text>', number(x), number(top + 13), MUTED, SMALL, text
    )


def _mark(mark: Mark, scale: Scale, frame: _Frame, top: float) -> SafeString:
    x, y, half = frame.x(scale, mark.day), top + BAR / 2, 6
    points = f"M{number(x)} {number(y - half)}l{half} {half}l-{half} {half}l-{half} -{half}z"
    return format_html(
        '<path d="{}" fill="{}" stroke="{}"><title>{}, {}</title></path>',
        *(points, MOMENT, WHITE, mark.label, short_date(mark.day)),
    )


def _years(scale: Scale, frame: _Frame, bottom: float) -> SafeString:
    shown = list(scale.years)
    room = (frame.width - frame.start) / len(shown)
    parts = [_upright(frame.x(scale, date(year, 1, 1)), HEAD - 8, bottom, "#c5c0cb", 1) for year in shown]
    every = 1 if room >= 38 else 2 if room >= 19 else 4
    parts += [
        centred_text(str(year), frame.x(scale, date(year, 7, 1)), 14, MUTED, SMALL)
        for place, year in enumerate(shown)
        if place % every == 0
    ]
    return together(parts)


def _today(scale: Scale, frame: _Frame, top: float, bottom: float) -> SafeString:
    if not scale.holds(scale.today):
        return SafeString("")
    return _upright(frame.x(scale, scale.today), top, bottom, TODAY, 2)


def _upright(x: float, top: float, bottom: float, colour: str, width: int) -> SafeString:
    return format_html(
        '<path d="M{} {}V{}" stroke="{}" stroke-width="{}"/>', number(x), number(top), number(bottom), colour, width
    )
