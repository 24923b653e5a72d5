# ruff: noqa: S608 - names of tables and columns are ours; what somebody typed is always a parameter
"""One table holds the text of everything that can be found. Database triggers keep it as its sources are.

No operation has to think of it: save(), a bulk update and a deletion all reach it. On SQLite it is an FTS5 table, on
PostgreSQL a table with a tsvector in Dutch and a GIN index. Table and triggers are made anew after every migrate, and
taken away before it: a trigger that names a table which a migration rebuilds would make the migration fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "ghnt_search"
KIND_STEP = 10**15  # on SQLite a row's number is kind × this + the key of what it is about
LETTERS = "áàâäãåçéèêëíìîïñóòôöõőúùûüýÿšž-/.@_:'’"
PLAIN = "aaaaaaceeeeiiiinoooooouuuuyysz        "


class Kind(IntEnum):
    PROGRAMME = 1
    NODE = 2
    ACTION = 3
    PROPOSAL = 4
    BOTTLENECK = 5
    LESSON = 6
    RESEARCH = 7


# Per kind the key, title and text; {nl} is a line end, {join} puts the texts of several rows together.
DOCUMENTS: dict[Kind, str] = {
    Kind.PROGRAMME: """
        SELECT d.id, d.title,
            coalesce((SELECT {join}(c.title || {nl} || c.text, {nl}) FROM programmes_programmechapter c
                WHERE c.programme_id = d.id), '')
            || {nl} ||
            coalesce((SELECT {join}(g.statement || {nl} || g.measure || {nl} || g.target, {nl})
                FROM programmes_goal g WHERE g.programme_id = d.id AND g.node_id IS NULL), '')
        FROM programmes_regionalprogramme d WHERE d.id = d.id""",
    Kind.NODE: """
        SELECT d.id, d.code || ' ' || d.title,
            d.text || {nl} ||
            coalesce((SELECT {join}(g.statement || {nl} || g.measure || {nl} || g.target, {nl})
                FROM programmes_goal g WHERE g.node_id = d.id), '')
        FROM programmes_outlinenode d WHERE d.removed_at IS NULL""",
    Kind.ACTION: """
        SELECT d.id, d.title,
            d.description || {nl} || d.expected_result || {nl} ||
            coalesce((SELECT o.name FROM regions_organisation o WHERE o.id = d.puller_id), '')
        FROM actions_action d WHERE d.removed_at IS NULL""",
    Kind.PROPOSAL: """
        SELECT d.id, d.subject,
            d.reference || {nl} || d.explanation || {nl} ||
            coalesce((SELECT {join}(b.text, {nl}) FROM programmes_proposeddecision b
                WHERE b.proposal_id = d.id), '')
            || {nl} ||
            coalesce((SELECT {join}(c.text, {nl}) FROM programmes_conclusion c
                JOIN programmes_routestep s ON s.id = c.step_id JOIN programmes_round r ON r.id = s.round_id
                WHERE r.proposal_id = d.id
                AND NOT EXISTS (SELECT 1 FROM programmes_conclusion l WHERE l.replaces_id = c.id)), '')
        FROM programmes_proposal d WHERE d.id = d.id""",
    Kind.LESSON: """
        SELECT d.id, d.title, d.text || {nl} || d.evidence
        FROM actions_lesson d WHERE d.removed_at IS NULL""",
    Kind.RESEARCH: """
        SELECT d.id, d.title, d.question || {nl} || d.done_by || {nl} || d.results
        FROM actions_research d WHERE d.removed_at IS NULL""",
    Kind.BOTTLENECK: """
        SELECT d.id, d.title,
            d.text || {nl} || d.proposed_solution || {nl} ||
            coalesce((SELECT {join}(s.text, {nl}) FROM actions_bottleneckstep s WHERE s.bottleneck_id = d.id), '')
        FROM actions_bottleneck d WHERE d.removed_at IS NULL AND d.region_id IS NOT NULL""",
}


@dataclass(frozen=True)
class Source:
    """A table whose rows are part of a document; `owners` selects the keys of the documents of {row}."""

    table: str
    kind: Kind
    columns: tuple[str, ...]
    owners: str = "SELECT {row}.id"


SOURCES = (
    Source("programmes_regionalprogramme", Kind.PROGRAMME, ("title",)),
    Source(
        "programmes_programmechapter", Kind.PROGRAMME, ("title", "text", "programme_id"), "SELECT {row}.programme_id"
    ),
    Source(
        "programmes_goal",
        Kind.PROGRAMME,
        ("statement", "measure", "target", "node_id", "programme_id"),
        "SELECT {row}.programme_id",
    ),
    Source("programmes_goal", Kind.NODE, ("statement", "measure", "target", "node_id"), "SELECT {row}.node_id"),
    Source("programmes_outlinenode", Kind.NODE, ("code", "title", "text", "removed_at")),
    Source("actions_action", Kind.ACTION, ("title", "description", "expected_result", "puller_id", "removed_at")),
    Source(
        "regions_organisation",
        Kind.ACTION,
        ("name",),
        "SELECT a.id FROM actions_action a WHERE a.puller_id = {row}.id",
    ),
    Source("programmes_proposal", Kind.PROPOSAL, ("subject", "reference", "explanation")),
    Source("actions_lesson", Kind.LESSON, ("title", "text", "evidence", "removed_at")),
    Source("actions_research", Kind.RESEARCH, ("title", "question", "done_by", "results", "removed_at")),
    Source("programmes_proposeddecision", Kind.PROPOSAL, ("text", "proposal_id"), "SELECT {row}.proposal_id"),
    Source(
        "programmes_conclusion",
        Kind.PROPOSAL,
        ("text", "step_id", "replaces_id"),
        "SELECT r.proposal_id FROM programmes_routestep s JOIN programmes_round r ON r.id = s.round_id "
        "WHERE s.id = {row}.step_id",
    ),
    Source("actions_bottleneck", Kind.BOTTLENECK, ("title", "text", "proposed_solution", "removed_at")),
    Source("actions_bottleneckstep", Kind.BOTTLENECK, ("text",), "SELECT {row}.bottleneck_id"),
)


def take_away(*, using: str = "default", **kwargs: Any) -> None:
    """Receiver of pre_migrate: remove the triggers, so that a migration may change the tables below them."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for number, source in enumerate(SOURCES):
            if source.table in existing:
                for sql in _without_triggers(connection, number, source):
                    cursor.execute(sql)


