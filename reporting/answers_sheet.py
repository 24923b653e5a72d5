"""All answers of one report as rows of a workbook: those of the region, per line, and of its municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from ghnt.documents.workbook import Cell, Sheet
from reporting.answer_kinds import date_in, number_in
from reporting.content import ReportContent, WrittenAnswer
from reporting.models import Place, QuestionKind

COLUMNS = (
    ("Hoofdstuk", 30),
    ("Over", 34),
    ("Vraag", 60),
    ("Antwoord", 80),
    ("Waarde", 16),
    ("Eenheid", 14),
    ("Herkomst", 34),
    ("Verplicht", 10),
    ("Sleutel van de vraag", 24),
)


def answers_sheet(content: ReportContent, title: str = "Antwoorden") -> Sheet:
    return Sheet(title, COLUMNS, answer_rows(content))


def answer_rows(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    """A row for every question asked, in reading order; a number, an amount in euro and a date also as such."""
    titles = {head.key: head.title for head in content.chapters}
    last = {head.key for head in content.chapters if head.place == Place.LAST}
    for answer in content.answers:
        if answer.chapter not in last:
            yield _row(answer, titles, "")
    for line in content.lines:
        for answer in line.answers:
            yield _row(answer, titles, f"{line.code} {line.title}".strip())
    for answer in content.answers:
        if answer.chapter in last:
            yield _row(answer, titles, "")
    for one in content.municipal_answers:
        for answer in one.answers:
            yield _row(answer, titles, one.name)


def _row(answer: WrittenAnswer, titles: dict[str, str], about: str) -> tuple[Cell, ...]:
    return (
        titles.get(answer.chapter, answer.chapter),
        about,
        answer.question,
        answer.text,
        _value(answer),
        answer.unit or ("euro" if answer.kind == QuestionKind.MONEY else ""),
        answer.origin,
        "ja" if answer.is_required else "nee",
        answer.key,
    )


def _value(answer: WrittenAnswer) -> Cell:
    """What a spreadsheet can count with or sort on."""
    if answer.kind in (QuestionKind.NUMBER, QuestionKind.MONEY):
        return number_in(answer.value)
    return date_in(answer.value) if answer.kind == QuestionKind.DATE else None
