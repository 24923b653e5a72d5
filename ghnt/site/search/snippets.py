"""A piece of a text round the words that were looked for, with those words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ghnt.site.search.query import Query, fold

LENGTH = 220
BEFORE = 60
_WORD = re.compile(r"[^\W_]+")


def snippet(text: str, query: Query) -> SafeString:
    """At most 220 characters; the beginning of the text when the words do not stand in it."""
    plain = " ".join(text.split())
    first = next((start for start, _end in _hits(plain, query)), 0)
    start = _word_start(plain, max(0, first - BEFORE)) if first > BEFORE else 0
    end = _word_end(plain, start + LENGTH)
    return format_html(
        "{}{}{}", "… " if start else "", marked(plain[start:end], query), " …" if end < len(plain) else ""
    )


def marked(text: str, query: Query) -> SafeString:
    """The text, escaped, with the words in <mark>."""
    parts: list[tuple[str, str]] = []
    place = 0
    for start, end in _hits(text, query):
        parts.append((text[place:start], text[start:end]))
        place = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[place:])


def _hits(text: str, query: Query) -> Iterator[tuple[int, int]]:
    words = [word for word in query.words if len(word) > 1]
    for match in _WORD.finditer(text):
        found = fold(match[0])
        if any(found.startswith(word) or (len(found) > 3 and word.startswith(found)) for word in words):
            yield match.span()


def _word_start(text: str, place: int) -> int:
    return text.find(" ", place) + 1 or place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    end = text.rfind(" ", 0, place)
    return end if end > place - LENGTH // 2 else place