def make_anew(*, using: str = "default", **kwargs: Any) -> None:
    """Receiver of post_migrate: the table filled from its sources, and the triggers that keep it so."""
    connection = connections[using]
    take_away(using=using)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        if not _has_sources(connection):  # a database that is migrated to an early state has nothing to find
            return
        for sql in [*_table(connection), *_filling(connection), *_triggers(connection)]:
            cursor.execute(sql)


def _has_sources(connection: BaseDatabaseWrapper) -> bool:
    existing = set(connection.introspection.table_names())
    if not {source.table for source in SOURCES} <= existing:
        return False
    with connection.cursor() as cursor:
        return all(
            set(source.columns)
            <= {column.name for column in connection.introspection.get_table_description(cursor, source.table)}
            for source in SOURCES
        )


def _is_postgres(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def _document(connection: BaseDatabaseWrapper, kind: Kind) -> str:
    if _is_postgres(connection):
        return DOCUMENTS[kind].format(nl="chr(10)", join="string_agg")
    return DOCUMENTS[kind].format(nl="char(10)", join="group_concat")


def _table(connection: BaseDatabaseWrapper) -> list[str]:
    if not _is_postgres(connection):
        tokens = "unicode61 remove_diacritics 2"
        return [f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, body, tokenize='{tokens}', prefix='2 3')"]
    letters, plain = LETTERS.replace("'", "''"), PLAIN
    folded = "to_tsvector('dutch', translate(lower(left({column}, 300000)), '" + letters + "', '" + plain + "'))"
    words = " || ".join(
        f"setweight({folded.format(column=column)}, '{weight}')" for column, weight in (("title", "A"), ("body", "D"))
    )
    return [
        f"CREATE TABLE {TABLE} (kind smallint NOT NULL, owner bigint NOT NULL, title text NOT NULL, body text NOT NULL,"
        f" words tsvector GENERATED ALWAYS AS ({words}) STORED, PRIMARY KEY (kind, owner))",
        f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
    ]


def _filling(connection: BaseDatabaseWrapper) -> list[str]:
    return [_insert(connection, kind, "") for kind in Kind]


def _insert(connection: BaseDatabaseWrapper, kind: Kind, only: str) -> str:
    """Write the documents of a kind; `only` narrows them down."""
    document = _document(connection, kind) + only
    if _is_postgres(connection):
        return (
            f"INSERT INTO {TABLE} (kind, owner, title, body) SELECT {kind:d}, x.* FROM ({document}) x "
            "ON CONFLICT (kind, owner) DO UPDATE SET title = excluded.title, body = excluded.body"
        )
    return f"INSERT INTO {TABLE} (rowid, title, body) " + document.replace(
        "SELECT d.id,", f"SELECT {kind * KIND_STEP} + d.id,", 1
    )


def _triggers(connection: BaseDatabaseWrapper) -> list[str]:
    make = _postgres_trigger if _is_postgres(connection) else _sqlite_triggers
    return [sql for number, source in enumerate(SOURCES) for sql in make(connection, number, source)]


def _sqlite_triggers(connection: BaseDatabaseWrapper, number: int, source: Source) -> list[str]:
    updated = f"UPDATE OF {', '.join(source.columns)}"
    return [
        f'CREATE TRIGGER "{TABLE}_{number}_{verb.split()[0].lower()}" AFTER {verb} ON "{source.table}" BEGIN '
        + "".join(_sqlite_refresh(connection, source, row) for row in rows)
        + " END"
        for verb, rows in (("INSERT", ("NEW",)), (updated, ("OLD", "NEW")), ("DELETE", ("OLD",)))
    ]


def _sqlite_refresh(connection: BaseDatabaseWrapper, source: Source, row: str) -> str:
    owners = source.owners.format(row=row)
    first = source.kind * KIND_STEP
    numbers = owners.replace("SELECT ", f"SELECT {first} + ", 1)
    only = f" AND d.id IN ({owners})"
    return f"DELETE FROM {TABLE} WHERE rowid IN ({numbers}); {_insert(connection, source.kind, only)}; "


def _postgres_trigger(connection: BaseDatabaseWrapper, number: int, source: Source) -> list[str]:
    name = f"{TABLE}_{number}"
    steps = "".join(
        f"IF TG_OP <> '{but}' THEN {_postgres_refresh(connection, source, row)} END IF; "
        for but, row in (("INSERT", "OLD"), ("DELETE", "NEW"))
    )
    verbs = f"INSERT OR UPDATE OF {', '.join(source.columns)} OR DELETE"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {steps} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {verbs} ON {source.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _postgres_refresh(connection: BaseDatabaseWrapper, source: Source, row: str) -> str:
    owners = source.owners.format(row=row)
    document = _document(connection, source.kind)
    gone = f"NOT EXISTS (SELECT 1 FROM ({document} AND d.id = {TABLE}.owner) x)"
    insert = _insert(connection, source.kind, f" AND d.id IN ({owners})")
    delete = f"DELETE FROM {TABLE} WHERE kind = {source.kind:d} AND owner IN ({owners}) AND {gone}"
    return f"{insert}; {delete};"


def _without_triggers(connection: BaseDatabaseWrapper, number: int, source: Source) -> list[str]:
    name = f"{TABLE}_{number}"
    if _is_postgres(connection):
        return [f"DROP TRIGGER IF EXISTS {name} ON {source.table}"]
    return [f'DROP TRIGGER IF EXISTS "{name}_{verb}"' for verb in ("insert", "update", "delete")]
