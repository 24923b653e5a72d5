"""The pasted text before anything is read from it: its size and its characters."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ghnt.ui.text import MAX_TEXT

MAX_KILOBYTES = 60
MAX_LINES = 2_000

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")
# Not the tab and the line feed; the other control characters and the marks without width say nothing.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2060\ud800-\udfff\ufeff]")
# Word writes a bullet and a tab. With a second tab it is a table row that begins with a dash.
_WORD_BULLET = re.compile("^ *[-–•·▪◦\uf0a7\uf0b7]\t[\t ]*(?=[^\t\n]+$)", re.MULTILINE)


def readable(source: str) -> str:
    """The text with one kind of line break, space and bullet, and without invisible characters.

    Raises ValidationError when the text is larger than a form can be.
    """
    _refuse_oversized(source)
    text = _LINE_BREAKS.sub("\n", source)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return _WORD_BULLET.sub("- ", text)


def _refuse_oversized(source: str) -> None:
    kilobytes = -(-len(source.encode("utf-8", "replace")) // 1024)
    if len(source) > MAX_TEXT:
        size, limit = (_("%s tekens") % f"{number:,}".replace(",", ".") for number in (len(source), MAX_TEXT))
    elif kilobytes > MAX_KILOBYTES:
        size, limit = f"{kilobytes} KB", f"{MAX_KILOBYTES} KB"
    elif len(source.splitlines()) > MAX_LINES:
        lines = (len(source.splitlines()), MAX_LINES)
        size, limit = (_("%s regels") % f"{number:,}".replace(",", ".") for number in lines)
    else:
        return
    raise ValidationError(
        _(
            "De tekst is te groot: %(size)s, en hooguit %(limit)s kunnen worden ingelezen. "
            "Plak alleen het voorstelformulier, zonder de stukken die erachter staan."
        ),
        code="too_large",
        params={"size": size, "limit": limit},
    )
