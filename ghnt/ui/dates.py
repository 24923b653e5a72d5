"""Dutch dates and times: read tolerantly, written in one way."""

import re
from datetime import date, datetime

from django.utils import timezone

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = (
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
WEEKDAYS = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
)

_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name: number for number, name in enumerate(SHORT_MONTHS, 1)}
    | {"maa": 3, "sept": 9, "mar": 3}
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})[-/. ]*([a-z]+)[-/. ]*(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:" + "|".join(WEEKDAYS) + r"|ma|di|wo|do|vr|za|zo)\.?,?\s+")


def parse_dutch_date(text: str) -> date:
    """Read 3-3-2027, 3/3/2027, 03-03-27, 2027-03-03, "3 mrt 2027", "woensdag 3 maart 2027".

    Two digits are a year of this century. Raises ValueError when the text is no date.
    """
    cleaned = _WEEKDAY.sub("", " ".join(text.split()).casefold())
    if match := _ISO.fullmatch(cleaned):
        year, month, day = match.groups()
    elif match := _NUMBERS.fullmatch(cleaned) or _WORDS.fullmatch(cleaned):
        day, month, year = match.groups()
    else:
        raise ValueError(f"No Dutch date: {text[:40]!r}")
    return date(int(f"20{year}" if len(year) == 2 else year), _month(month), int(day))


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTH_NUMBERS.get(text, 0)  # no month 0: date() refuses it


def _local_date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def long_date(value: date | datetime) -> str:
    """3 maart 2027"""
    day = _local_date(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(value: date | datetime) -> str:
    """3 mrt 2027"""
    day = _local_date(value)
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def clock_time(value: datetime) -> str:
    """14.32 uur, on the clock of Amsterdam."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local.hour}.{local.minute:02d} uur"
