"""What somebody fills in for a section or a question, and the rules that hold for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from programmes.models import BuildingBlock, Condition
from reporting.answer_kinds import OPTION_KINDS, UNIT_KINDS
from reporting.models import Place, Question, QuestionKind, QuestionSection

MOST_SECTIONS, MOST_QUESTIONS = 40, 200
MOST_OPTIONS, LONGEST_OPTION = 30, 200


@dataclass(frozen=True)
class SectionDraft:
    title: str
    hint: str = ""
    place: str = Place.FIRST

    def put_into(self, section: QuestionSection) -> None:
        section.title, section.hint, section.place = self.title, self.hint, self.place


@dataclass(frozen=True)
class QuestionDraft:
    """`section` belongs to the set; `options` are one per line, kept when the kind has none."""

    section: QuestionSection
    text: str
    kind: str = QuestionKind.TEXT
    hint: str = ""
    unit: str = ""
    options: str = ""
    is_required: bool = True
    counts_people: bool = False
    blocks: Iterable[BuildingBlock] = field(default=())
    conditions: Iterable[Condition] = field(default=())

    def put_into(self, question: Question) -> None:
        question.section, question.text, question.kind, question.hint = self.section, self.text, self.kind, self.hint
        question.unit, question.options, question.is_required = self.unit, self.options, self.is_required
        question.counts_people = self.counts_people and self.kind == QuestionKind.NUMBER

    def save_links(self, question: Question) -> None:
        question.blocks.set(self.blocks)
        question.conditions.set(self.conditions)

    def refuse_unclear(self) -> None:
        """Raises ValidationError, by field, when a region could not answer the question."""
        if self.kind in OPTION_KINDS:
            _refuse_options([line.strip() for line in self.options.splitlines() if line.strip()])
        if self.kind in UNIT_KINDS and not self.unit:
            raise ValidationError({"unit": "Vul de eenheid in, bijvoorbeeld uur per week of inwoners."})
        if self.kind == QuestionKind.MUNICIPALITIES and self.section.place == Place.MUNICIPALITY:
            raise ValidationError({"kind": "Dit hoofdstuk vult elke gemeente zelf in. Kies een ander soort antwoord."})


def _refuse_options(options: list[str]) -> None:
    if len(options) < 2:
        raise ValidationError({"options": "Vul minstens twee keuzes in, elke keuze op een eigen regel."})
    if len(options) > MOST_OPTIONS:
        raise ValidationError({"options": f"Dit zijn {len(options)} keuzes. Vul er hoogstens {MOST_OPTIONS} in."})
    if twice := next((option for option in options if options.count(option) > 1), None):
        raise ValidationError({"options": f"‘{twice[:60]}’ staat er twee keer. Haal er een weg."})
    if long := next((option for option in options if len(option) > LONGEST_OPTION), None):
        raise ValidationError({"options": f"‘{long[:40]}…’ is langer dan {LONGEST_OPTION} tekens. Kort de keuze in."})
