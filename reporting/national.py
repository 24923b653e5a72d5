"""The national division in the words of one edition: what a region's actions are laid beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.catalogue import CatalogueTitles, titles
from programmes.models import BuildingBlock, CatalogueEdition, CatalogueEntry, Measure, OutlineNode, Programme
from reporting.content import BlockCoverage, NationalBlock
from reporting.standing import Outline, StandingAction


@dataclass(frozen=True)
class NationalWords:
    """The titles of the edition in force, and its own entries in its order; nothing without an edition."""

    edition_name: str
    titles: CatalogueTitles | None
    entries: tuple[CatalogueEntry, ...]

    def block(self, block: BuildingBlock) -> NationalBlock:
        title = self.titles.blocks.get(block.pk) if self.titles else None
        return NationalBlock(title.code, title.title) if title else NationalBlock(block.key, "")

    def measure(self, measure: Measure) -> str:
        title = self.titles.measures.get(measure.pk) if self.titles else None
        return str(title) if title else measure.key


def words_on(programme: Programme, on: date) -> NationalWords:
    """The words of the edition of the programme that is in force on the date."""
    edition = CatalogueEdition.objects.in_force(programme, on)
    if edition is None:
        return NationalWords("", None, ())
    return NationalWords(edition.name, titles(edition), tuple(edition.entries.all()))


def coverage(words: NationalWords, outline: Outline) -> tuple[BlockCoverage, ...]:
    """Per line and block of the edition the actions under it, blocks without an action included.

    An action stands under its own blocks, else under those of its node, else of the nearest node above it that has
    any (as in `actions.coverage`), and under the block or line of each of its measures.
    """
    numbers: dict[int, list[str]] = {}
    for standing in outline.standing:
        for entry_id in _entries_of(words, outline, standing):
            numbers.setdefault(entry_id, []).append(standing.action.code)
    lines = [entry for entry in words.entries if entry.line_id]
    return tuple(row for line in lines for row in _rows(line, words.entries, numbers))


def _entries_of(words: NationalWords, outline: Outline, standing: StandingAction) -> set[int]:
    by_block = {entry.block_id: entry.pk for entry in words.entries if entry.block_id}
    by_measure = {entry.measure_id: entry.parent_id for entry in words.entries if entry.measure_id}
    nearest = list(standing.action.blocks.all()) or _nearest_blocks(outline.lineage(standing.action.node_id))
    found = {by_block.get(block.pk) for block in nearest}
    found |= {by_measure.get(measure.pk) for measure in standing.action.measures.all()}
    return {pk for pk in found if pk}


def _nearest_blocks(lineage: Iterable[OutlineNode]) -> list[BuildingBlock]:
    return next((blocks for node in lineage if (blocks := list(node.blocks.all()))), [])


def _rows(
    line: CatalogueEntry, entries: Iterable[CatalogueEntry], numbers: dict[int, list[str]]
) -> Iterable[BlockCoverage]:
    if line.pk in numbers:
        yield BlockCoverage(line.code, line.title, "", "", tuple(numbers[line.pk]))
    for block in entries:
        if block.block_id and block.parent_id == line.pk:
            told = tuple(numbers.get(block.pk, ()))
            yield BlockCoverage(line.code, line.title, block.code, block.title, told)
