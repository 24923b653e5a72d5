"""The texts that are otherwise, word by word and chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ghnt.ui.text_differences import Piece, shortened, text_differences
from reporting.content import Change
from reporting.difference.kinds import ChangeKind
from reporting.difference.sentences import sentence_of

# Words of both sides together that one page compares unasked; past it a chapter is compared when it is opened.
MOST_WORDS = 30_000


@dataclass(frozen=True)
class TextDifference:
    """One text or answer; `pieces` for a text, else the sentence says it all."""

    number: str
    title: str
    label: str
    sentence: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class TextChapter:
    """`texts` is empty as long as the chapter has to be asked for."""

    key: str
    title: str
    count: int
    texts: tuple[TextDifference, ...]
    is_open: bool

    @property
    def counted(self) -> str:
        return "1 tekst" if self.count == 1 else f"{self.count} teksten"


def text_chapters(changes: Iterable[Change], *, opened: str = "") -> tuple[TextChapter, ...]:
    """By chapter, in reading order; `opened` is the key of the chapter that the reader asked for."""
    by_chapter: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind == ChangeKind.TEXTS:
            by_chapter.setdefault(change.chapter, []).append(change)
    told = [change for texts in by_chapter.values() for change in texts]
    is_small = sum(len(change.before.split()) + len(change.after.split()) for change in told) <= MOST_WORDS
    return tuple(
        TextChapter(
            key=key,
            title=texts[0].chapter_title,
            count=len(texts),
            texts=tuple(map(_difference, texts)) if is_small or key == opened else (),
            is_open=key == opened,
        )
        for key, texts in by_chapter.items()
    )


def _difference(change: Change) -> TextDifference:
    return TextDifference(
        number=change.number,
        title=change.title,
        label="" if change.field == "text" else change.label,
        sentence=sentence_of(change),
        pieces=shortened(text_differences(change.before, change.after)) if change.is_text else (),
    )
