"""The chapters that follow from kept facts, block by block."""

from __future__ import annotations

from reporting.spoken.blocks import Block, Grid, Passage, Picture, Subheading
from reporting.spoken.derived import DerivedChapter
from reporting.word_report.writing import Writer


def write_derived(writer: Writer, chapter: DerivedChapter) -> None:
    writer.heading(chapter.title, 2)
    for block in chapter.blocks:
        _write(writer, block)


def _write(writer: Writer, block: Block) -> None:
    match block:
        case Subheading():
            writer.heading(block.text, 3)
        case Passage():
            if block.label:
                writer.line("", label=block.label)
            writer.text(block.text)
        case Picture():
            writer.line(block.caption)
            _table(writer, block.twin)
        case Grid():
            _table(writer, block)


def _table(writer: Writer, grid: Grid) -> None:
    writer.table([column.title for column in grid.columns], grid.rows, caption=grid.caption)
