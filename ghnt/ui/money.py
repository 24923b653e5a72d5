"""Money as Dutch readers write it, and as they type it."""

import re
from decimal import Decimal

# Points stand between thousands only and a comma begins the cents; ",-" and ",=" say that there are none. Anything
# else, such as "1.5" or "1,234.50", could be read in two ways.
_AMOUNT = re.compile(
    r"(?P<minus>-?)\s*(?:(?:€|EUR)\s*)?(?P<sign>-?)"
    r"(?P<whole>0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]*)"
    r"(?:,(?:(?P<cents>[0-9]{1,2})|--?|=|–|—))?"
    r"\s*(?:€|EUR|euro)?",
    re.IGNORECASE,
)
_OPEN = re.compile(r"p\.?\s?m\.?|pro memorie", re.IGNORECASE)


def euro(value: Decimal | int) -> str:
    """€ 75.000 with a hard space; cents only when there are any."""
    amount = Decimal(value)
    written = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return "€\xa0" + written.translate(str.maketrans(",.", ".,"))


def read_euro(text: str) -> Decimal:
    """The amount that somebody typed: 75.000, € 75.000,- and 1.234,50.

    Raises ValueError for what is no amount or could mean two of them. Spaces may stand between thousands.
    """
    found = _AMOUNT.fullmatch(re.sub(r"[\s\xa0\u202f]+", " ", text).strip())
    if not found or (found["minus"] and found["sign"]):
        raise ValueError(text)
    whole = re.sub(r"[. ]", "", found["whole"])
    return Decimal(f"{found['minus'] or found['sign']}{whole}.{(found['cents'] or '').ljust(2, '0')}")


def is_open_amount(text: str) -> bool:
    """Whether somebody typed "p.m.": the amount is not known yet."""
    return _OPEN.fullmatch(text.strip()) is not None
