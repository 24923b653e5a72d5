"""Bars of amounts, each with its words at the end: the same drawing on a page and in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.means.sums import Sum, Sums
from ghnt.ui.charts import ChartTable
from ghnt.ui.lettering import text_width, wrap
from ghnt.ui.svg import (
    EDGE,
    FONT_SIZE,
    INK,
    LINE_HEIGHT,
    WHITE,
    Paint,
    drawing,
    lines_of_text,
    rectangle,
    together,
)

GRANTED, PLANNED = Paint(WHITE, INK, EDGE), Paint("#dccbe6")
COMMITTED, SPENT = Paint("#a583b9"), Paint("#331a40", WHITE)
PAINTS = (("Toegekend", GRANTED), ("Begroot", PLANNED), ("Vastgelegd", COMMITTED), ("Uitgegeven", SPENT))
BAR, GAP, GROUP_GAP = 22, 4, 16
WIDE, NARROW = 720, 288
LABELS, WORDS = 210, 210  # what the names and the amounts take of the width


@dataclass(frozen=True)
class AmountBar:
    value: Decimal
    words: str
    paint: Paint


@dataclass(frozen=True)
class AmountGroup:
    label: str
    bars: tuple[AmountBar, ...]


def four_bars(sums: Sums) -> list[AmountGroup]:
    """Granted, planned, committed and spent, each a group of one bar."""
    amounts = (sums.granted, sums.planned, sums.committed, sums.spent)
    return [
        AmountGroup(label, (AmountBar(one.value, one.words, paint),))
        for (label, paint), one in zip(PAINTS, amounts, strict=True)
    ]


def planned_and_spent(rows: Sequence[tuple[str, Sums]]) -> list[AmountGroup]:
    """Per name what was planned and what was spent of it."""
    return [
        AmountGroup(
            name,
            (
                AmountBar(sums.planned.value, _said(sums.planned, "begroot"), PLANNED),
                AmountBar(sums.spent.value, _said(sums.spent, "uitgegeven"), SPENT),
            ),
        )
        for name, sums in rows
    ]


def _said(amount: Sum, word: str) -> str:
    """What a bar is stands beside it: no legend is needed, in grey print neither."""
    return f"{amount.words} {word}" if amount.rows else f"niets {word}"


def four_table(sums: Sums, *, caption: str) -> ChartTable:
    rows = [(group.label, group.bars[0].words) for group in four_bars(sums)]
    return ChartTable(caption, ("Wat", "Bedrag"), rows)


def amount_bars(groups: Sequence[AmountGroup], *, title: str) -> SafeString:
    """For a document, or a wide page."""
    return _drawn(groups, title, WIDE)


def page_amount_bars(groups: Sequence[AmountGroup], *, title: str) -> SafeString:
    """Wide, and anew for a narrow screen; the style sheet shows one of them."""
    return together([_drawn(groups, title, WIDE), _drawn(groups, title, NARROW)])


def _drawn(groups: Sequence[AmountGroup], title: str, width: int) -> SafeString:
    beside = width == WIDE
    start = LABELS if beside else 0
    most = max((bar.value for group in groups for bar in group.bars), default=Decimal(0)) or Decimal(1)
    room = max(width - start - WORDS, 60)
    parts: list[SafeString] = []
    top = 0.0
    for group in groups:
        lines = wrap(group.label, (LABELS if beside else width) - 14, FONT_SIZE)
        parts.append(lines_of_text(lines, 0, top + 16))
        height = LINE_HEIGHT * len(lines) + 3
        bar_top = top if beside else top + height
        for bar in group.bars:
            parts.append(_bar(bar, start, bar_top, max(float(bar.value / most) * room, 2.0)))
            bar_top += BAR + GAP
        top = max(bar_top, top + height) + GROUP_GAP - GAP
    return drawing((width, max(top - GROUP_GAP + GAP, BAR)), title, parts, name="wide" if beside else "narrow")


def _bar(bar: AmountBar, start: float, top: float, length: float) -> SafeString:
    drawn = rectangle(start, top, length, BAR, bar.paint) if bar.value else SafeString("")
    at = start + (length + 8 if bar.value else 0)
    return format_html("<g>{}{}</g>", drawn, lines_of_text([_short(bar.words)], at, top + 16))


def _short(words: str) -> str:
    """As it fits beside the bar: of longer words the p.m. is left to the table."""
    return words if text_width(words, FONT_SIZE) <= WORDS - 8 else words.replace(" en p.m.", "")
