"""Dates as people write them in the form, with a sentence for what is no date."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from ghnt.ui.dates import parse_dutch_date

_UNKNOWN = re.compile(
    r"[-–—?.…]*|n\.?\s?n\.?\s?b\.?|n\.?\s?t\.?\s?b\.?|p\.?\s?m\.?|onbekend|"
    r"(?:nog )?(?:niet bekend|nader te bepalen|te bepalen|te plannen|plannen)",
    re.IGNORECASE,
)
_DAY_MONTH_YEAR = re.compile(r"\d{1,4}[^\w]+\w+[^\w]+\d{1,4}")


def read_date(text: str) -> tuple[date | None, str]:
    """The date, and a Dutch sentence when the text is neither a date nor a word for "not known yet"."""
    try:
        return parse_dutch_date(text), ""
    except ValueError:
        pass
    if _UNKNOWN.fullmatch(text):
        return None, ""
    if _DAY_MONTH_YEAR.fullmatch(text):
        return None, _("‘%s’ is geen bestaande datum. Vul de datum zelf in.") % text
    return None, _("‘%s’ is geen volledige datum. Vul de datum zelf in.") % text


def looks_like_date(text: str) -> bool:
    """Whether these words can only be meant as a date, existing or not."""
    day, problem = read_date(text)
    return bool(text) and (day is not None or not problem or bool(_DAY_MONTH_YEAR.fullmatch(text)))
