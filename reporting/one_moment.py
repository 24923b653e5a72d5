"""What sealing needs of the database: a read that sees one moment, and one of two simultaneous inserts refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F, Model

_CHANGED_MEANWHILE = "40001"  # PostgreSQL: a row that this transaction reads to change was changed by another


@contextmanager
def exactly_once(message: str) -> Iterator[None]:
    """The database lets one of two simultaneous events through; the other gets the message as a ValidationError."""
    try:
        yield
    except IntegrityError as error:
        raise ValidationError(message) from error
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") != _CHANGED_MEANWHILE:
            raise
        raise ValidationError(message) from error


def note_edit(row: Model) -> None:
    """Write to the locked row that an edit hangs on, so that whoever waits for it with a `consistent_read` is refused.

    On PostgreSQL such a transaction sees what stood when it began to wait: a lock alone would let it seal without the
    edit. SQLite begins only when the edit is there.
    """
    if connection.vendor == "postgresql":
        name = next(field.attname for field in row._meta.concrete_fields if not field.primary_key)
        type(row)._base_manager.filter(pk=row.pk).update(**{name: F(name)})


def is_overtaken(error: BaseException) -> bool:
    """Whether a refusal of `exactly_once` says that the read came too late, so that it may be tried again."""
    return getattr(getattr(error.__cause__, "__cause__", None), "pgcode", "") == _CHANGED_MEANWHILE


@contextmanager
def consistent_read() -> Iterator[None]:
    """A transaction that sees one moment: REPEATABLE READ on PostgreSQL, IMMEDIATE (a setting) on SQLite."""
    begins_here = not connection.in_atomic_block
    with transaction.atomic():
        if begins_here and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
