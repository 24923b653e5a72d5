"""What the CBS writes in cells: periods as "2022HJ01" or "2022 1e halfjaar*", values as "45*", "." or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from reporting.indicators.numbers import read_value
from reporting.models import FigureMark
from reporting.periods import Period

NOTHING = ("", "null")  # on logical grounds there can be no figure
NIL = ("-", "–")  # the CBS: none at all

_CODE = re.compile(r"(?P<year>20\d\d)(?:-?(?P<kind>HJ|KW|JJ|H|Q)0?(?P<part>\d?))?")
_WORDS = re.compile(r"(?:(?P<year>20\d\d)\s+)?(?P<part>[1-4])e\s+(?P<kind>halfjaar|kwartaal)(?:\s+(?P<later>20\d\d))?")
_LETTER = {"HJ": "H", "H": "H", "halfjaar": "H", "KW": "Q", "Q": "Q", "kwartaal": "Q"}

NO_PERIOD = "Wij begrijpen deze periode niet. Schrijf bijvoorbeeld 2022HJ01, 2022KW03, 2022JJ00 of 2022-H1."


@dataclass(frozen=True)
class ReadPeriod:
    period: Period
    is_provisional: bool


def read_period(text: str) -> ReadPeriod:
    """Raises ValidationError."""
    bare = text.strip().rstrip("*").strip()
    is_provisional = text.strip().endswith("*")
    found = _CODE.fullmatch(bare.upper()) or _WORDS.fullmatch(bare.casefold())
    if found is None:
        raise ValidationError(NO_PERIOD)
    parts = found.groupdict()
    years = [year for year in (parts["year"], parts.get("later")) if year]
    if len(years) != 1:
        raise ValidationError(NO_PERIOD)
    letter = _LETTER.get(parts["kind"] or "", "")
    try:
        return ReadPeriod(Period.parse(f"{years[0]}-{letter}{parts['part']}" if letter else years[0]), is_provisional)
    except ValidationError as error:
        raise ValidationError(NO_PERIOD) from error


@dataclass(frozen=True)
class Given:
    """Without a value it is unknown or kept secret by the source."""

    value: Decimal | None
    mark: FigureMark


def read_cell(text: str, *, is_provisional: bool) -> Given | None:
    """A value with its mark; None where the source says nothing. Raises ValidationError."""
    bare = text.strip()
    if bare.casefold() in NOTHING:
        return None
    if bare in NIL:
        return Given(Decimal(0), FigureMark.PROVISIONAL if is_provisional else FigureMark.PLAIN)
    value, mark = read_value(re.sub(r"\*+$", "*", bare))
    if mark == FigureMark.PLAIN and is_provisional:
        mark = FigureMark.PROVISIONAL
    return Given(value, mark)
