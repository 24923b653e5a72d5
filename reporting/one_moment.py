"""What sealing needs of the database: a read that sees one moment, and one of two simultaneous inserts refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction

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


@contextmanager
def consistent_read() -> Iterator[None]:
    """A transaction that sees one moment: REPEATABLE READ on PostgreSQL, IMMEDIATE (a setting) on SQLite."""
    begins_here = not connection.in_atomic_block
    with transaction.atomic():
        if begins_here and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
