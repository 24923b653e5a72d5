"""What a reader can find out from protected figures, tried on every table that looks the same.

The reader of these tests knows the algorithm: of all tables of exact counts, those remain that are shown in the very
same words. What has one value in all of them is found out.
"""

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.protection import UNKNOWN, Exact, Rule, Total, protect

RULE = Rule()
EVERY_CLASS = range(8)  # 0, 1 to 4 and 5 to 7: the counts that look like 0, <5 and 5, all of them


def count(value, mark="plain"):
    return Exact(Decimal(value), mark)


def shown(counts, totals=(), rule=RULE):
    """{code: text} of cells "a", "b", … with these counts."""
    cells = dict(zip("abcdefgh", map(count, counts), strict=False))
    return {code: one.text for code, one in protect(cells, totals, rule).items()}


def total(code, members, own=None):
    return Total(code, frozenset(members), None if own is None else count(own))


def all_tables(size, totals, rule, values=EVERY_CLASS):
    """{what is shown: the exact tables that look like that}"""
    looks = defaultdict(list)
    for counts in product(values, repeat=size):
        looks[tuple(sorted(shown(counts, totals, rule).items()))].append(counts)
    return looks


def found_out(look, tables, totals=()):
    """The hidden cells and totals that have one value in all tables."""
    sums = {code: [place] for place, code in enumerate("abcdefgh"[: len(tables[0])])}
    sums |= {one.code: ["abcdefgh".index(code) for code in one.members] for one in totals}
    hidden = [code for code, text in look if text.startswith("<")]
    return [code for code in hidden if len({sum(one[at] for at in sums[code]) for one in tables}) < 2]


@pytest.mark.parametrize(
    ("exact", "text"),
    [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15"), (1232, "1.230")],
)
def test_cell_is_rounded_to_five_and_small_ones_are_hidden(exact, text):
    assert shown([exact]) == {"a": text}


def test_zero_is_hidden_with_the_one_when_the_threshold_is_two():
    assert [shown([value], rule=Rule(2, 2))["a"] for value in range(4)] == ["<2", "<2", "4", "4"]


@given(threshold=st.integers(2, 12), rounding=st.integers(2, 12), exact=st.integers(0, 200))
def test_interval_of_a_cell_holds_what_looks_the_same_and_nothing_else(threshold, rounding, exact):
    rule = Rule(threshold, rounding)
    low, high = rule.alike(exact)
    same = [other for other in range(exact + 60) if rule.shown(other).text == rule.shown(exact).text]
    assert same == list(range(low, high + 1))
    assert len(same) > 1 or exact == 0


def test_total_of_two_hidden_cells_does_not_tell_that_both_are_four():
    every = [total("R", "ab")]
    assert len({shown(pair, every)["R"] for pair in product(range(1, 5), repeat=2)}) == 1


def test_total_of_four_ones_does_not_tell_that_all_are_one():
    assert shown([1, 1, 1, 1], [total("R", "abcd")])["R"] == "10"


def test_total_of_many_is_its_own_rounding_and_not_that_of_what_is_shown():
    assert shown([13] * 8, [total("R", "abcdefgh")])["R"] == "105"  # eight times 15 would be 120
    assert shown([13, 12, 17, 3, 13, 12, 17, 21], [total("R", "abcdefgh")])["R"] == "110"


def test_total_with_one_municipality_looks_like_that_municipality():
    for exact in range(30):
        words = shown([exact], [total("R", "a"), total("V", "a")])
        assert words["R"] == words["V"] == words["a"]


def test_total_over_a_region_with_zeros_does_not_reveal_the_one_hidden_cell():
    assert {shown([0, 0, exact], [total("R", "abc")])["R"] for exact in range(1, 5)} == {"<5"}


def test_unknown_is_a_point_and_so_is_a_total_over_it_without_a_value_of_its_own():
    cells = {"a": count(20), "b": UNKNOWN}
    assert {code: one.text for code, one in protect(cells, [total("R", "ab")], RULE).items()} == {
        "a": "20",
        "b": ".",
        "R": ".",
    }
    assert protect(cells, [total("R", "ab", own=43)], RULE)["R"].text == "45"


def test_total_that_crosses_another_is_estimated_from_what_is_shown():
    totals = [total("R", "ab"), total("S", "cd"), total("V", "bc")]
    of_areas = {shown((10, b, c, 10), totals)["V"] for b, c in product(range(1, 5), repeat=2)}
    assert of_areas == {"5"}
    assert (
        protect({"a": count(9), "b": count(9), "c": count(9)}, [total("R", "ab"), total("V", "bc")], RULE)["V"].text
        == "20"
    )


def test_unprotected_indicator_passes_through_with_its_decimals():
    shares = protect({"a": Exact(Decimal("2.50"), "provisional")}, [], Rule(is_protected=False, decimals=1))
    assert (shares["a"].marked, shares["a"].is_rounded, shares["a"].is_hidden) == ("2,5*", False, False)


def test_small_total_that_is_entered_apart_is_hidden_too():
    assert protect({"a": UNKNOWN}, [total("R", "a", own=3)], RULE)["R"].text == "<5"


TREES = {
    "one region": ["abcd"],
    "country of two regions": ["ab", "cd", "abcd"],
    "region in an area in the country": ["ab", "abc", "abcd"],
    "regions of one municipality": ["a", "b", "cd", "abcd"],
    "areas that cross regions": ["abcd", "ab", "cd", "bc", "ad"],
    "area that takes a part of two regions": ["abcd", "ab", "cd", "bcd"],
    "region and area alike": ["ab", "ab", "abcd", "cd"],
}


@pytest.mark.parametrize("rule", [RULE, Rule(3, 5), Rule(3, 3), Rule(2, 2)], ids=str)
@pytest.mark.parametrize("sums", TREES.values(), ids=TREES.keys())
def test_no_hidden_cell_is_found_out_in_any_table(sums, rule):
    totals = [total(f"T{place}", members) for place, members in enumerate(sums)]
    values = range(rule.alike(rule.threshold)[1] + 1)
    for look, tables in all_tables(4, totals, rule, values).items():
        assert found_out(look, tables, totals) == []


@pytest.mark.parametrize("sums", TREES.values(), ids=TREES.keys())
def test_no_hidden_cell_is_found_out_by_who_knows_one_municipality(sums):
    totals = [total(f"T{place}", members) for place, members in enumerate(sums)]
    for look, tables in all_tables(4, totals, RULE).items():
        words = dict(look)
        for known in range(4):
            by_known = defaultdict(list)
            for one in tables:
                by_known[one[known]].append(one)
            for place, code in enumerate("abcd"):
                if place != known and words[code].startswith("<"):
                    assert all(len({one[place] for one in rest}) > 1 for rest in by_known.values()), (look, known)


def test_no_hidden_cell_is_found_out_by_who_knows_a_whole_region():
    totals = [total("R", "ab"), total("S", "cd"), total("NL", "abcd")]
    for look, tables in all_tables(4, totals, RULE).items():
        words, by_known = dict(look), defaultdict(list)
        for one in tables:
            by_known[one[:2]].append(one)
        for place, code in ((2, "c"), (3, "d")):
            if words[code].startswith("<"):
                assert all(len({one[place] for one in rest}) > 1 for rest in by_known.values()), look


def test_revised_figure_next_to_the_old_one_reveals_no_hidden_cell():
    """Worse than it is: the reader is told that "a" was revised and that nothing else was."""
    for sums in (["abc"], ["ab", "abc"], ["bc", "abc"]):
        totals = [total(f"T{place}", members) for place, members in enumerate(sums)]
        looks = defaultdict(list)
        words = {counts: tuple(shown(counts, totals).items()) for counts in product(EVERY_CLASS, repeat=3)}
        for old, new, b, c in product(EVERY_CLASS, repeat=4):
            looks[words[old, b, c], words[new, b, c]].append((old, new, b, c))
        for (before, after), tables in looks.items():
            texts = (dict(before)["a"], dict(after)["a"], dict(before)["b"], dict(before)["c"])
            for place, text in enumerate(texts):
                if text.startswith("<"):
                    assert len({one[place] for one in tables}) > 1, (before, after)


tables = st.integers(2, 8).flatmap(
    lambda size: st.tuples(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=size, max_size=size),
        st.lists(st.sets(st.sampled_from("abcdefgh"[:size]), min_size=1), max_size=5),
        st.integers(2, 7),
        st.integers(2, 10),
    )
)


