"""The actions × municipalities matrix as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import FileResponse

from actions.matrix import Matrix
from ghnt.documents.workbook import Cell, Sheet, workbook_response
from programmes.models import RegionalProgramme

NO_ANSWER = "Nog geen antwoord"


def response(matrix: Matrix, programme: RegionalProgramme, filters: tuple[str, ...]) -> FileResponse:
    """Two sheets: the matrix, and a row per answer with since, elaboration and consequence."""
    about = (f"Regio {programme.region}", programme.title, *filters)
    return workbook_response(
        f"acties-en-gemeenten-{programme.region.slug}", [_overview(matrix), _answers(matrix)], about=about
    )


def _overview(matrix: Matrix) -> Sheet:
    columns = [("Onderdeel", 30), ("Nummer", 10), ("Actie", 50), ("Trekker", 24)]
    columns += [(one.name, 16) for one in matrix.municipalities]
    return Sheet("Acties en gemeenten", columns, _overview_rows(matrix))


def _overview_rows(matrix: Matrix) -> Iterator[list[Cell]]:
    for group in matrix.groups:
        for row in group.rows:
            answers = [cell.row.get_takes_part_display() if cell.row else NO_ANSWER for cell in row.cells]
            action = row.action
            yield [str(group.node), action.code, action.title, str(action.puller or ""), *answers]


def _answers(matrix: Matrix) -> Sheet:
    columns = (
        ("Nummer", 10),
        ("Actie", 50),
        ("Gemeente", 24),
        ("Doet mee", 18),
        ("Sinds of vanaf", 16),
        ("Eigen uitwerking", 50),
        ("Gevolg voor de lokale diensten", 50),
    )
    return Sheet("Antwoorden", columns, _answer_rows(matrix))


def _answer_rows(matrix: Matrix) -> Iterator[list[Cell]]:
    for line in matrix.rows:
        for cell in line.cells:
            if cell.row is not None:
                row, action = cell.row, line.action
                yield [
                    action.code,
                    action.title,
                    cell.municipality.name,
                    row.get_takes_part_display(),
                    row.since,
                    row.elaboration,
                    row.consequence,
                ]
