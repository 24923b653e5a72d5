"""The actions as a plain list of semicolon-separated values, for whoever wants to calculate with them."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from actions.exchange import cells
from actions.exchange.columns import COLUMNS, READ
from actions.exchange.writing import ToWrite, heading_of
from actions.models import Action

BYTE_ORDER_MARK = "\ufeff"  # or Excel reads the é of a UTF-8 file as two characters
_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written."""

    def write(self, value: str) -> str:
        return value


def csv_lines(what: ToWrite) -> Iterator[str]:
    """The lines of the file, one action at a time; what begins like a formula gets an apostrophe before it."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow([heading_of(column, what.half_year) for column in COLUMNS])
    for row in what.rows.by_pk.values():
        texts = cells.texts_of(row, what.lists)
        if what.half_year is None:
            texts = cells.without_state(texts)
        yield writer.writerow([_number(row.action), *(_safe(texts[column.name]) for column in READ)])


def _number(action: Action) -> str:
    return f"'{action.code}" if action.code.replace(".", "").isdecimal() else _safe(action.code)


def _safe(text: str) -> str:
    plain = cells.plain(text)
    return f"'{plain}" if plain.startswith(_SIGNS) else plain
