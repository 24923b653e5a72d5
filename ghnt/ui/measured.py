"""What drawings of figures are made of: a value that may be hidden, unknown or provisional, on a scale from 0."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ghnt.ui.svg import EDGE, INK, WHITE, Paint

INK_LINE, PALE, AIM = "#0f586f", "#7fc0d3", "#57316a"  # oceaan-500 and -300, aubergine-500
BAR: Final = Paint("#17708d", WHITE)
NOT_SHOWN: Final = Paint(WHITE, INK, EDGE)


@dataclass(frozen=True)
class Measure:
    """One value under its label. `text` is what is written with it: "1.250", "<5", ".".

    `number` is None for what is hidden or unknown: then nothing is drawn that has a length. `breaks`: it cannot be
    compared with the one before, because `reason`.
    """

    label: str
    text: str
    number: Decimal | int | None = None
    is_hidden: bool = False
    is_provisional: bool = False
    breaks: bool = False
    reason: str = ""

    @property
    def short(self) -> str:
        """For a narrow column: "1.250*", "<5", "onbekend"."""
        if self.number is None and not self.is_hidden:
            return "onbekend"
        return f"{self.text}*" if self.is_provisional else self.text

    @property
    def words(self) -> str:
        """With its marks, for a table: "1.250, voorlopig"."""
        text = "onbekend" if self.number is None and not self.is_hidden else self.text
        provisional = ", voorlopig" if self.is_provisional else ""
        apart = ", niet vergelijkbaar met de periode ervoor" if self.breaks else ""
        apart = f", niet vergelijkbaar, want {self.reason}" if self.reason else apart
        return f"{text}{provisional}{apart}"


def top_of_scale(most: Decimal | float | int) -> int:
    """The least of 1, 2, 3, 4, 5, 6 and 8 times a power of ten that holds the number; 10 at least."""
    power = 1
    while power * 10 < most:
        power *= 10
    return max(next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= most), 10)


def thousands(number: Decimal | int) -> str:
    """1.250 and 12,5"""
    written = f"{Decimal(number).normalize():,f}"
    return written.translate(str.maketrans(",.", ".,"))
