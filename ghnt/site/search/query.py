"""What somebody typed, as the databases ask it. Nothing that is typed can be an error.

melding school        both words, also as the beginning of a longer word
"veilig thuis"        the words together
melding OR signaal    one of the two
melding -school       the first, without the second
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_WORDS = 12
MAX_LETTERS = 60
_PARTS = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """A word, or words that stand together."""

    words: tuple[str, ...]
    is_phrase: bool = False


@dataclass(frozen=True)
class Query:
    """Every group must occur, by one of its terms; none of the excluded ones may."""

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is something to look for: two letters at least."""
        return any(len(word) > 1 for word in self.words)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for group in self.groups for term in group for word in term.words)

    def for_sqlite(self) -> str:
        wanted = " AND ".join(f"({' OR '.join(map(_fts_term, group))})" for group in self.groups)
        return f"({wanted})" + "".join(f" NOT {_fts_term(term)}" for term in self.excluded)

    def for_postgres(self) -> str:
        last = self.groups[-1][-1] if self.groups else None
        wanted = [f"({' | '.join(_ts_term(term, begins=term is last) for term in group)})" for group in self.groups]
        return " & ".join([*wanted, *(f"!{_ts_term(term)}" for term in self.excluded)])


def parse(typed: str) -> Query:
    """Read what was typed; words after the twelfth are left out."""
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    either = False
    count = 0
    for minus, phrase, word in _PARTS.findall(typed[:2000].replace("\x00", " ")):
        if word in ("OR", "OF"):
            either = bool(groups)
            continue
        text = word or phrase
        words = tuple(found[:MAX_LETTERS] for found in _WORDS.findall(fold(text)))[: MAX_WORDS - count]
        if not words:
            continue
        count += len(words)
        # A word with a hyphen or a stroke in it is several words to the database: they stand together.
        term = Term(words, is_phrase=not word or len(words) > 1)
        if minus or word.startswith("-"):
            excluded.append(term)
        elif either:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        either = False
    return Query(tuple(groups), tuple(excluded))


def fold(text: str) -> str:
    """Lower case without accents, as the index has it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _fts_term(term: Term) -> str:
    # FTS5 knows no Dutch endings: a word also finds what begins with it.
    begins = "*" if not term.is_phrase and len(term.words[0]) > 1 else ""
    return f'"{" ".join(term.words)}"{begins}'


def _ts_term(term: Term, *, begins: bool = False) -> str:
    mark = ":*" if begins and not term.is_phrase and len(term.words[0]) > 1 else ""
    return "(" + " <-> ".join(f"'{word}'" for word in term.words) + mark + ")"
