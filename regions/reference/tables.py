"""Bring a table in line with what a reference file says.

A row whose source begins with "beheer:" was corrected by an administrator and is left alone. Of a table without
sources the loader only adds rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst

from regions.reference.files import ReferenceFileError, Row

OWN_SOURCE = "beheer:"


@dataclass
class TableReport:
    """What loading did to one table; `kept` counts rows that an administrator changed."""

    table: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def __str__(self) -> str:
        words = f"{self.table}: {self.added} toegevoegd, {self.changed} gewijzigd, {self.unchanged} ongewijzigd"
        return f"{words}, {self.kept} zelf gewijzigd" if self.kept else words

    def __add__(self, other: TableReport) -> TableReport:
        return TableReport(
            self.table,
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.kept + other.kept,
        )


@dataclass(frozen=True)
class Wanted:
    """The values of one row of a table, and the line of the file they come from; derived rows have none."""

    values: dict[str, Any]
    row: Row | None = None


def is_own(thing: Model) -> bool:
    """Whether an administrator corrected the row."""
    return getattr(thing, "source", "").startswith(OWN_SOURCE)


def mark_own(thing: Model) -> None:
    """Say in the source that an administrator corrected the row; a row without a source needs no mark."""
    if hasattr(thing, "source") and not is_own(thing):
        thing.source = f"{OWN_SOURCE} {thing.source}".strip()


def bring_in_line(
    model: type[Model], wanted: Sequence[Wanted], *, key: tuple[str, ...], group: str = ""
) -> TableReport:
    """Add and change rows so that the table says what the file says; nothing is deleted.

    `key` tells rows apart. With `group` (a field) one corrected row protects all rows with the same value of that
    field, so that a chain of dated rows stays as the administrator made it. Raises ReferenceFileError.
    """
    key_names = [model._meta.get_field(name).attname for name in key]  # type: ignore[union-attr]
    stored = {tuple(getattr(thing, name) for name in key_names): thing for thing in model._default_manager.all()}
    only_add = not any(field.name == "source" for field in model._meta.fields)
    attribute = model._meta.get_field(group).attname if group else ""  # type: ignore[union-attr]
    protected = {getattr(thing, attribute) for thing in stored.values() if is_own(thing)} if group else set()
    report = TableReport(capfirst(str(model._meta.verbose_name_plural)))
    added: dict[tuple[Any, ...], Model] = {}
    changed: list[Model] = []
    for wish in wanted:
        values = _plain(model, wish.values)
        row_key = tuple(values[name] for name in key_names)
        found = stored.get(row_key)
        if row_key in added:
            raise _problem(wish, key[0], "Deze regel staat er twee keer. Verwijder er een.")
        if found is not None and _same(found, values):
            report.unchanged += 1
        elif (group and values[attribute] in protected) or (found is not None and (only_add or is_own(found))):
            report.kept += 1
        elif found is None:
            added[row_key] = _checked(model(**values), wish)
        else:
            for name, value in values.items():
                setattr(found, name, value)
            changed.append(_checked(found, wish))
    model._default_manager.bulk_create(added.values())
    if changed:
        model._default_manager.bulk_update(changed, [name for name in wanted[0].values if name not in key])
    report.added, report.changed = len(added), len(changed)
    return report


def _plain(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """Related objects as their keys, under the names of their columns."""
    return {
        model._meta.get_field(name).attname: value.pk if isinstance(value, Model) else value  # type: ignore[union-attr]
        for name, value in values.items()
    }


def _same(thing: Model, values: dict[str, Any]) -> bool:
    return all(getattr(thing, name) == value for name, value in values.items())


def _checked(thing: Model, wish: Wanted) -> Model:
    """The object, when its plain fields are valid; related ones were looked up already."""
    try:
        thing.clean_fields(exclude={field.name for field in thing._meta.fields if field.is_relation})
    except ValidationError as error:
        column, messages = next(iter(error.message_dict.items()))
        raise _problem(wish, column, messages[0]) from None
    return thing


def _problem(wish: Wanted, column: str, message: str) -> ReferenceFileError:
    return wish.row.problem(column, message) if wish.row else ReferenceFileError([f"kolom {column}: {message}"])
