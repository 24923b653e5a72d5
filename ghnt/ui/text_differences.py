"""What differs between two texts, word by word; bounded, so that no pair of texts can keep a page waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Comparing takes a time that grows with the product of both lengths.
MOST_WORDS, MOST_LINES = 1_500, 800
AROUND = 12  # words that stay standing beside a difference
_WORD = re.compile(r"\S+\s*|\s+")  # with the space after it, so that neighbours make one difference
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str

    @property
    def is_added(self) -> bool:
        return self.kind == Kind.ADDED

    @property
    def is_dropped(self) -> bool:
        return self.kind == Kind.DROPPED


def text_differences(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in reading order: without the added ones they are `before`, without the dropped ones `after`."""
    words = _WORD.findall(before), _WORD.findall(after)
    if max(map(len, words)) <= MOST_WORDS:
        return _joined(_compared(*words))
    lines = _LINE.findall(before), _LINE.findall(after)
    if max(map(len, lines)) <= MOST_LINES:
        return _joined(_by_line(*lines))
    return _joined(_around_what_differs(*words))


def line_differences(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    """The same for lists: a line each, whole lines added or dropped."""
    lines = [f"{one}\n" for one in before], [f"{one}\n" for one in after]
    if max(map(len, lines)) > MOST_LINES:
        return _joined(_around_what_differs(*lines))
    return _joined(_compared(*lines))


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Long stretches that stayed the same, cut to the words around the differences."""
    last = len(pieces) - 1
    return tuple(
        Piece(piece.kind, _cut(piece.text, is_first=place == 0, is_last=place == last))
        if piece.kind == Kind.SAME
        else piece
        for place, piece in enumerate(pieces)
    )


def _cut(text: str, *, is_first: bool, is_last: bool) -> str:
    words = _WORD.findall(text)
    if len(words) <= 3 * AROUND:
        return text
    begin = [] if is_first else words[:AROUND]
    end = [] if is_last else words[-AROUND:]
    return "".join([*begin, "[…] ", *end])


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, "".join(before[i1:i2]))
            continue
        yield Piece(Kind.DROPPED, "".join(before[i1:i2]))
        yield Piece(Kind.ADDED, "".join(after[j1:j2]))


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Lines first; words only within a stretch of lines that is short enough."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        old, new = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            yield Piece(Kind.SAME, old)
            continue
        words = _WORD.findall(old), _WORD.findall(new)
        yield from _compared(*words) if max(map(len, words)) <= MOST_WORDS else _around_what_differs(*words)


def _around_what_differs(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """What both begin and end with stays; all between is replaced."""
    shortest = min(len(before), len(after))
    begin = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    rest = shortest - begin
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    yield Piece(Kind.SAME, "".join(before[:begin]))
    yield Piece(Kind.DROPPED, "".join(before[begin : len(before) - end]))
    yield Piece(Kind.ADDED, "".join(after[begin : len(after) - end]))
    yield Piece(Kind.SAME, "".join(before[len(before) - end :]))


def _joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """Without empty pieces; neighbours of one kind together."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)
