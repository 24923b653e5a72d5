"""What takes long to make is made once per worker; whoever asks for it again gets the same rows in fresh objects."""

from __future__ import annotations

import functools
import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from ghnt import clock

P = ParamSpec("P")
R = TypeVar("R")
# After this many seconds it is made anew: a mail or a job in it is then never older than one just made on a slow day.
KEPT_FOR = 60
# Django fills these with the tables; they are never empty and stay as they are.
ALWAYS_FILLED = {ContentType, Permission}


@dataclass(frozen=True)
class Made:
    """All that making left behind, and the pickled result."""

    at: datetime
    since: float
    result: bytes
    inserts: list[tuple[str, list | None]]
    files: dict[str, bytes]
    after_commit: list[tuple[Callable, bool]]

    def still_counts(self) -> bool:
        return time.monotonic() < self.since + KEPT_FOR and self.at <= clock.now()

    def put_back(self) -> Any:
        with transaction.atomic():
            with connection.cursor() as cursor:
                for sql, rows in self.inserts:
                    cursor.execute(sql) if rows is None else cursor.executemany(sql, rows)
            for name, body in self.files.items():
                default_storage.delete(name)  # a test may have written other bytes in it
                default_storage.save(name, ContentFile(body))
            for wake, robust in self.after_commit:
                transaction.on_commit(wake, robust=robust)
        return pickle.loads(self.result)


def made_once(make: Callable[P, R]) -> Callable[P, R]:
    """For a function that fills empty tables and returns objects of what it made, or anything that can be pickled.

    The first call makes it and keeps all rows, files and calls after commit; a later one on the same day puts those
    back, as long as the tables are empty. In tables that hold something already it is made as ever.
    """
    kept: dict[Any, Made] = {}

    @functools.wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _tables_are_empty():
            return make(*args, **kwargs)
        key = (clock.today(), args, *sorted(kwargs.items()))
        if key not in kept or not kept[key].still_counts():
            with transaction.atomic():
                kept[key] = _keep(functools.partial(make, *args, **kwargs))
            # Also the first gets a copy: no test can change what the others get.
            return pickle.loads(kept[key].result)
        return kept[key].put_back()

    return made


def _keep(make: Callable) -> Made:
    files, calls = _files(), len(connection.run_on_commit)
    result = pickle.dumps(make())
    return Made(
        clock.now(),
        time.monotonic(),
        result,
        list(_inserts()),
        {name: (Path(settings.MEDIA_ROOT) / name).read_bytes() for name in _files() - files},
        [(call, robust) for _, call, robust in connection.run_on_commit[calls:]],
    )


def _files() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@functools.cache
def _tables() -> list[type[models.Model]]:
    """What others refer to comes first: the triggers of the search index look at it."""
    found: dict[type[models.Model], None] = {}
    begun = set()

    def add(model: type[models.Model]) -> None:
        if model in begun:
            return
        begun.add(model)
        for field in model._meta.local_concrete_fields:
            if field.remote_field:
                add(field.remote_field.model._meta.concrete_model)
        found[model] = None

    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            add(model)
    return [model for model in found if model not in ALWAYS_FILLED]


def _tables_are_empty() -> bool:
    """Asked of all tables in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_holds_something())
        return not cursor.fetchone()[0]


@functools.cache
def _holds_something() -> str:
    quoted = (connection.ops.quote_name(model._meta.db_table) for model in _tables())
    return "SELECT " + " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in quoted)


def _inserts() -> Iterator[tuple[str, list | None]]:
    """For every table that holds something what fills it again; on PostgreSQL in one go."""
    with connection.cursor() as cursor:
        found = [insert for model in _tables() if (insert := _insert(cursor, model))]
        if connection.vendor == "postgresql":
            found = [(b"; ".join(cursor.mogrify(*_with_all_rows(*insert)) for insert in found).decode(), None)]
    yield from found


def _insert(cursor, model: type[models.Model]) -> tuple[str, list] | None:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    fields = [quote(field.column) for field in model._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(fields)
    cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {quote(model._meta.pk.column)}")
    rows = cursor.fetchall()
    values = ", ".join(["%s"] * len(fields))
    return (f"INSERT INTO {table} ({columns}) VALUES ({values})", rows) if rows else None


def _with_all_rows(sql: str, rows: list) -> tuple[str, list]:
    head, values = sql.split(" VALUES ")
    return f"{head} VALUES {', '.join([values] * len(rows))}", [value for row in rows for value in row]
