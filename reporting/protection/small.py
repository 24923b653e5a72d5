"""One figure on its own: a loose number, a share or average with its base, the difference of two shown figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reporting.indicators.numbers import write_number
from reporting.models.figures import FigureMark
from reporting.protection.rule import NOT_KNOWN, Exact, Rule, Shown, whole

LESS_THAN = "te klein om te tonen"


def one_count(value: Decimal, rule: Rule) -> Shown:
    """A count without totals beside it, for instance a typed answer."""
    return rule.shown(whole(value))


def share_of(value: Exact, base: Exact | None, rule: Rule) -> Shown:
    """A percentage or average. Without a base it tells no count, and is shown as it is.

    With a base (how many were counted) in reach of the reader, a percentage is hidden when the part or the rest is a
    small count, else given in whole per cents; from a base below the threshold nothing is shown.
    """
    if value.value is None or base is None or base.value is None:
        return rule.exact(value)
    part = whole(value.value * base.value / 100)
    rest = whole(base.value) - part
    if whole(base.value) < rule.threshold or rule.is_small(part) or rule.is_small(rest):
        return Shown(LESS_THAN, is_hidden=True, mark=value.mark)
    percent = value.value.quantize(Decimal(1), ROUND_HALF_UP)
    return Shown(write_number(percent), percent, is_rounded=percent != value.value, mark=value.mark)


def difference(new: Shown, old: Shown) -> Shown:
    """How much more or less, of what is shown of both; nothing when one of them is hidden or unknown."""
    if new.number is None or old.number is None:
        return NOT_KNOWN
    more = new.number - old.number
    sign = "+" if more > 0 else "−" if more < 0 else ""
    provisional = new.is_provisional or old.is_provisional
    return Shown(
        f"{sign}{write_number(abs(more))}",
        more,
        is_rounded=new.is_rounded or old.is_rounded,
        is_own=new.is_own and old.is_own,
        mark=FigureMark.PROVISIONAL if provisional else FigureMark.PLAIN,
    )
