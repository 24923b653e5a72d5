import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ghnt.ui.text import MAX_TEXT, TAG, clean_pasted


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            'Akkoord: <ul style="list-style-type: none"> - Maak het goed. - Plan 2017 - 2020. - Heb aandacht.',
            "Akkoord:\n\n- Maak het goed.\n- Plan 2017 - 2020.\n- Heb aandacht.",
        ),
        (
            "<p>Drie lijnen:</p> <ol style=x> 1. Eerder 2. Stoppen 3. Groepen <p>Deze lijnen</p>",
            "Drie lijnen:\n\n1. Eerder\n2. Stoppen\n3. Groepen\n\nDeze lijnen",
        ),
        ("<ul><li>een<ul><li>sub</li></ul></li><li>twee</ul>na", "- een\n   - sub\n- twee\n\nna"),
        ("<ul>\n<li>\n<p>Een</p>\n</li>\n<li><p>Twee</p></li>\n</ul>\n<p>Na</p>", "- Een\n- Twee\n\nNa"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<p>Een</p><p>Twee<br>drie</p>", "Een\n\nTwee\ndrie"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<table><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table>", "A | B\n1 | 2 3"),
        ("wo<b>o</b>rd.", "woord."),
        ("regel 1\nregel 2 <b>vet</b>\n\nregel 3", "regel 1\nregel 2 vet\n\nregel 3"),
        ("<style>p{}</style><p>x<script>alert(1)</script>y</p>", "x y"),
        ("gebruik <style> niet", "gebruik\nniet"),
        ("<!--[if gte mso 9]><xml>weg</xml><![endif]--><o:p>\xa0</o:p>blijft", "blijft"),
        ('<a href="https://x.nl/a">tekst</a> <a href="javascript:1">kwaad</a>', "[tekst](https://x.nl/a) kwaad"),
        ("<p>hoi <naam>, 3 < 5 &amp; &lt;b&gt;vet&lt;/b&gt;</p>", "hoi <naam>, 3 < 5 & vet"),
    ],
)
def test_clean_pasted_turns_html_into_light_marks(html, text):
    assert clean_pasted(html) == (text, True)


@pytest.mark.parametrize("text", ["< 5 per jaar", "<naam> belt", "a && b", "- een\n- twee", "x &amp; y", "  in  "])
def test_clean_pasted_leaves_plain_text_as_it_is(text):
    assert clean_pasted(text) == (text, False)


def test_clean_pasted_normalises_line_ends_and_takes_nul_out():
    assert clean_pasted("a\r\nb\rc\x00d\x1f") == ("a\nb\ncd", False)


def test_clean_pasted_refuses_a_text_over_the_limit_with_its_size():
    assert clean_pasted("é" * MAX_TEXT).text == "é" * MAX_TEXT
    with pytest.raises(ValidationError) as caught:
        clean_pasted("x" * 50_001)
    assert caught.value.messages == ["Deze tekst is te lang: 50.001 tekens. Kort de tekst in tot 50.000 tekens."]


def test_clean_pasted_keeps_text_in_very_deep_nesting():
    assert clean_pasted("<ul><li>a" * 5000).text.count("a") == 5000


WORDS = st.text(alphabet="abcXYZéë0123456789&<>;'\"", min_size=1, max_size=12).map(
    lambda word: word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
OPENING = ["<p>", "<ul style='x'>", "<ol>", "<li>", "<br>", "<div class=a>", "<b>", "<table><tr><td>", "<td>"]
CLOSING = ["</p>", "</ul>", "</ol>", "</li>", "</div>", "</b>", "</table>", "<o:p>", "<!-- weg -->", "\n", " - "]
PIECES = st.one_of(WORDS, st.sampled_from(OPENING + CLOSING))


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_clean_pasted_leaves_no_tag(html):
    assert not TAG.search(clean_pasted(html).text)


@given(st.lists(st.one_of(st.from_regex(r"[a-zé]{1,9}", fullmatch=True), st.sampled_from(OPENING + CLOSING))))
def test_clean_pasted_keeps_every_letter(parts):
    written = [part for part in parts if re.fullmatch(r"[a-zé]+", part)]
    assert sorted(re.findall(r"[a-zé]+", clean_pasted(" ".join(parts)).text)) == sorted(written)
