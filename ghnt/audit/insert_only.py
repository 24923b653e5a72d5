"""The one list of tables that only grow, and the triggers with which the database refuses anything else.

SQLite loses triggers when a migration rebuilds a table and PostgreSQL needs one more for TRUNCATE, so both are made
anew after every migrate, as is the search index (ghnt.site.search.index). The project uses no other signals.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

INSERT_ONLY = (
    "programmes.Conclusion",
    "programmes.Remark",
    "programmes.ProposalSource",
    "programmes.ProposalVersion",
    "programmes.ProposalVersionFile",
    "programmes.SubjectConclusion",
    "programmes.ProgrammeVersion",
    "programmes.ProgrammeEvent",
    "reporting.ReportVersion",
    "reporting.ReportEvent",
    "reporting.ReturnReason",
    "reporting.DueExtension",
    "reporting.SignalAnswer",
    "reporting.PublicRelease",
    "reporting.PublicWithdrawal",
    "reporting.Figure",
    "reporting.ScanVersion",
    "reporting.ExactView",
    "actions.BottleneckStep",
)

REFUSAL = "Deze tabel groeit alleen: wijzigen en verwijderen kan niet."

SQLITE = """
CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ghnt_insert_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION ghnt_insert_only()
"""


def tables() -> list[str]:
    return [apps.get_model(label)._meta.db_table for label in INSERT_ONLY]


def guard_tables(*, using: str = "default", **kwargs: Any) -> None:
    """Receiver of post_migrate: (re)create the triggers on every insert-only table that exists."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    for table in tables():
        if table in existing:
            _guard(connection, table)


def _guard(connection: BaseDatabaseWrapper, table: str) -> None:
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION.format(refusal=REFUSAL))
        for verb in ("UPDATE", "DELETE", "TRUNCATE") if postgres else ("UPDATE", "DELETE"):
            on = f' ON "{table}"' if postgres else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"{on}')
            cursor.execute((POSTGRES if postgres else SQLITE).format(table=table, verb=verb, refusal=REFUSAL))


def lift_guards(*, using: str = "default") -> None:
    """Take the triggers away, for a test database that must be emptied; guard_tables puts them back."""
    connection = connections[using]
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table in tables():
            for verb in ("UPDATE", "DELETE", "TRUNCATE"):
                on = f' ON "{table}"' if postgres else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"{on}')
