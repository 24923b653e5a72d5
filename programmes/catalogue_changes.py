"""What changed between an edition of the catalogue and the one before it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from programmes.models import CatalogueEdition, CatalogueEntry, CatalogueLink, LinkKind


@dataclass(frozen=True)
class Change:
    """One entry of the earlier edition and what it became; a split has several."""

    earlier: CatalogueEntry
    later: list[CatalogueEntry]

    @property
    def is_renamed(self) -> bool:
        return any(entry.title != self.earlier.title for entry in self.later)


@dataclass(frozen=True)
class CatalogueChanges:
    """Every entry of both editions in one place: moved, split, renamed, new, gone, or going on as it was."""

    earlier: CatalogueEdition
    later: CatalogueEdition
    moved: list[Change] = field(default_factory=list)
    split: list[Change] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    added: list[CatalogueEntry] = field(default_factory=list)
    gone: list[CatalogueEntry] = field(default_factory=list)
    continued: list[Change] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The number of changes in words: "1 verplaatst, 1 gesplitst, 3 met een andere naam"."""
        counts = (
            (len(self.moved), "verplaatst"),
            (len(self.split), "gesplitst"),
            (len(self.renamed), "met een andere naam"),
            (len(self.added), "nieuw"),
            (len(self.gone), "vervallen"),
        )
        changed = [f"{number} {words}" for number, words in counts if number]
        return ", ".join(changed) if changed else "niets veranderd"


def previous_edition(edition: CatalogueEdition) -> CatalogueEdition | None:
    """The edition of the same programme that came just before."""
    editions = CatalogueEdition.objects.filter(programme=edition.programme_id, valid_from__lt=edition.valid_from)
    return editions.order_by("-valid_from").first()


def edition_with_changes() -> CatalogueEdition | None:
    """The newest edition that has one before it in its programme."""
    editions = CatalogueEdition.objects.order_by("programme", "valid_from")
    later = [after for before, after in pairwise(editions) if before.programme_id == after.programme_id]
    return max(later, key=lambda edition: edition.valid_from, default=None)


def changes_into(edition: CatalogueEdition) -> CatalogueChanges | None:
    """What the edition changed; None for the first edition of a programme."""
    before = previous_edition(edition)
    if before is None:
        return None
    found = CatalogueChanges(before, edition)
    linked: set[int] = set()
    for kind, change in _changes(before, edition):
        linked |= {change.earlier.pk, *(entry.pk for entry in change.later)}
        _list_of(found, kind).append(change)
    found.gone.extend(_unlinked(before, linked))
    found.added.extend(_unlinked(edition, linked))
    return found


def _changes(before: CatalogueEdition, after: CatalogueEdition) -> list[tuple[str, Change]]:
    """The links between the two editions, one change per earlier entry and kind, in the earlier order."""
    links = CatalogueLink.objects.filter(earlier__edition=before, later__edition=after)
    ordered = links.select_related("earlier__parent", "later__parent").order_by("earlier__order", "later__order")
    grouped: dict[tuple[CatalogueEntry, str], list[CatalogueEntry]] = defaultdict(list)
    for link in ordered:
        grouped[link.earlier, link.kind].append(link.later)
    return [(kind, Change(earlier, later)) for (earlier, kind), later in grouped.items()]


def _list_of(found: CatalogueChanges, kind: str) -> list[Change]:
    return {
        LinkKind.MOVED.value: found.moved,
        LinkKind.SPLIT.value: found.split,
        LinkKind.RENAMED.value: found.renamed,
    }.get(kind, found.continued)


def _unlinked(edition: CatalogueEdition, linked: set[int]) -> list[CatalogueEntry]:
    return [entry for entry in edition.entries.select_related("parent").order_by("order") if entry.pk not in linked]
