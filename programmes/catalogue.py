"""What the catalogue calls things, per edition.

    titles(edition) -> CatalogueTitles      code and title per identity, one query
    edition_in_force(on=…) -> CatalogueEdition | None
    read(edition) -> CatalogueText          one edition in reading order, for its page

Identities that an edition does not know get the wording of the nearest earlier edition, or else of the first
later one.
What changed between two editions stands in `programmes.catalogue_changes`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from programmes.models import CatalogueEdition, CatalogueEntry


@dataclass(frozen=True)
class EntryTitle:
    """What an edition calls a line, block, measure or condition; `edition` is the code of the one that says so."""

    pk: int  # of the identity, not of the entry
    code: str
    title: str
    edition: str
    line: int | None = None  # the line it stands under, by identity

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class CatalogueTitles:
    """Titles per identity, in the order of the catalogue; identities from other editions come last."""

    edition: CatalogueEdition
    lines: dict[int, EntryTitle] = field(default_factory=dict)
    blocks: dict[int, EntryTitle] = field(default_factory=dict)
    measures: dict[int, EntryTitle] = field(default_factory=dict)
    conditions: dict[int, EntryTitle] = field(default_factory=dict)

    def block_groups(self) -> list[tuple[str, list[EntryTitle]]]:
        """The blocks of this edition itself, per line: what a form offers."""
        return self._groups(self.blocks)

    def measure_groups(self) -> list[tuple[str, list[EntryTitle]]]:
        """The measures of this edition itself, per line; those without a line last."""
        return self._groups(self.measures)

    def _groups(self, entries: dict[int, EntryTitle]) -> list[tuple[str, list[EntryTitle]]]:
        groups: dict[int | None, list[EntryTitle]] = defaultdict(list)
        for entry in entries.values():
            if entry.edition == self.edition.code:
                groups[entry.line].append(entry)
        named = [(str(line), groups[pk]) for pk, line in self.lines.items() if pk in groups]
        return named + ([("Zonder actielijn", groups[None])] if None in groups else [])


def edition_in_force(*, on: date) -> CatalogueEdition | None:
    """The newest edition that held on the date; before the first one, the first; None without any."""
    editions = CatalogueEdition.objects.select_related("programme")
    return (
        editions.filter(valid_from__lte=on).order_by("-valid_from").first() or editions.order_by("valid_from").first()
    )


def titles(edition: CatalogueEdition) -> CatalogueTitles:
    """Code and title per line, block, measure and condition as the edition words them."""
    found = CatalogueTitles(edition)
    entries = CatalogueEntry.objects.filter(edition__programme=edition.programme_id)
    for entry in sorted(
        entries.select_related("edition", "parent__parent"), key=lambda entry: _distance(entry, edition)
    ):
        mapping, pk = _place(found, entry)
        mapping.setdefault(pk, EntryTitle(pk, entry.code, entry.title, entry.edition.code, _line_of(entry)))
    return found


def _distance(entry: CatalogueEntry, edition: CatalogueEdition) -> tuple[bool, int, int]:
    """The edition itself first, then earlier ones from near to far, then later ones from near to far."""
    days = (entry.edition.valid_from - edition.valid_from).days
    return (days > 0, abs(days), entry.order)


def _place(found: CatalogueTitles, entry: CatalogueEntry) -> tuple[dict[int, EntryTitle], int]:
    if entry.line_id:
        return found.lines, entry.line_id
    if entry.block_id:
        return found.blocks, entry.block_id
    if entry.measure_id:
        return found.measures, entry.measure_id
    return found.conditions, entry.condition_id or 0


def _line_of(entry: CatalogueEntry) -> int | None:
    """The line at the top of the entry: it is two levels up at most."""
    above: CatalogueEntry | None = entry
    while above is not None and above.line_id is None:
        above = above.parent
    return above.line_id if above else None


@dataclass(frozen=True)
class Section:
    """An entry with what stands under it: blocks and measures of a line, measures of a block."""

    entry: CatalogueEntry
    blocks: list[Section] = field(default_factory=list)
    measures: list[CatalogueEntry] = field(default_factory=list)


@dataclass(frozen=True)
class CatalogueText:
    """One edition in reading order."""

    edition: CatalogueEdition
    lines: list[Section] = field(default_factory=list)
    conditions: list[CatalogueEntry] = field(default_factory=list)
    loose_measures: list[CatalogueEntry] = field(default_factory=list)
    entries: list[CatalogueEntry] = field(default_factory=list)

    @property
    def block_count(self) -> int:
        return sum(entry.block_id is not None for entry in self.entries)

    @property
    def measure_count(self) -> int:
        return sum(entry.measure_id is not None for entry in self.entries)


def read(edition: CatalogueEdition) -> CatalogueText:
    """The whole edition, with one query."""
    text = CatalogueText(edition, entries=list(edition.entries.order_by("order", "code")))
    sections: dict[int | None, Section] = {}
    for entry in sorted(text.entries, key=_parents_first):
        above = sections.get(entry.parent_id)
        if entry.line_id:
            sections[entry.pk] = Section(entry)
            text.lines.append(sections[entry.pk])
        elif entry.block_id:
            sections[entry.pk] = Section(entry)
            if above:
                above.blocks.append(sections[entry.pk])
        elif entry.condition_id:
            text.conditions.append(entry)
        else:
            (above.measures if above else text.loose_measures).append(entry)
    return text


def _parents_first(entry: CatalogueEntry) -> int:
    """Lines, then blocks, then the rest; sorting keeps the order of the edition within each."""
    return 0 if entry.line_id else 1 if entry.block_id else 2
