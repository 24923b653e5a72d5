"""What chapters that follow from kept facts are built of: page, PDF, Word and workbook each know these four blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from ghnt.documents.workbook import Cell


@dataclass(frozen=True)
class Subheading:
    kind: ClassVar[str] = "subheading"
    text: str

    @property
    def words(self) -> Iterator[str]:
        yield self.text


@dataclass(frozen=True)
class Passage:
    """Text with light marks, after a label where it has one."""

    kind: ClassVar[str] = "passage"
    text: str
    label: str = ""

    @property
    def words(self) -> Iterator[str]:
        yield from (self.label, self.text)


@dataclass(frozen=True)
class Column:
    """`share`: of the width of a page, in per cent, a multiple of 5. `is_number`: aligned at the right."""

    title: str
    share: int
    is_number: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of plain words; its first cell names the row. `values`: the same rows as a workbook holds them."""

    kind: ClassVar[str] = "grid"
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    values: Sequence[Sequence[Cell]] = ()

    @property
    def cells(self) -> list[list[tuple[str, Column]]]:
        """Each row with the columns of its cells."""
        return [list(zip(row, self.columns, strict=True)) for row in self.rows]

    @property
    def words(self) -> Iterator[str]:
        yield self.caption
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Picture:
    """A drawing under its conclusion, as pages and documents show it, with its table as a twin.

    `svg` is of ghnt.ui.svg, with all that it shows in its title; `legend` holds marks of ghnt.ui.charts.legend_mark.
    """

    kind: ClassVar[str] = "picture"
    caption: str
    svg: SafeString
    twin: Grid
    print_svg: SafeString | None = None  # where a document needs another one than pages
    legend: tuple[tuple[SafeString, str], ...] = ()

    @property
    def printed(self) -> SafeString:
        return self.print_svg or self.svg

    @property
    def words(self) -> Iterator[str]:
        yield self.caption
        yield from self.twin.words


Block = Subheading | Passage | Grid | Picture
