"""The chapters of a report that nobody types: they follow from what is kept elsewhere, and stand after the lines.

A topic adds a line to `TELL`, with a function that says its blocks; no blocks, no chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reporting.chapter_keys import BOTTLENECKS, DERIVED_TITLES, FIGURES, LEARNING, MEANS, NETWORK, SCANS, SUCCESSION
from reporting.content import ReportContent
from reporting.spoken import bottlenecks, figures, learning, means, network, scans, succession
from reporting.spoken.blocks import Block, Grid, Picture

Numbered = Callable[[str], str]  # a title → the title as it stands, with its number where there is one

TELL: dict[str, Callable[[ReportContent], Sequence[Block]]] = {
    FIGURES: figures.blocks_of,
    MEANS: means.blocks_of,
    BOTTLENECKS: bottlenecks.blocks_of,
    LEARNING: learning.blocks_of,
    NETWORK: network.blocks_of,
    SCANS: scans.tell_scans,
    SUCCESSION: succession.tell_succession,
}


@dataclass(frozen=True)
class DerivedChapter:
    anchor: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says, to find a marked passage in."""
        return tuple(words for block in self.blocks for words in block.words if words)

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables, those of drawings too, for a workbook."""
        tables = (one.twin if isinstance(one, Picture) else one for one in self.blocks)
        return tuple(one for one in tables if isinstance(one, Grid))


def derived_chapters(content: ReportContent, numbered: Numbered = str) -> tuple[DerivedChapter, ...]:
    """Those that say anything, in reading order."""
    told = ((key, title, tuple(TELL[key](content))) for key, title in DERIVED_TITLES.items() if key in TELL)
    return tuple(DerivedChapter(key, numbered(title), blocks) for key, title, blocks in told if blocks)


def derived_chapter(content: ReportContent, key: str) -> DerivedChapter | None:
    """One of them without its number; None when it says nothing."""
    blocks = tuple(TELL[key](content)) if key in TELL else ()
    return DerivedChapter(key, DERIVED_TITLES[key], blocks) if blocks else None
