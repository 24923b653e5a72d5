"""Places where a long Dutch word may break, for narrow table heads: Chromium on Linux knows no Dutch hyphens itself."""

import re
from functools import cache

from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{12,}")


@cache
def _dictionary() -> Pyphen:
    return Pyphen(lang="nl_NL", left=4, right=4)


def soft_hyphens(text: str) -> str:
    """The text with soft hyphens in every word of twelve letters or more; nothing else changes."""
    return LONG_WORD.sub(lambda word: _dictionary().inserted(word[0], SOFT_HYPHEN), text)
