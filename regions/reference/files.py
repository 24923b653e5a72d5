"""Read reference files strictly: every problem names file, line and column, and says what to do."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

Read = TypeVar("Read")
Choice = TypeVar("Choice")


class ReferenceFileError(Exception):
    """One or more problems in a reference file, each a sentence that names file, line and column."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Row:
    """One line of a file; every method raises ReferenceFileError when the cell is not what it should be."""

    file: str
    line: int
    cells: dict[str, str]

    def problem(self, column: str, message: str) -> ReferenceFileError:
        return ReferenceFileError([f"{self.file}, regel {self.line}, kolom {column}: {message}"])

    def text(self, column: str) -> str:
        if not self.cells[column]:
            raise self.problem(column, "Deze cel is leeg. Vul een waarde in.")
        return self.cells[column]

    def optional(self, column: str) -> str:
        return self.cells[column]

    def date(self, column: str) -> datetime.date:
        try:
            return datetime.date.fromisoformat(self.text(column))
        except ValueError:
            message = f"“{self.cells[column]}” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2021-01-31."
            raise self.problem(column, message) from None

    def optional_date(self, column: str) -> datetime.date | None:
        return self.date(column) if self.cells[column] else None

    def period(self) -> dict[str, datetime.date | None]:
        """The columns valid_from and valid_to, of which the second comes later or is empty."""
        start, end = self.date("valid_from"), self.optional_date("valid_to")
        if end is not None and end <= start:
            raise self.problem(
                "valid_to", f"De einddatum ligt niet na {start}. Kies een latere datum of maak de cel leeg."
            )
        return {"valid_from": start, "valid_to": end}

    def number(self, column: str) -> int | None:
        if not self.cells[column]:
            return None
        if not self.cells[column].isdecimal():
            raise self.problem(column, f"“{self.cells[column]}” is geen getal. Vul een heel getal in.")
        return int(self.cells[column])

    def flag(self, column: str) -> bool:
        return self.one_of(column, {"ja": True, "nee": False})

    def one_of(self, column: str, options: Mapping[str, Choice], of: str = "") -> Choice:
        """The thing that the code in the cell names; `of` says where the codes are listed."""
        code = self.text(column)
        if code not in options:
            known = f"Kies een code uit {of}." if of else f"Kies uit: {', '.join(options)}."
            raise self.problem(column, f"De code “{code}” bestaat niet. {known}")
        return options[code]


def read_file(path: Path, columns: Sequence[str], read: Callable[[Row], Read]) -> list[Read]:
    """What `read` makes of every row; all problems of the rows are reported together."""
    found: list[Read] = []
    problems: list[str] = []
    name = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
    for make_row in _rows(name, csv.reader(io.StringIO(_text(path, name), newline="")), columns):
        try:
            found.append(read(make_row()))
        except ReferenceFileError as error:
            problems += error.problems
    if problems:
        raise ReferenceFileError(problems)
    return found


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ReferenceFileError([f"{name}: Dit bestand ontbreekt. Zet het terug."]) from None
    except UnicodeDecodeError:
        raise ReferenceFileError([f"{name}: Dit bestand is geen UTF-8. Bewaar het als UTF-8."]) from None


def _rows(name: str, lines: Any, columns: Sequence[str]) -> Iterator[Callable[[], Row]]:
    """A maker for every line that is not empty, so that a line with too many cells does not hide the next ones."""
    header: list[str] = next(lines, [])
    for column in columns:
        if column not in header:
            message = "Deze kolom ontbreekt. Zet de naam in de eerste regel."
            raise ReferenceFileError([f"{name}, regel 1, kolom {column}: {message}"])
    for cells in lines:
        if cells:
            yield partial(_row, name, lines.line_num, header, cells)


def _row(name: str, line: int, header: list[str], cells: list[str]) -> Row:
    row = Row(name, line, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
    if len(cells) != len(header):
        message = f"Deze regel heeft {len(cells)} cellen, de eerste regel {len(header)}."
        last = header[min(len(cells), len(header)) - 1]
        raise row.problem(last, f"{message} Zet tekst met een komma tussen aanhalingstekens.")
    return row
