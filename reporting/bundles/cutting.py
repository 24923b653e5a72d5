"""The chosen chapters of a report, cut out of the very HTML of its own PDF: a book says nothing in other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from reporting.bundles.choosing import DIFFERENCE, GLANCE, LINES, MORE
from reporting.chapter_keys import DECISIONS, DERIVED_TITLES
from reporting.content import ReportContent
from reporting.models import Place

_NO_END = {"br", "hr", "img", "link", "meta", "input", "col", "wbr"}
_CHOSEN_APART = (Place.FIRST, Place.LAST)
_LEFT_BEHIND = {"cover", "contents", "colophon"}


@dataclass
class Piece:
    """An element straight below the body; `heading` is the id of its first h2."""

    classes: frozenset[str]
    start: int
    end: int = 0
    heading: str = ""


def chosen_html(html: str, content: ReportContent, chapters: Collection[str], *, prefix: str) -> str:
    """The chapters of a report's HTML as they stand, with link names of their own: no two regions share one."""
    keys = {line.key: LINES for line in content.lines}
    own = (head.key for head in content.chapters if head.place in _CHOSEN_APART)
    keys |= {key: key for key in (*own, *DERIVED_TITLES, DECISIONS, DIFFERENCE)}
    pieces = [piece for piece in _pieces(html) if not piece.classes & _LEFT_BEHIND]
    chosen = [html[piece.start : piece.end] for piece in pieces if _chapter(piece, keys) in chapters]
    return _renamed("\n".join(chosen), prefix)


def _chapter(piece: Piece, keys: Mapping[str, str]) -> str:
    return GLANCE if "glance" in piece.classes else keys.get(piece.heading, MORE)


def _renamed(html: str, prefix: str) -> str:
    """With the prefix before every id; a link to what was not chosen becomes plain text."""
    names = set(_ID.findall(html))
    html = _LINK.sub(lambda link: link[0] if link[1] in names else link[2], html)
    html = _ID.sub(rf' id="{prefix}-\1"', html)
    return html.replace('href="#', f'href="#{prefix}-')


_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'<a href="#([^"]+)">(.*?)</a>', re.DOTALL)


def _pieces(html: str) -> list[Piece]:
    parser = _Body(html)
    parser.feed(html)
    parser.close()
    return parser.pieces


class _Body(HTMLParser):
    """Finds where the elements straight below the body begin and end."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[Piece] = []
        self.depth = -1  # of the body itself 0, before it -1
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", html))]

    @property
    def at(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if self.depth == 0:
            self.pieces.append(Piece(frozenset((named.get("class") or "").split()), self.at))
        elif self.depth > 0 and tag == "h2" and not self.pieces[-1].heading:
            self.pieces[-1].heading = named.get("id") or ""
        if tag == "body" or (self.depth >= 0 and tag not in _NO_END):
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if self.depth <= 0 or tag in _NO_END:
            return
        self.depth -= 1
        if self.depth == 0:
            self.pieces[-1].end = self.at + len(tag) + 3
