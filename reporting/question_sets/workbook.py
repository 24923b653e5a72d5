"""A set of questions as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator

from ghnt.documents.workbook import Cell, Sheet
from reporting.question_sets.reading import SetText

COLUMNS = (
    ("Hoofdstuk", 28),
    ("Plaats in de rapportage", 28),
    ("Vraag", 60),
    ("Soort antwoord", 22),
    ("Keuzes", 40),
    ("Eenheid", 16),
    ("Verplicht", 10),
    ("Uitleg", 60),
    ("Bouwstenen", 34),
    ("Thema’s", 34),
    ("Sleutel", 24),
)


def sheet_of(text: SetText) -> Sheet:
    """A row for each question, in the order of the report."""
    return Sheet("Vragen", COLUMNS, _rows(text))


def _rows(text: SetText) -> Iterator[tuple[Cell, ...]]:
    for section, question in text.questions:
        yield (
            section.title,
            section.place,
            question.text,
            question.kind,
            "\n".join(question.options),
            question.unit,
            "ja" if question.is_required else "nee",
            question.hint,
            "\n".join(question.blocks),
            "\n".join(question.conditions),
            question.key,
        )
