"""All answers of the reports of a bundle as a workbook: a row per answer, from the sealed texts alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from typing import IO

from ghnt.documents.workbook import Cell, Sheet, write_workbook
from reporting.bundles.order import Part, RoundOrder, sealed_content
from reporting.content import ReportContent, WrittenAnswer
from reporting.models import QuestionKind

COLUMNS = (
    ("Regio", 26),
    ("Code", 8),
    ("Versie", 8),
    ("Stand", 18),
    ("Hoofdstuk", 26),
    ("Onderdeel of gemeente", 30),
    ("Vraag", 44),
    ("Sleutel van de vraag", 22),
    ("Soort", 16),
    ("Antwoord", 80),
    ("Waarde", 20),
    ("Eenheid", 12),
    ("Overgenomen uit", 18),
)


def answers_workbook(order: RoundOrder) -> IO[bytes]:
    """A temporary file, open. Raises AlteredSealError."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever puts it in the zip reads it
    about = (f"Uitvraag {order.round_name}", f"{len(order.parts)} rapportages", order.programme)
    write_workbook(file, [Sheet("Antwoorden", COLUMNS, _rows(order))], about=about, on=date.fromisoformat(order.day))
    return file


def _rows(order: RoundOrder) -> Iterator[list[Cell]]:
    for part in order.parts:
        content = sealed_content(part)
        for about, answer in _answers(content):
            yield _row(part, content, about, answer)


def _answers(content: ReportContent) -> Iterator[tuple[str, WrittenAnswer]]:
    yield from (("", answer) for answer in content.answers)
    for line in content.lines:
        yield from ((f"{line.code} {line.title}", answer) for answer in line.answers)
    for one in content.municipal_answers:
        yield from ((one.name, answer) for answer in one.answers)


def _row(part: Part, content: ReportContent, about: str, answer: WrittenAnswer) -> list[Cell]:
    titles = {head.key: head.title for head in content.chapters}
    return [
        *(part.name, part.region, part.number, part.state),
        titles.get(answer.chapter, answer.chapter),
        about,
        answer.question,
        answer.key,
        _KINDS.get(answer.kind, answer.kind),
        answer.text,
        answer.value,
        answer.unit,
        answer.origin,
    ]


_KINDS = {kind.value: str(kind.label) for kind in QuestionKind}
