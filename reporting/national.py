"""The national division in the words of one edition: what a region's actions are laid beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from programmes.catalogue import CatalogueTitles, titles
from programmes.models import BuildingBlock, CatalogueEdition, CatalogueEntry, Condition, Measure, Programme
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

    def condition(self, condition: Condition) -> str:
        title = self.titles.conditions.get(condition.pk) if self.titles else None
        return str(title) if title else condition.key


def words_on(programme: Programme, on: date) -> NationalWords:
    """The words of the edition of the programme that is in force on the date."""
    edition = CatalogueEdition.objects.in_force(programme, on)
    if edition is None:
        return NationalWords("", None, ())
    return NationalWords(edition.name, titles(edition), tuple(edition.entries.all()))


def coverage(
    words: NationalWords, outline: Outline, chosen: Collection[int] | None = None
) -> tuple[BlockCoverage, ...]:
    """Per line and block of the edition the actions under it, blocks without an action included.

    With `chosen`, keys of blocks, only those blocks.

    An action stands under its own blocks, else under those of its node, else of the nearest node above it that has
    any (as in `actions.coverage`), and under the block or line of each of its measures.
    """
    numbers: dict[int, list[str]] = {}
    for standing in outline.standing:
        for entry_id in _entries_of(words, outline, standing):
            numbers.setdefault(entry_id, []).append(standing.action.code)
    if chosen is not None:
        kept = [entry for entry in words.entries if entry.block_id in chosen]
        return tuple(row for line in _lines(words) for row in _block_rows(line, kept, numbers))
    return tuple(row for line in _lines(words) for row in _rows(line, words.entries, numbers))


def _lines(words: NationalWords) -> list[CatalogueEntry]:
    return [entry for entry in words.entries if entry.line_id]


def blocks_of(words: NationalWords, outline: Outline, standing: StandingAction) -> set[int]:
    """The blocks, by key, under which an action stands; those that the edition does not know included."""
    by_entry = {entry.pk: entry.block_id for entry in words.entries if entry.block_id}
    under = {by_entry.get(pk) for pk in _entries_of_measures(words, standing)}
    return {block.pk for block in _nearest_blocks(outline, standing)} | {pk for pk in under if pk}


def _entries_of(words: NationalWords, outline: Outline, standing: StandingAction) -> set[int]:
    by_block = {entry.block_id: entry.pk for entry in words.entries if entry.block_id}
    own = {by_block.get(block.pk) for block in _nearest_blocks(outline, standing)}
    return {pk for pk in own if pk} | _entries_of_measures(words, standing)


def _entries_of_measures(words: NationalWords, standing: StandingAction) -> set[int]:
    """The block or line above each of its measures."""
    above = {entry.measure_id: entry.parent_id for entry in words.entries if entry.measure_id}
    found = {above.get(measure.pk) for measure in standing.action.measures.all()}
    return {pk for pk in found if pk}


def _nearest_blocks(outline: Outline, standing: StandingAction) -> list[BuildingBlock]:
    if own := list(standing.action.blocks.all()):
        return own
    lineage = outline.lineage(standing.action.node_id)
    return next((blocks for node in lineage if (blocks := list(node.blocks.all()))), [])


def _rows(
    line: CatalogueEntry, entries: Iterable[CatalogueEntry], numbers: dict[int, list[str]]
) -> Iterable[BlockCoverage]:
    if line.pk in numbers:
        yield BlockCoverage(line.code, line.title, "", "", tuple(numbers[line.pk]))
    yield from _block_rows(line, entries, numbers)


def _block_rows(
    line: CatalogueEntry, entries: Iterable[CatalogueEntry], numbers: dict[int, list[str]]
) -> Iterable[BlockCoverage]:
    for block in entries:
        if block.block_id and block.parent_id == line.pk:
            told = tuple(numbers.get(block.pk, ()))
            yield BlockCoverage(line.code, line.title, block.code, block.title, told)
