import re
from xml.etree import ElementTree

import pytest

from ghnt.ui.charts import (
    ASSESSMENT_PAINT,
    PHASE_PAINT,
    BarRow,
    Segment,
    Tile,
    assessment_bars,
    bars_table,
    page_bars,
    phase_bars,
    segments,
    tile_map,
    tiles_table,
)
from ghnt.ui.lettering import text_width, wrap
from ghnt.ui.svg import Paint

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Noord-Veluwe en Midden-IJssel/Oost-Veluwe"
LABELS = {"on_course": "Op koers", "attention": "Aandacht", "stalled": "Stagneert", None: "Nog niet ingevuld"}


def row(label, **counts):
    return BarRow(label, segments(counts, LABELS, ASSESSMENT_PAINT))


def rectangles(svg):
    return list(ElementTree.fromstring(svg).iter(f"{SVG}rect"))


def test_bars_have_the_conclusion_as_title_and_role():
    svg = ElementTree.fromstring(assessment_bars([row("1", on_course=2)], title="2 van 2 <liggen> op koers."))
    assert svg.get("role") == "img"
    assert svg[0].tag == f"{SVG}title"
    assert svg[0].text == "2 van 2 <liggen> op koers."


def test_bars_share_one_scale():
    svg = assessment_bars([row("1", on_course=10), row("2", on_course=5)], title="x")
    long, short = (float(rect.get("width")) + 2 for rect in rectangles(svg))
    assert long == pytest.approx(2 * short, abs=0.1)


def test_bars_stand_in_the_fixed_order_with_white_gaps_and_numbers():
    svg = assessment_bars([row("a", stalled=3, on_course=4, attention=3)], title="x")
    first, second, third = rectangles(svg)
    assert [rect.get("fill") for rect in (first, second, third)] == ["#1f7a5a", "#c97c00", "#8c1f18"]
    gap = float(second.get("x")) - float(first.get("x")) - float(first.get("width"))
    assert gap == pytest.approx(2, abs=0.02)
    assert re.findall(r">(\d+)</text>", svg) == ["4", "3", "3"]


def test_phase_dropped_is_outlined_with_a_diagonal():
    svg = phase_bars([BarRow("1", segments({"dropped": 2}, {"dropped": "Vervallen"}, PHASE_PAINT))], title="x")
    assert 'stroke="#655f6d"' in svg
    assert "<path" in svg


@pytest.mark.parametrize("draw", [assessment_bars, page_bars])
@pytest.mark.parametrize("rows", [[], [row("leeg")], [row(LONG, on_course=1), row("x" * 200, stalled=400)]])
def test_bars_use_presentation_attributes_only_and_stay_within_the_drawing(draw, rows):
    html = f"<div>{draw(rows, title='x')}</div>"
    assert "style" not in html
    for svg in ElementTree.fromstring(html):
        width, height = float(svg.get("width")), float(svg.get("height"))
        for rect in svg.iter(f"{SVG}rect"):
            assert float(rect.get("x")) + float(rect.get("width")) <= width
            assert float(rect.get("y")) + float(rect.get("height")) <= height
        for text in svg.iter(f"{SVG}text"):
            assert text.get("text-anchor") or float(text.get("x")) + text_width(text.text, 16) <= width


def test_bars_table_has_the_same_numbers():
    table = bars_table([row("1", on_course=2, stalled=1), row("2", stalled=4)], caption="Koers")
    assert table.head == ["Onderdeel", "Op koers", "Stagneert", "Totaal"]
    assert table.rows == [["1", 2, 1, 3], ["2", 0, 4, 4]]


def test_longest_region_name_wraps_without_losing_a_letter():
    lines = wrap(LONG, 236, 16)
    assert len(lines) == 2
    assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")


def test_tile_map_highlights_the_own_region_and_names_each():
    tiles = [Tile("UTR", "Utrecht", 0, 0, label="ingediend"), Tile("AAC", LONG, 1, 2)]
    svg = tile_map(tiles, title="1 van 2 ingediend.", highlight="UTR")
    assert [rect.get("fill") for rect in rectangles(svg)] == ["#57316a", "#e2d4ea"]
    assert f"<title>{LONG}</title>" in svg
    assert "<title>Utrecht: ingediend</title>" in svg
    assert 'role="img"' in svg


def test_tile_map_with_links_is_no_image_because_that_would_hide_them():
    svg = tile_map([Tile("UTR", "Utrecht", 0, 0, url="/u/?a=1&b=2")], title="x")
    assert 'role="group"' in svg
    assert '<a href="/u/?a=1&amp;b=2" aria-label="UTR Utrecht">' in svg


def test_tiles_table_is_sorted_by_name():
    tiles = [Tile("ZEE", "Zeeland", 0, 0, label="laat"), Tile("AMS", "Amsterdam", 0, 1, label="klaar")]
    assert tiles_table(tiles, caption="x", value="Rapportage").rows == [["Amsterdam", "klaar"], ["Zeeland", "laat"]]


def test_segment_without_room_for_its_number_still_names_it():
    svg = assessment_bars([BarRow("1", [Segment("a", 1, "#000000"), Segment("b", 400, "#8c1f18")])], title="x")
    assert "<title>a: 1</title>" in svg
    assert ">1</text>" not in svg.split("<title>b")[0].split("<title>a")[1]


def test_bars_draw_their_keys_below_where_a_document_has_no_legend():
    bare = phase_bars([BarRow("1", [])], title="x")
    keyed = phase_bars([BarRow("1", [])], title="x", keys=[("Op orde", Paint("#331a40")), ("Niet", Paint("#fff"))])
    assert "Op orde" not in bare
    assert keyed.index("#331a40") < keyed.index("Op orde") < keyed.index("Niet")
