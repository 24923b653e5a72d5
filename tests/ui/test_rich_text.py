import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghnt.ui.rich_text import rich_text

REL = 'rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Een\n\nTwee\ndrie", "<p>Een</p>\n<p>Twee<br>\ndrie</p>\n"),
        (
            "- a\n- b\n\n3. c\n4. d",
            '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n',
        ),
        ("•\ta\n•\tb", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("[l](https://x.nl)", f'<p><a href="https://x.nl" {REL}>l</a></p>\n'),
        ("[l](javascript:alert(1))", "<p>[l](javascript:alert(1))</p>\n"),
        ("[l](data:text/html,x)", "<p>[l](data:text/html,x)</p>\n"),
        ("Zie https://x.nl/a, en", f'<p>Zie <a href="https://x.nl/a" {REL}>https://x.nl/a</a>, en</p>\n'),
        ("# kop\n> x `c` *y* ---", "<p># kop<br>\n&gt; x `c` *y* ---</p>\n"),
        ("    ingesprongen", "<p>ingesprongen</p>\n"),
        ("3 < 5 & <naam>", "<p>3 &lt; 5 &amp; &lt;naam&gt;</p>\n"),
        ("<b>vet</b><script>alert(1)</script>", "<p>vet</p>\n"),
        ("![i](https://z.nl/a.png)", f'<p>!<a href="https://z.nl/a.png" {REL}>i</a></p>\n'),
        ("", ""),
        (None, ""),
    ],
)
def test_rich_text_shows_light_marks_only(text, html):
    assert rich_text(text) == html


def test_rich_text_over_the_limit_is_readable_and_escaped():
    html = rich_text("<script>" + "x" * 60_000)
    assert html.startswith("<p>&lt;script&gt;xxx")


@given(st.text(alphabet="<>&\"'/ab[]()-1. \n!`*#https:javascript", max_size=80))
def test_rich_text_writes_only_the_tags_it_knows(text):
    rest = rich_text(text)
    for known in ("p", "ul", "ol", "li", "a", "br"):
        rest = rest.replace(f"</{known}>", "").replace(f"<{known}>", "").replace(f"<{known} ", "")
    assert "<" not in rest
    assert 'href="javascript' not in rest
