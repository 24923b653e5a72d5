"""The sets of questions that are shipped. `load()` brings the tables in line; twice changes nothing."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from regions.reference.files import ReferenceFileError, Row, read_file
from regions.reference.tables import TableReport, Wanted, bring_in_line
from reporting.chapter_keys import NODE_QUESTIONS, OUTLOOK, STEERING, SUMMARY
from reporting.models import Question, QuestionScope, QuestionSet

__all__ = ["DIRECTORY", "ReferenceFileError", "load"]

DIRECTORY = Path(__file__).parent


@dataclass(frozen=True)
class ShippedSet:
    number: int
    name: str

    @property
    def file_name(self) -> str:
        return f"questions_{self.number}.csv"


CHAPTERS = (SUMMARY, STEERING, NODE_QUESTIONS, OUTLOOK)
SHIPPED = (ShippedSet(1, "Vragenlijst 2021"),)
COLUMNS = ("key", "chapter", "scope", "required", "text", "hint")


def load(directory: Path = DIRECTORY) -> list[TableReport]:
    """Load every shipped set, all or nothing. Raises ReferenceFileError (file, line and column)."""
    with transaction.atomic():
        sets = bring_in_line(QuestionSet, [_wanted_set(shipped) for shipped in SHIPPED], key=("number",))
        questions = [_load_questions(directory, shipped) for shipped in SHIPPED]
    return [sets, *questions]


def _wanted_set(shipped: ShippedSet) -> Wanted:
    return Wanted({"number": shipped.number, "name": shipped.name})


def _load_questions(directory: Path, shipped: ShippedSet) -> TableReport:
    question_set = QuestionSet.objects.get(number=shipped.number)
    rows = read_file(directory / shipped.file_name, COLUMNS, lambda row: row)
    wanted = [_wanted_question(row, question_set, order) for order, row in enumerate(rows, 1)]
    return bring_in_line(Question, wanted, key=("question_set", "key"))


def _wanted_question(row: Row, question_set: QuestionSet, order: int) -> Wanted:
    return Wanted(
        {
            "question_set": question_set,
            "key": row.text("key"),
            "chapter": row.one_of("chapter", {chapter: chapter for chapter in CHAPTERS}),
            "scope": row.one_of("scope", {scope.value: scope for scope in QuestionScope}),
            "is_required": row.flag("required"),
            "text": row.text("text"),
            "hint": row.optional("hint"),
            "order": order,
        },
        row,
    )
