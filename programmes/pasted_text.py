"""Showing a pasted text line by line as it was written, without the tags that leaked into it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from ghnt.ui.text import TAG
from programmes.form_text.tables import has_tables, lines_of_tables

_BLOCK = re.compile(r"<(?:/p|/div|/li|/tr|br|/h[1-6]|/?ul|/?ol)\b[^<>]*>\s*", re.IGNORECASE)
_LAYERS = 5  # what was escaped can turn out to be a tag


@dataclass(frozen=True)
class PastedBlock:
    """A piece of a pasted text with its first line as a name."""

    title: str
    text: str
    lines: int

    @classmethod
    def of(cls, text: str) -> PastedBlock:
        plain = without_tags(text)
        lines = [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
        return cls(lines[0] if lines else "Alleen opmaak", plain, len(lines))


def readable_form(text: str) -> str:
    """A pasted form to read back: of tables each row is a line, with its cells apart."""
    if has_tables(text):
        text = lines_of_tables(text).replace("<li>", "\n- ")
    return without_tags(text)


def without_tags(text: str) -> str:
    for _ in range(_LAYERS):
        if not TAG.search(text):
            break
        text = html.unescape(TAG.sub("", _BLOCK.sub("\n", text)))
    return re.sub(r"\n{3,}", "\n\n", TAG.sub("", text)).strip("\n")
