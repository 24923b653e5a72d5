"""Blocks and measures in the words of the edition in force, for pages and forms that point to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from programmes.catalogue import CatalogueTitles, EntryTitle, titles
from programmes.models import CatalogueEdition, Programme

Choices = list[tuple[str, list[tuple[int, str]]]]


def titles_in_force(programme: Programme, *, on: date) -> CatalogueTitles:
    """The titles of the programme's edition that held on the date; without any edition there are none."""
    edition = CatalogueEdition.objects.in_force(programme, on)
    return titles(edition) if edition else CatalogueTitles(CatalogueEdition(programme=programme))


def names(entries: dict[int, EntryTitle], ids: Iterable[int]) -> tuple[str, ...]:
    """Code and title of the identities, in the order of the catalogue."""
    wanted = set(ids)
    return tuple(str(entry) for pk, entry in entries.items() if pk in wanted)


def choices(
    groups: list[tuple[str, list[EntryTitle]]], entries: dict[int, EntryTitle], chosen: Iterable[int]
) -> Choices:
    """The entries to offer as check boxes per line; chosen ones that this edition does not know come last."""
    offered = [(line, [(entry.pk, str(entry)) for entry in group]) for line, group in groups]
    known = {pk for _line, options in offered for pk, _label in options}
    others = [(pk, str(entries[pk])) for pk in sorted(set(chosen) - known) if pk in entries]
    return offered + ([("Uit een andere editie", others)] if others else [])
