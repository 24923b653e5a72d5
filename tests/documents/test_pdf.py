import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import sleep

import pytest

from ghnt.documents.apart import TOO_LONG, Limits, RenderingError, render_apart
from ghnt.documents.assets import document_assets
from ghnt.documents.files import Asset
from ghnt.documents.pdf import AssetFetcher
from ghnt.documents.printable import printable
from tests.documents.reading import text_of

HEAD = (
    '<html lang="nl"><title>Proef</title><meta name="dcterms.created" content="2021-07-09T16:12:05+02:00">'
    '<link rel="stylesheet" href="asset:fonts.css"><style>body{font-family:"Source Sans 3","Source Sans 3 Ext"}</style>'
)
LETTERS = frozenset(map(ord, "abfiéőš•  "))


def drawn(body: str, **options) -> bytes:
    return render_apart(HEAD + body, identifier="proef", assets=document_assets(), **options).body


@pytest.fixture
def listener():
    """A server on this machine that counts who calls."""
    calls = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    server.calls = calls
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_pdf_is_accessible_also_with_paragraphs_in_list_items(assert_accessible_pdf):
    assert_accessible_pdf(drawn("<h1>Kop</h1><ul><li><p>een</p><p>twee</p><ul><li>drie</li></ul></li></ul>"))


def test_pdf_has_the_same_bytes_when_drawn_again():
    first = drawn("<h1>Kop</h1><p>šő</p>")
    sleep(1.1)  # a moment that got into the file would show as another second
    document_assets.cache_clear()
    assert drawn("<h1>Kop</h1><p>šő</p>") == first


def test_pdf_differs_for_another_identifier():
    first, second = (render_apart(HEAD, identifier=name, assets=document_assets()).sha256 for name in ("een", "twee"))
    assert first != second


def test_pdf_fetches_nothing_that_has_no_name(listener, tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("wachtwoord-van-de-beheerder")
    there = f"http://127.0.0.1:{listener.server_port}"
    pdf = drawn(
        f'<link rel=attachment href="file://{secret}"><link rel=stylesheet href="{there}/a">'
        f'<style>@import url({there}/b); p{{background:url({there}/c)}}</style><p>tekst</p><img alt="" src="{there}/d">'
        f'<img alt="" src="file://{secret}"><object data="{there}/e"></object><iframe src="file://{secret}"></iframe>'
        f"<img alt='' src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\">"
        f'<image href="{there}/f"/></svg>\'>'
        f'<svg><title>x</title><image href="{there}/g" width="9" height="9"/><use href="{there}/h#x"/></svg>'
    )
    assert listener.calls == []
    assert text_of(pdf).strip() == "tekst"
    assert b"wachtwoord" not in pdf
    assert b"EmbeddedFile" not in pdf


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/", "data:text/css,p{}", "asset:b.css", "a.css"]
)
def test_asset_fetcher_refuses_what_has_no_name(url):
    with pytest.raises(ValueError):
        AssetFetcher({"a.css": Asset(b"p{}", "text/css")}).fetch(url)


def test_asset_fetcher_serves_a_named_asset():
    response = AssetFetcher({"a.css": Asset(b"p{}", "text/css")}).fetch("asset:a.css")
    assert response.read() == b"p{}"


def test_pdf_that_takes_too_long_says_so():
    with pytest.raises(RenderingError) as failure:
        drawn('<table><tr><td colspan="1000000">x</table>', limits=Limits(cpu_seconds=3))
    assert str(failure.value) == TOO_LONG


def test_pdf_leaves_out_signs_that_no_font_has():
    assert text_of(drawn("<p>Őry Šimić → 日本 \U0001f600 5\u202f%</p>")).strip() == "Őry Šimić -> [?] [?] 5 %"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\u200bb\ufe0f\u0007", "ab"),
        ("e\u0301", "é"),
        ("\u2010\u2011", "--"),
        ("\u202f", "\u00a0"),
        ("≥", "&gt;="),
        ("日本語", "[?]"),
        ("ﬁ", "fi"),
        ("▪", "•"),
        ("<p>plain</p>\n", "<p>plain</p>\n"),
    ],
)
def test_printable_replaces_what_the_fonts_lack(text, printed):
    assert printable(text, LETTERS) == printed
