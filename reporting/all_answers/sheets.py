"""The answers as tables: of one question, and of all questions of a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ghnt.documents.workbook import Cell, Sheet
from reporting.all_answers.collecting import AllAnswers, GivenAnswer, RegionAnswers

NO_ANSWER = "nog geen antwoord"


def question_sheet(found: AllAnswers) -> Sheet:
    """A row for each answer, and one for each region without."""
    columns = (
        ("Regio", 28),
        ("Over", 34),
        ("Antwoord", 80),
        ("Waarde", 24),
        ("Versie", 10),
        ("Rapportage", 16),
    )
    return Sheet("Antwoorden", columns, (line for row in found.rows for line in _lines(row)))


def _lines(row: RegionAnswers) -> Iterator[tuple[Cell, ...]]:
    version = row.report.version.number if row.report else None
    state = str(row.report.state.label) if row.report else "Niet ingediend"
    for answer in row.answers or (GivenAnswer("", NO_ANSWER, ""),):
        yield (row.region.name, answer.about, answer.text, answer.value, version, state)


def tally_sheet(found: AllAnswers) -> Sheet:
    return Sheet("Telling", (("Antwoord", 50), ("Aantal", 24)), [(one.label, one.words) for one in found.tally])


def all_sheets(questions: Sequence[AllAnswers]) -> list[Sheet]:
    """Regions × questions, and every answer on a row of its own."""
    return [_matrix(questions), _long(questions)]


def _matrix(questions: Sequence[AllAnswers]) -> Sheet:
    columns = [("Regio", 28), *((one.question.text, 50) for one in questions)]
    regions = zip(*(one.rows for one in questions), strict=True) if questions else ()
    return Sheet(
        "Regio’s en vragen", columns, ([rows[0].region.name, *(_told(row.answers) for row in rows)] for rows in regions)
    )


def _told(answers: Sequence[GivenAnswer]) -> str:
    if not answers:
        return NO_ANSWER
    return "\n\n".join(f"{one.about}: {one.text}" if one.about else one.text for one in answers)


def _long(questions: Sequence[AllAnswers]) -> Sheet:
    columns = (("Hoofdstuk", 30), ("Vraag", 50), ("Regio", 28), ("Over", 34), ("Antwoord", 80), ("Waarde", 24))
    return Sheet("Antwoorden", columns, (line for one in questions for line in _long_lines(one)))


def _long_lines(found: AllAnswers) -> Iterator[tuple[Cell, ...]]:
    question = found.question
    for row in found.rows:
        for answer in row.answers or (GivenAnswer("", NO_ANSWER, ""),):
            yield (question.section.title, question.text, row.region.name, answer.about, answer.text, answer.value)
