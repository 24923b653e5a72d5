"""Drawings of figures: nothing hidden has a length, what is provisional or not comparable shows without colour."""

import re
from xml.etree import ElementTree

import pytest

from ghnt.ui.area_bars import area_bars, area_bars_table, page_area_bars
from ghnt.ui.figure_tiles import FigureTile, classes_of, figure_grid, figure_map, key_of, page_grid
from ghnt.ui.line_chart import line_drawing, line_table, page_line
from ghnt.ui.measured import Measure, top_of_scale
from ghnt.ui.plot import Level, Series
from ghnt.ui.small_multiples import multiples_table, page_multiples, small_multiples

SVG = "{http://www.w3.org/2000/svg}"


def known(label, number, **kwargs):
    return Measure(label, str(number), number, **kwargs)


def hidden(label, text="<5"):
    return Measure(label, text, is_hidden=True)


UNKNOWN = Measure("Wad", ".")


def tags(svg, tag):
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))


def words(svg):
    return [text.text for text in tags(svg, "text")]


@pytest.mark.parametrize(("most", "top"), [(0, 10), (3, 10), (11, 20), (41, 50), (61, 80), (999, 1000), (1001, 2000)])
def test_scale_ends_at_a_round_number(most, top):
    assert top_of_scale(most) == top


def test_line_has_an_open_dot_for_a_provisional_value_only():
    svg = line_drawing(Series("Wad", [known("A", 5), known("B", 7, is_provisional=True)]), title="t")
    assert [dot.get("fill") for dot in tags(svg, "circle")] == ["#0f586f", "#ffffff"]


def test_line_stops_at_what_is_hidden_unknown_or_not_comparable():
    measures = [known("A", 5), known("B", 7), hidden("C"), known("D", 8), known("E", 9), known("F", 9, breaks=True)]
    lines = tags(line_drawing(Series("Wad", measures), title="t"), "polyline")
    assert [len(line.get("points").split()) for line in lines] == [2, 2]


def test_line_names_its_baseline_and_target():
    levels = [Level("Nulmeting: 9", 9), Level("Streefwaarde vóór 1 januari 2023: 4", 4, is_target=True)]
    series = Series("Wad", [known("A", 5)], levels)
    assert {"Nulmeting: 9", "Streefwaarde vóór 1 januari 2023: 4"} <= set(words(line_drawing(series, title="t")))
    assert line_table(series, caption="c").rows[1:] == [
        ["Nulmeting: 9", "9"],
        ["Streefwaarde vóór 1 januari 2023: 4", "4"],
    ]


def test_table_of_a_line_says_what_the_marks_mean():
    measures = [known("A", 5, is_provisional=True, breaks=True, reason="de telling is anders."), UNKNOWN, hidden("C")]
    assert [row[1] for row in line_table(Series("Wad", measures), caption="c").rows] == [
        "5, voorlopig, niet vergelijkbaar, want de telling is anders.",
        "onbekend",
        "<5",
    ]


def test_bars_of_hidden_values_are_alike_and_unknown_has_none():
    svg = area_bars([hidden("A"), hidden("B"), UNKNOWN, known("C", 40)], title="t")
    assert [float(box.get("width")) for box in tags(svg, "rect")][:2] == [12.5, 12.5]
    assert len(tags(svg, "rect")) == 3
    assert words(svg)[-2:] == ["C", "40"]


def test_bar_lengths_are_on_one_scale_from_zero():
    boxes = tags(area_bars([known("A", 40), known("B", 10), known("C", 0)], title="t"), "rect")
    widths = [float(box.get("width")) for box in boxes]
    assert len(widths) == 2
    assert widths[0] == pytest.approx(4 * widths[1], abs=0.05)


def test_bars_keep_the_order_given():
    rows = area_bars_table([known("B", 1), known("A", 9)], caption="c", value="Meldingen").rows
    assert rows == [["B", "1"], ["A", "9"]]


def tile(code, measure, **kwargs):
    return FigureTile(code, measure, **kwargs)


def test_classes_are_three_to_five_in_words_and_hold_every_value():
    for most in (1, 7, 12, 40, 99, 250, 999, 1000, 34567):
        tiles = [tile(str(number), known("x", number)) for number in (0, most // 2, most)]
        classes = classes_of(tiles)
        assert 3 <= len(classes) <= 5
        assert sum(key.count for key in key_of(tiles, classes)) == 3


def test_key_counts_what_is_hidden_and_unknown_apart():
    tiles = [tile("A", known("A", 900)), tile("B", hidden("B")), tile("C", UNKNOWN)]
    keys = [(key.words, key.count) for key in key_of(tiles, classes_of(tiles)) if key.count]
    assert keys == [("750 of meer", 1), ("Te klein om te tonen", 1), ("Geen cijfer", 1)]


def test_map_without_any_figure_is_still_a_map():
    tiles = [tile("A", UNKNOWN)]
    assert words(figure_map(tiles, classes_of(tiles), title="t")) == ["A", "?"]


def test_tile_with_an_address_is_a_link_with_its_whole_name():
    tiles = [tile("GVS", known("Gooi", 9), url="/regio/gooi/")]
    svg = figure_map(tiles, classes_of(tiles), title="t")
    assert [link.get("aria-label") for link in tags(svg, "a")] == ["GVS Gooi: 9 (8 of meer)"]
    assert ElementTree.fromstring(svg).get("role") == "group"


def test_small_lines_have_their_own_scale_or_one():
    every = [Series("A", [known("p", 10), known("q", 20)]), Series("B", [known("p", 100), known("q", 200)])]
    own, shared = (tags(small_multiples(every, title="t", shared=one), "polyline") for one in (False, True))
    heights = [[float(point.split(",")[1]) for point in line.get("points").split()] for line in own]
    assert heights[0] == heights[1]
    assert shared[0].get("points").split(",")[1] != shared[1].get("points").split(",")[1]
    assert multiples_table(every, caption="c").rows == [["A", "10", "20"], ["B", "100", "200"]]


def test_every_drawing_has_its_title_and_no_style():
    measures = [known("Een heel lange naam van een gemeente-met-streepje", 5), hidden("B"), UNKNOWN]
    tiles = [tile("A", one) for one in measures]
    series = Series("A", measures)
    drawn = [
        *page_line(series, title="De zin.").split("</svg>")[:-1],
        *page_area_bars(measures, title="De zin.").split("</svg>")[:-1],
        *page_grid(tiles, classes_of(tiles), title="De zin.").split("</svg>")[:-1],
        *page_multiples([series], title="De zin.").split("</svg>")[:-1],
        figure_grid(tiles, classes_of(tiles), title="De zin.").removesuffix("</svg>"),
    ]
    assert len(drawn) == 9
    for svg in drawn:
        assert ElementTree.fromstring(f"{svg}</svg>")[0].text == "De zin."
        assert not re.search(r"style=|on\w+=", svg)
