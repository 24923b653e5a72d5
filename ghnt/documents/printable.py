"""Text that the named fonts can print: a sign that they lack would come from any font the machine has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import partial

UNKNOWN = "[?]"
# Look-alikes within HTML, so that no meaning gets lost.
_ALIKE = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
    "\N{RIGHTWARDS ARROW}": "-&gt;",
    "\N{LEFTWARDS ARROW}": "&lt;-",
    "\N{RIGHTWARDS DOUBLE ARROW}": "=&gt;",
    "\N{GREATER-THAN OR EQUAL TO}": "&gt;=",
    "\N{LESS-THAN OR EQUAL TO}": "&lt;=",
    "\N{CHECK MARK}": "[v]",
    "\N{HEAVY CHECK MARK}": "[v]",
    "\N{BALLOT BOX WITH CHECK}": "[v]",
    "\N{BALLOT BOX}": "[ ]",
    "\N{BALLOT X}": "[x]",
    "\N{BLACK SMALL SQUARE}": "\N{BULLET}",
    "\N{BLACK CIRCLE}": "\N{BULLET}",
    "\N{WHITE BULLET}": "\N{BULLET}",
}
_SPECIAL = re.compile(r"[^\t\n\r\x20-\x7e]+")
# Controls, marks that only change how a neighbour looks, surrogates.
_SILENT = {"Cc", "Cf", "Cs", "Cn", "Co", "Mn"}


def printable(html: str, covered: Set[int]) -> str:
    """The HTML with only signs that the fonts cover; what has no look-alike becomes "[?]", once for a whole word."""
    return _SPECIAL.sub(partial(_replace, covered=covered), unicodedata.normalize("NFC", html))


def _replace(match: re.Match[str], covered: Set[int]) -> str:
    text = "".join(_printed(sign, covered) for sign in match[0])
    return re.sub(r"(?:\[\?\])+", UNKNOWN, text)


def _printed(sign: str, covered: Set[int]) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    category = unicodedata.category(sign)
    if category in _SILENT:
        return sign if sign == "\N{SOFT HYPHEN}" else ""
    if ord(sign) in covered:
        return sign
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and all(ord(one) in covered for one in plain) else UNKNOWN
