"""The sets of questions, the indicators and more that are shipped. `load()` adds those that nobody has; twice is once.

A set that stands is left alone as a whole: the national team may have changed it, and what a round asks never changes.
A mistake in a shipped set is mended in a new version, as any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from programmes.models import BuildingBlock, Condition
from regions.reference.files import ReferenceFileError, Row, read_file
from regions.reference.tables import TableReport
from reporting.models import Place, Question, QuestionKind, QuestionSection, QuestionSet
from reporting.reference.indicators import load_indicators
from reporting.reference.scans import load_scan_lists

__all__ = ["DIRECTORY", "ReferenceFileError", "load"]

DIRECTORY = Path(__file__).parent
PROGRAMME = "ghnt"  # whose blocks and themes the questions are about


@dataclass(frozen=True)
class ShippedSet:
    number: int
    name: str
    based_on: int | None = None


SHIPPED = (
    ShippedSet(1, "Vragenlijst 2021"),
    ShippedSet(2, "Vragenlijst 2021, tweede helft", based_on=1),
)
SECTION_COLUMNS = ("key", "place", "title", "hint")
QUESTION_COLUMNS = ("key", "section", "kind", "required", "text", "hint", "options", "unit", "blocks", "themes")

Identity = TypeVar("Identity", BuildingBlock, Condition)


def load(directory: Path = DIRECTORY) -> list[TableReport]:
    """Add every shipped set that is missing, all or nothing. Raises ReferenceFileError (file, line and column)."""
    reports = [TableReport(name) for name in ("Vragenlijsten", "Hoofdstukken van vragenlijsten", "Vragen")]
    with transaction.atomic():
        for shipped in SHIPPED:
            standing = QuestionSet.objects.filter(number=shipped.number).first()
            if standing:
                _count(reports, standing)
            else:
                _add(directory, shipped, reports)
        reports.append(load_indicators(directory / "indicators.csv"))
        reports.append(load_scan_lists(directory))
    return reports


def _count(reports: list[TableReport], standing: QuestionSet) -> None:
    counts = 1, standing.sections.count(), standing.questions.count()
    for report, count in zip(reports, counts, strict=True):
        report.unchanged += count


def _add(directory: Path, shipped: ShippedSet, reports: list[TableReport]) -> None:
    based_on = QuestionSet.objects.filter(number=shipped.based_on).first() if shipped.based_on else None
    made = QuestionSet.objects.create(number=shipped.number, name=shipped.name, based_on=based_on)
    sections = _add_sections(directory / f"sections_{shipped.number}.csv", made)
    added = _add_questions(directory / f"questions_{shipped.number}.csv", made, sections)
    for report, count in zip(reports, (1, len(sections), added), strict=True):
        report.added += count


def _add_sections(path: Path, made: QuestionSet) -> dict[str, QuestionSection]:
    places = {place.value: place for place in Place}

    def read(row: Row) -> QuestionSection:
        return QuestionSection(
            question_set=made,
            key=row.text("key"),
            place=row.one_of("place", places),
            title=row.text("title"),
            hint=row.optional("hint"),
        )

    sections = {}
    for order, section in enumerate(read_file(path, SECTION_COLUMNS, read), 1):
        section.order = order
        section.save()
        sections[section.key] = section
    return sections


def _add_questions(path: Path, made: QuestionSet, sections: dict[str, QuestionSection]) -> int:
    blocks = {block.key: block for block in BuildingBlock.objects.filter(programme__slug=PROGRAMME)}
    themes = {theme.key: theme for theme in Condition.objects.filter(programme__slug=PROGRAMME)}

    def read(row: Row) -> tuple[Question, list[BuildingBlock], list[Condition]]:
        return _question(row, made, sections), _linked(row, "blocks", blocks), _linked(row, "themes", themes)

    found = read_file(path, QUESTION_COLUMNS, read)
    for order, (question, about_blocks, about_themes) in enumerate(found, 1):
        question.order = order
        question.save()
        question.blocks.set(about_blocks)
        question.conditions.set(about_themes)
    return len(found)


def _question(row: Row, made: QuestionSet, sections: dict[str, QuestionSection]) -> Question:
    return Question(
        question_set=made,
        section=row.one_of("section", sections),
        key=row.text("key"),
        kind=row.one_of("kind", {kind.value: kind for kind in QuestionKind}),
        is_required=row.flag("required"),
        text=row.text("text"),
        hint=row.optional("hint"),
        options="\n".join(part.strip() for part in row.optional("options").split("|")),
        unit=row.optional("unit"),
    )


def _linked(row: Row, column: str, known: dict[str, Identity]) -> list[Identity]:
    """What the keys in the cell point to. Without any catalogue there is nothing to point to."""
    keys = row.optional(column).split()
    if wrong := next((key for key in keys if known and key not in known), None):
        raise row.problem(column, f"De sleutel “{wrong}” bestaat niet. Kies een sleutel uit entries.csv.")
    return [known[key] for key in keys if key in known]
