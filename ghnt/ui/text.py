"""HTML that arrives becomes plain text with light marks; `rich_text.py` shows that text."""

import re
from typing import NamedTuple

import nh3
from django.core.exceptions import ValidationError

from ghnt.ui.html_nesting import OpenElements
from ghnt.ui.html_text import KEPT, TextReader

MAX_TEXT = 50_000

# Elements inside a sentence or a table leave nothing behind; the others end a line.
_INLINE = """
    abbr acronym b basefont bdi bdo big blink cite code col colgroup data del dfn em font i ins kbd
    label mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup tbody tfoot thead time
    tt u var wbr
""".split()  # noqa: SIM905
_OTHER = """
    a address applet area article aside audio base bgsound blockquote body br button canvas caption
    center datalist dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe image img input keygen legend li link
    listing main map marquee math menu meta meter nav noembed noframes noscript object ol optgroup
    option output p param picture plaintext pre progress script search section select slot source style
    summary svg table td template textarea th title tr track ul video xmp
""".split()  # noqa: SIM905
# An element of HTML, one of Office ("o:p"), a declaration or a comment.
# "< 5" and "<naam>" are words of the user.
TAG = re.compile(
    rf"</?(?:({'|'.join(_INLINE + _OTHER)})(?=[\s/>])|[a-z][a-z0-9]*:[a-z])[^<>]*>"
    r"|<!(?:doctype|\[)[^<>]*>|<!--[^<>]*-->|<\?xml[^<>]*>",
    re.IGNORECASE,
)
# What nobody wrote as text: (the whole, its end). Without an end it is no more than a loose tag.
_UNREAD = [
    (re.compile(r"<!--.*?-->", re.DOTALL), re.compile(r"-->")),
    (re.compile(r"<script\b[^<>]*>.*?</script\s*>", re.DOTALL | re.I), re.compile(r"</script\s*>", re.I)),
    (re.compile(r"<style\b[^<>]*>.*?</style\s*>", re.DOTALL | re.I), re.compile(r"</style\s*>", re.I)),
]
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TARGET = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^'"]*)'|([^\s"'>]+))""", re.IGNORECASE)
_LAYERS = 5


class CleanText(NamedTuple):
    text: str
    was_html: bool


def clean_pasted(value: str) -> CleanText:
    """Turn pasted or imported text into plain text with light marks.

    Without HTML only line ends and control characters change. Raises ValidationError over `MAX_TEXT`
    characters: the sanitiser is quadratic in nesting, so the size is measured first.
    """
    text = normalise(value)
    refuse_long(text)
    was_html = bool(TAG.search(text))
    # What was escaped in the source can turn out to be a tag; each pass takes one layer away.
    for _ in range(_LAYERS):
        if not TAG.search(text):
            break
        text = _to_text(text)
    return CleanText(TAG.sub("", text), was_html)


def normalise(value: str) -> str:
    """Line ends as \\n, without NUL and other characters that no database or PDF can hold."""
    return _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def refuse_long(text: str) -> None:
    if len(text) > MAX_TEXT:
        size, most = _thousands(len(text)), _thousands(MAX_TEXT)
        raise ValidationError(
            f"Deze tekst is te lang: {size} tekens. Kort de tekst in tot {most} tekens.", code="max_length"
        )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def well_formed(html: str) -> str:
    """Only the elements that say something about lines, lists and tables, each of them closed.

    Raises ValidationError over `MAX_TEXT` characters; what nests too deep loses its tags, not its words.
    """
    refuse_long(html)
    for whole, end in _UNREAD:
        html = _without(html, whole, end)
    return nh3.clean(
        _only_structure(html),
        tags=KEPT,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _to_text(html: str) -> str:
    structure = well_formed(html)
    reader = TextReader(keep_line_ends=not re.search(r"<(p|br|div)\b", structure))
    reader.feed(structure)
    reader.close()
    return reader.result()


def _without(html: str, whole: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Take `whole` out up to its last end, so that a thousand beginnings without an end cost nothing."""
    ends = [match.end() for match in end.finditer(html)]
    return whole.sub(" ", html[: ends[-1]]) + html[ends[-1] :] if ends else html


def _only_structure(html: str) -> str:
    """Leave the tags that say something about lines, and escape what only looks like a tag: that is text."""
    parts, start, elements = [], 0, OpenElements()
    for match in TAG.finditer(html):
        parts.append(html[start : match.start()].replace("<", "&lt;"))
        parts.append(_bare(match[0], (match[1] or "").lower(), elements))
        start = match.end()
    return "".join([*parts, html[start:].replace("<", "&lt;")])


def _bare(tag: str, name: str, elements: OpenElements) -> str:
    """The tag without attributes, so that a quote in them swallows no text; only a link keeps its target."""
    is_end = tag.startswith("</")
    if name == "a" and (target := _TARGET.search(tag)):
        return f'<a href="{target[1] or target[2] or target[3] or ""}">'
    if name not in KEPT:
        return _in_place_of(name)
    if name not in {"br", "a"} and not (elements.end(name) if is_end else elements.start(name)):
        return _in_place_of(name)
    return f"</{name}>" if is_end else f"<{name}>"


def _in_place_of(name: str) -> str:
    """Nothing inside a sentence, so that a word with a bold letter stays one word; elsewhere a new line."""
    return "" if not name or name in _INLINE else "<br>"
