"""The section Behandeling: one row per meeting, with what was concluded there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.form_text.dates import looks_like_date, read_date
from programmes.form_text.findings import Findings, Line
from programmes.form_text.marked import LIST_ITEM, list_items, marked_text, one_line
from programmes.form_text.outcomes import outcome_of
from programmes.form_text.parsed import ParsedStep
from programmes.form_text.purposes import is_purpose
from programmes.form_text.tabs import cells_of

DATE, BODY, PURPOSE, CONCLUSION = "datum", "overleg", "doel", "conclusie"
COLUMNS = (DATE, BODY, PURPOSE, CONCLUSION)
_LONGEST_HEADINGS = 500
_NO_TEXT = re.compile(r"[\s–—-]*")


@dataclass
class Row:
    line: Line
    cells: dict[str, str]

    @property
    def has_conclusion(self) -> bool:
        return not _NO_TEXT.fullmatch(self.cells.get(CONCLUSION, ""))


def read_steps(lines: list[Line], findings: Findings) -> tuple[ParsedStep, ...]:
    """The rows in the order of the form. An empty conclusion is a step that is only planned."""
    return tuple(_step(number, row, findings) for number, row in enumerate(_rows(lines, findings), 1))


def _rows(lines: list[Line], findings: Findings) -> list[Row]:
    rows: list[Row] = []
    columns: tuple[str, ...] = COLUMNS
    last_kept = 0
    for line in lines:
        is_open = bool(rows) and rows[-1].has_conclusion and line.follows != last_kept
        if headings := _column_headings(line, findings):
            columns = headings
        elif is_open and _is_list_line(line):
            _continue(rows[-1], line)
        elif cells := _cells_by_column(line, columns):
            rows.append(Row(line, cells))
        elif is_open and _continues_text(line):
            _continue(rows[-1], line)
        else:
            findings.keep(line)
            last_kept = line.number
    return rows


def _column_headings(line: Line, findings: Findings) -> tuple[str, ...]:
    """The columns in the order of this form; a column we do not know is told to the user."""
    if len(line.raw) > _LONGEST_HEADINGS:
        return ()
    written = [one_line(cell).rstrip(" :") for cell in cells_of(line.raw.rstrip())]
    columns = tuple(cell.casefold() for cell in written)
    if BODY not in columns or len({*COLUMNS} & {*columns}) < 2 or len({*columns}) < len(columns):
        return ()
    if unknown := [cell for cell in written if cell and cell.casefold() not in COLUMNS]:
        findings.keep_part(line, "\t".join(unknown))
    return columns


def _is_list_line(line: Line) -> bool:
    words = line.raw.strip()
    return "\t" not in words and bool(LIST_ITEM.match(words))


def _continues_text(line: Line) -> bool:
    begins_row = looks_like_date(line.raw.split()[0])
    return "\t" not in line.raw and not line.is_after_blank and not begins_row


def _continue(row: Row, line: Line) -> None:
    row.cells[CONCLUSION] += ("\n\n" if line.is_after_blank else "\n") + line.raw


def _cells_by_column(line: Line, columns: tuple[str, ...]) -> dict[str, str]:
    """The cells of a row by column, or nothing when the line has not the shape of a row."""
    cells = list(cells_of(line.raw))
    is_whole = "\t" in line.raw and len(cells) >= len(columns)
    purpose_at = next((at for at, cell in enumerate(cells) if is_purpose(cell)), 0)
    if not is_whole and not purpose_at and not looks_like_date(one_line(cells[0])):
        return {}
    if not is_whole and columns == COLUMNS and purpose_at == columns.index(PURPOSE) - 1:
        cells.insert(0, "")  # the row begins with the meeting: its date is left out
    last = len(columns) - 1
    named = dict(zip(columns, [*cells[:last], " ".join(cells[last:])], strict=False))
    return named if named.get(BODY) or sum(map(bool, cells)) > 1 else {}


def _step(number: int, row: Row, findings: Findings) -> ParsedStep:
    date_text, body, purpose = (one_line(row.cells.get(column, "")) for column in (DATE, BODY, PURPOSE))
    conclusion = marked_text(row.cells[CONCLUSION]) if row.has_conclusion else ""
    day, problem = read_date(date_text)
    if problem:
        findings.keep_part(row.line, date_text)
        findings.problems.append(_("Behandeling, rij %(row)d: %(problem)s") % {"row": number, "problem": problem})
    if not body:
        findings.problems.append(_("Behandeling, rij %d: het overleg ontbreekt. Kies zelf het overleg.") % number)
    for column, cell in row.cells.items():
        if cell and column not in COLUMNS:
            findings.keep_part(row.line, cell)
    return ParsedStep(
        date=day,
        date_text=date_text,
        body=body,
        purpose=purpose,
        outcome=outcome_of(conclusion),
        conclusion=conclusion,
        remarks=list_items(conclusion),
    )
