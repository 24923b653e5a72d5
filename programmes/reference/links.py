"""How the entries of one edition go on in the next: what the file says, and "continues" for the rest."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from programmes.models import CatalogueEdition, CatalogueEntry, CatalogueLink, LinkKind
from programmes.reference.editions import editions_by_code, entries_by_key
from regions.reference.files import Row, read_file
from regions.reference.tables import TableReport, Wanted, bring_in_line

KINDS = {choice.value: choice for choice in LinkKind}
COLUMNS = ("earlier_edition", "earlier", "later_edition", "later", "kind")


def load_links(directory: Path) -> TableReport:
    """Links only come in addition: an administrator may have read the titles better."""
    editions, entries = editions_by_code(), entries_by_key()

    def entry(row: Row, side: str) -> CatalogueEntry:
        edition = row.one_of(f"{side}_edition", editions, "editions.csv")
        here = {key: found for (code, key), found in entries.items() if code == edition.code}
        return row.one_of(side, here, "entries.csv, in dezelfde editie")

    def read(row: Row) -> Wanted:
        kind = row.one_of("kind", KINDS)
        return Wanted({"earlier": entry(row, "earlier"), "later": entry(row, "later"), "kind": kind}, row)

    wanted = read_file(directory / "links.csv", COLUMNS, read)
    return bring_in_line(CatalogueLink, wanted + _continuing(entries, wanted), key=("earlier", "later"))


def _continuing(entries: dict[tuple[str, str], CatalogueEntry], named: list[Wanted]) -> list[Wanted]:
    """What keeps its key from one edition to the next goes on, unless the file says otherwise."""
    linked = {wish.values["earlier"] for wish in named}
    found = []
    for before, after in _successive_editions():
        for (code, key), earlier in entries.items():
            later = entries.get((after.code, key))
            if code == before.code and later is not None and earlier not in linked:
                found.append(Wanted({"earlier": earlier, "later": later, "kind": LinkKind.CONTINUES}))
    return found


def _successive_editions() -> list[tuple[CatalogueEdition, CatalogueEdition]]:
    editions = CatalogueEdition.objects.order_by("programme", "valid_from")
    return [(before, after) for before, after in pairwise(editions) if before.programme_id == after.programme_id]
