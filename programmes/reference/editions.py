"""National programmes, the editions of their catalogues, and what each edition calls which identity."""

from __future__ import annotations

from pathlib import Path

from django.utils.text import capfirst

from programmes.models import (
    ActionLine,
    BuildingBlock,
    CatalogueEdition,
    CatalogueEntry,
    Condition,
    Measure,
    Programme,
)
from programmes.models.catalogue import CatalogueIdentity
from regions.reference.files import Row, read_file
from regions.reference.tables import TableReport, Wanted, bring_in_line

# The kinds of an entry in the order in which parents come before what stands under them.
KINDS: dict[str, type[CatalogueIdentity]] = {
    "line": ActionLine,
    "block": BuildingBlock,
    "measure": Measure,
    "condition": Condition,
}
COLUMNS = ("edition", "kind", "key", "parent", "code", "title", "source")


def load_programmes(directory: Path) -> TableReport:
    """A programme names its successor, which stands before it in the file or in the table."""
    columns = ("slug", "name", "abbreviation", "valid_from", "valid_to", "successor")
    report = TableReport(capfirst(str(Programme._meta.verbose_name_plural)))
    for row in read_file(directory / "programmes.csv", columns, lambda row: row):
        known = {programme.slug: programme for programme in Programme.objects.all()}
        successor = row.one_of("successor", known, "een regel hierboven") if row.optional("successor") else None
        values = {name: row.text(name) for name in ("slug", "name", "abbreviation")}
        report += bring_in_line(
            Programme, [Wanted({**values, **row.period(), "successor": successor}, row)], key=("slug",)
        )
    return report


def load_editions(directory: Path) -> TableReport:
    programmes = {programme.slug: programme for programme in Programme.objects.all()}

    def read(row: Row) -> Wanted:
        values = {
            "programme": row.one_of("programme", programmes, "programmes.csv"),
            "code": row.text("code"),
            "name": row.text("name"),
            "valid_from": row.date("valid_from"),
            "source": row.text("source"),
        }
        return Wanted(values, row)

    wanted = read_file(directory / "editions.csv", ("programme", "code", "name", "valid_from", "source"), read)
    return bring_in_line(CatalogueEdition, wanted, key=("programme", "code"))


def editions_by_code() -> dict[str, CatalogueEdition]:
    return {edition.code: edition for edition in CatalogueEdition.objects.select_related("programme")}


def load_identities(directory: Path) -> list[TableReport]:
    """Every key is one line, block, measure or condition, whatever the editions call it."""
    editions = editions_by_code()
    found: dict[str, dict[tuple[int, str], Wanted]] = {kind: {} for kind in KINDS}

    def read(row: Row) -> None:
        programme = row.one_of("edition", editions, "editions.csv").programme
        kind, key = row.one_of("kind", {kind: kind for kind in KINDS}), row.text("key")
        found[kind].setdefault((programme.pk, key), Wanted({"programme": programme, "key": key}, row))

    read_file(directory / "entries.csv", COLUMNS, read)
    return [bring_in_line(model, list(found[kind].values()), key=("programme", "key")) for kind, model in KINDS.items()]


def load_entries(directory: Path) -> TableReport:
    """The order of the file is the order of the catalogue; parents are made before what stands under them."""
    rows = list(enumerate(read_file(directory / "entries.csv", COLUMNS, lambda row: row), 1))
    report = TableReport(capfirst(str(CatalogueEntry._meta.verbose_name_plural)))
    for kind, model in KINDS.items():
        report += _load_kind(kind, model, [(order, row) for order, row in rows if row.cells["kind"] == kind])
    return report


def _load_kind(kind: str, model: type[CatalogueIdentity], rows: list[tuple[int, Row]]) -> TableReport:
    editions, parents = editions_by_code(), entries_by_key()
    identities = {(thing.programme_id, thing.key): thing for thing in model.objects.all()}  # type: ignore[attr-defined]

    def wanted(order: int, row: Row) -> Wanted:
        edition = editions[row.cells["edition"]]
        above = {key: entry for (code, key), entry in parents.items() if code == edition.code}
        values = {
            "edition": edition,
            kind: identities[edition.programme_id, row.cells["key"]],
            "parent": row.one_of("parent", above, "deze editie") if row.optional("parent") else None,
            "code": row.text("code"),
            "title": row.text("title"),
            "order": order,
            "source": row.text("source"),
        }
        return Wanted(values, row)

    return bring_in_line(CatalogueEntry, [wanted(order, row) for order, row in rows], key=("edition", kind))


def entries_by_key() -> dict[tuple[str, str], CatalogueEntry]:
    """Every entry by the code of its edition and the key of what it words."""
    entries = CatalogueEntry.objects.select_related("edition", *KINDS)
    return {(entry.edition.code, _identity(entry).key): entry for entry in entries}


def _identity(entry: CatalogueEntry) -> CatalogueIdentity:
    return next(thing for thing in (getattr(entry, kind) for kind in KINDS) if thing is not None)
