"""Numbers as Dutch users type and read them: 1.234 and 12,5; a * behind it is provisional, a single . is unknown."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from reporting.models.figures import FigureMark

# Points only between thousands, a comma before decimals: "1.5" could mean two things and is refused.
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(\d{1,6}))?")
_UNKNOWN = frozenset({".", "x", "X", "?"})


def read_number(text: str) -> Decimal:
    """The number that was typed. Raises ValidationError with a Dutch message."""
    written = re.sub(r"[\s\u00a0\u202f%]", "", text)
    if not (match := _NUMBER.fullmatch(written)):
        raise ValidationError(f"‘{text.strip()[:20]}’ is geen getal. Schrijf bijvoorbeeld 1.250 of 12,5.")
    sign, whole, decimals = match.groups()
    return Decimal(f"{sign}{whole.replace('.', '')}.{decimals or '0'}").normalize() + 0


def read_value(text: str) -> tuple[Decimal | None, FigureMark]:
    """What was typed in a cell: "125", "125*" or "*125" (provisional), "." (unknown). Raises ValidationError."""
    written = text.strip()
    if written in _UNKNOWN:
        return None, FigureMark.UNKNOWN
    mark = FigureMark.PROVISIONAL if "*" in written else FigureMark.PLAIN
    return read_number(written.replace("*", "", 1)), mark


def write_number(value: Decimal, decimals: int = 0) -> str:
    """A number with points between thousands and a comma; with no fewer decimals than it has."""
    own = -int(value.normalize().as_tuple().exponent)
    written = f"{value:,.{max(decimals, own, 0)}f}"
    return written.translate(str.maketrans(",.", ".,"))


def write_value(value: Decimal | None, mark: FigureMark | str, decimals: int = 0) -> str:
    """As it is typed: "1.250", "1.250*", "." and "" for what was withdrawn."""
    if value is None:
        return "." if mark == FigureMark.UNKNOWN else ""
    return write_number(value, decimals) + ("*" if mark == FigureMark.PROVISIONAL else "")
