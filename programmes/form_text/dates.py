"""Dates as people write them in the form, with a sentence for what is no date."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from ghnt.ui.dates import parse_dutch_date

_UNKNOWN = re.compile(
    r"[-–—?.…]*|n\.?\s?n\.?\s?b\.?|n\.?\s?t\.?\s?b\.?|p\.?\s?m\.?|onbekend|"
    r"(?:nog )?(?:niet bekend|nader te bepalen|te bepalen|te plannen|plannen)|(?:datum )?volgt",
    re.IGNORECASE,
)
# A date of which something is missing: "di 16 april", "medio mei", "week 20", "najaar 2021".
_MONTH = r"(?:jan|feb|maart|mrt|apr|mei|juni?|juli?|aug|sept?|okt|nov|dec)[a-z]*\.?"
_PART = rf"(?:\d{{1,2}}[ -]{_MONTH}|{_MONTH}|week \d{{1,2}}|q[1-4]|(?:voor|na)jaar|zomer|winter|jaareinde)"
_WEEKDAY = r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,? )?"
_AROUND = r"(?:(?:medio|begin|eind|half|rond|uiterlijk|vóór|voor|in|v\.?a\.?) )?"
_VAGUE = re.compile(rf"{_WEEKDAY}{_AROUND}{_PART}(?: (?:\d{{4}}|\d{{2}}))?", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"['’‘`´](?=\d\d$)")
_DAY_MONTH_YEAR = re.compile(r"\d{1,4}[^\w]+\w+[^\w]+\d{1,4}")


def read_date(text: str) -> tuple[date | None, str]:
    """The date, and a Dutch sentence when the text is neither a date nor a word for "not known yet"."""
    try:
        return parse_dutch_date(_SHORT_YEAR.sub("", text)), ""
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
    is_meant = _DAY_MONTH_YEAR.fullmatch(text) or _VAGUE.fullmatch(" ".join(text.split()))
    return bool(text) and (day is not None or not problem or bool(is_meant))
