"""Small counts protected: what may be shown of one indicator and period outside the own region.

`protect` takes the exact counts of the smallest areas (municipalities) and of the totals over them, in any number of
levels, and says what each may look like. A reader may know this very algorithm, every shown figure, and on top of that
the exact figures of one part of each total (a region knows its own): no count that is shown as "<5" follows from that.

1. A cell of 1 to 4 is shown as "<5". Nobody is counted in a 0, so it is shown as 0; with a threshold of 2 the 0 is
   hidden with the 1, for "<2" would otherwise be a 1. Other cells are rounded to a multiple of 5 on their own.
   So each shown cell stands for an interval, its `alike`, and nothing is chosen at random.
2. A total is rounded on its own. It only reveals something near the ends of what its shown parts allow: 8 as the total
   of twice "<5" can only be 4 and 4. So with `low` and `high` the least and most that the parts add up to, a total
   over anything hidden is first moved to at least `low + margin` and at most `high - margin`, then rounded. All totals
   near an end look the same. Whether and how far depends on shown figures only: the rule itself tells nothing.
3. `margin` is one more than the widest part, so that it also holds for a reader who knows one part exactly. Where no
   room is left between the margins, the total is the middle of what the shown parts allow: it adds nothing.
4. This is done from the smallest totals up; a total stands for an interval itself, as a part of a larger one. By (2)
   each keeps two values or more inside its parent, and a sum with two values or more never fixes a hidden part of it.
5. Totals that cross (a Veilig Thuis area takes parts of two regions) would be a second equation over the same cells.
   As soon as anything is hidden, they are the middle of what the shown cells allow: estimated, adding nothing. So is
   a Veilig Thuis area within a region: with it as a part, the region would be left with too few parts to round.
6. Unknown is ".": nobody knows it, so it may be anything, and a total over it is limited from below only.

Periods are counted apart, and no sum runs over periods. A revised figure is protected anew; outside the region it is
never said which hidden cell was revised. Differences are made of shown figures (`difference`), never of exact ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reporting.models.figures import FigureMark
from reporting.protection.rule import NOT_KNOWN, UNKNOWN, Exact, Interval, Rule, Shown, whole


@dataclass(frozen=True)
class Total:
    """A sum over cells. Without a value of its own it is added up, when all of its cells are known.

    One that `yields` is estimated as soon as anything is hidden, so that a larger one keeps its own rounding.
    """

    code: str
    members: frozenset[str]
    own: Exact | None = None
    yields: bool = False


@dataclass(frozen=True)
class _Part:
    """What a reader knows of a cell or a total, and whether something hidden is in it."""

    members: frozenset[str]
    interval: Interval
    is_hidden: bool


def protect(cells: Mapping[str, Exact], totals: Sequence[Total], rule: Rule) -> dict[str, Shown]:
    """What may be shown of every cell and total, by code. The first totals go before later ones that cross them."""
    if not rule.is_protected:
        every = {**cells, **{one.code: exact_total(one, cells) for one in totals}}
        return {code: rule.exact(value) for code, value in every.items()}
    shown = {code: _cell(value, rule) for code, value in cells.items()}
    leaves = {code: _leaf(code, value, shown[code], rule) for code, value in cells.items()}
    tree, crossing = _apart(totals)
    parts, same = list(leaves.values()), dict[frozenset[str], Shown]()
    for total in sorted(tree, key=lambda one: (len(one.members), one.code)):
        if total.members not in same or not total.members:
            same[total.members], parts = _total(total, parts, cells, rule)
        shown[total.code] = same[total.members]
    is_anything_hidden = any(part.is_hidden for part in parts)
    for total in crossing:
        own = exact_total(total, cells)
        interval = _sum(leaves[code].interval for code in total.members)
        shown[total.code] = _middle(interval, own, rule) if is_anything_hidden else _cell(own, rule)
    return shown


def exact_total(total: Total, cells: Mapping[str, Exact]) -> Exact:
    """Its own value, else the sum of its cells; unknown when one of them is."""
    if total.own is not None and total.own.value is not None:
        return total.own
    members = [cells.get(code, UNKNOWN) for code in total.members]
    known = [one.value for one in members if one.value is not None]
    if not members or len(known) < len(members):
        return UNKNOWN
    provisional = any(one.mark == FigureMark.PROVISIONAL for one in members)
    return Exact(sum(known), FigureMark.PROVISIONAL if provisional else FigureMark.PLAIN)  # type: ignore[arg-type]


def _cell(value: Exact, rule: Rule) -> Shown:
    return NOT_KNOWN if value.value is None else rule.shown(whole(value.value), value.mark)


def _leaf(code: str, value: Exact, shown: Shown, rule: Rule) -> _Part:
    interval: Interval = (0, None) if value.value is None else rule.alike(whole(value.value))
    return _Part(frozenset({code}), interval, shown.is_hidden)


def _apart(totals: Sequence[Total]) -> tuple[list[Total], list[Total]]:
    """Those that nest in each other, and those that give way: they say so, or cross one that stands before them."""
    tree: list[Total] = []
    crossing: list[Total] = []
    for total in totals:
        gives_way = total.yields or any(_cross(total.members, other.members) for other in tree)
        (crossing if gives_way else tree).append(total)
    return tree, crossing


def _cross(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) and not (one <= other or other <= one)


def _total(total: Total, parts: Sequence[_Part], cells: Mapping[str, Exact], rule: Rule) -> tuple[Shown, list[_Part]]:
    """What is shown of it, and the parts that are left for larger totals, this one in the place of its own."""
    inside = [part for part in parts if part.members <= total.members]
    outside = [part for part in parts if not part.members <= total.members]
    possible, own = _sum(part.interval for part in inside), exact_total(total, cells)
    is_hidden = any(part.is_hidden for part in inside)
    if own.value is None:
        return NOT_KNOWN, [*outside, _Part(total.members, possible, is_hidden)]
    count = whole(own.value)
    if is_hidden and _within(count, possible):
        shown, interval = _careful(count, own, possible, _margin(inside), rule)
    else:  # nothing to hide, or a total that is not the sum of its parts and tells nothing of them
        shown, interval = rule.shown(count, own.mark), rule.alike(count)
        interval = _both(interval, possible) if _within(count, possible) else interval
    return shown, [*outside, _Part(total.members, interval, is_hidden or shown.is_hidden)]


def _careful(count: int, own: Exact, possible: Interval, margin: int, rule: Rule) -> tuple[Shown, Interval]:
    """The total rounded at a distance from the ends of what is possible, and the totals that would look the same."""
    low, high = possible
    least, most = low + margin, None if high is None else high - margin
    if most is not None and least > most:
        return _middle(possible, own, rule), possible
    kept = max(count, least) if most is None else min(max(count, least), most)
    first, last = rule.alike(kept)
    end = high if most is not None and last >= most else last
    return rule.shown(kept, own.mark), (low if first <= least else first, end)


def _middle(possible: Interval, own: Exact, rule: Rule) -> Shown:
    """Of what is shown alone."""
    low, high = possible
    if high is None or own.value is None:
        return NOT_KNOWN
    return rule.shown((low + high) // 2, own.mark, is_estimated=True)


def _margin(parts: Iterable[_Part]) -> int:
    """One more than the widest of the parts that have an end."""
    return 1 + max((part.interval[1] - part.interval[0] for part in parts if part.interval[1] is not None), default=0)


def _sum(intervals: Iterable[Interval]) -> Interval:
    every = list(intervals)
    highs = [high for _, high in every if high is not None]
    return sum(low for low, _ in every), sum(highs) if len(highs) == len(every) else None


def _within(count: int, interval: Interval) -> bool:
    low, high = interval
    return low <= count and (high is None or count <= high)


def _both(one: Interval, other: Interval) -> Interval:
    ends = [end for end in (one[1], other[1]) if end is not None]
    return max(one[0], other[0]), min(ends) if ends else None