def another(counts, place, totals, rule):
    """A table that looks the same and has another count in one place; None when there is none."""
    look = shown(counts, totals, rule)
    ranges = [range(low, high + 1) for low, high in map(rule.alike, counts)]
    order = [place, *(other for other in range(len(counts)) if other != place)]
    for moved in range(3):  # as few cells as can be: first alone, then with one or two others moved too
        for others in _choices(order[1:], moved):
            moving = [place, *others]
            for values in product(*(ranges[one] for one in moving)):
                new = list(counts)
                for one, value in zip(moving, values, strict=True):
                    new[one] = value
                if new[place] != counts[place] and shown(new, totals, rule) == look:
                    return new
    return None


def _choices(places, number):
    if number == 0:
        return [()]
    return [(one, *rest) for at, one in enumerate(places) for rest in _choices(places[at + 1 :], number - 1)]


@settings(max_examples=150, deadline=None)
@given(tables)
def test_every_hidden_cell_of_a_random_table_has_another_that_looks_the_same(table):
    counts, sums, threshold, rounding = table
    rule = Rule(threshold, rounding)
    totals = [total("NL", "abcdefgh"[: len(counts)])]
    totals += [total(f"T{place}", members) for place, members in enumerate(sums)]
    look = shown(counts, totals, rule)
    for place, code in enumerate("abcdefgh"[: len(counts)]):
        if look[code].startswith("<"):
            assert another(counts, place, totals, rule) is not None, look


@given(tables)
def test_what_is_shown_is_the_same_whenever_it_is_asked(table):
    counts, sums, threshold, rounding = table
    totals = [total(f"T{place}", members) for place, members in enumerate(sums)]
    assert shown(counts, totals, Rule(threshold, rounding)) == shown(
        list(counts), list(totals), Rule(threshold, rounding)
    )
