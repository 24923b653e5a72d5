"""What differs between two sets of questions, by their stable keys: new, gone, changed word by word, moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ghnt.ui.text_differences import Piece, line_differences, text_differences
from reporting.question_sets.reading import QuestionText, SectionText, SetText, takes_over

Placed = tuple[SectionText, QuestionText]


@dataclass(frozen=True)
class FieldChange:
    """`pieces` of a text or a list; a field of few words has none and is told as from and to."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Added:
    """A question that only one of both has, with its section."""

    text: str
    where: str


@dataclass(frozen=True)
class Change:
    """In both: `moved` says from where to where, "" when it stayed; `takes_over` whether answers stay usable."""

    text: str
    moved: str
    fields: tuple[FieldChange, ...]
    takes_over: bool = True


@dataclass(frozen=True)
class Differences:
    new: tuple[Added, ...]
    gone: tuple[Added, ...]
    changed: tuple[Change, ...]
    new_sections: tuple[str, ...]
    gone_sections: tuple[str, ...]
    changed_sections: tuple[Change, ...]

    @property
    def count(self) -> int:
        return sum(
            len(group)
            for group in (
                self.new,
                self.gone,
                self.changed,
                self.new_sections,
                self.gone_sections,
                self.changed_sections,
            )
        )

    @property
    def not_taken_over(self) -> int:
        return sum(not change.takes_over for change in self.changed)


def differences(before: SetText, after: SetText) -> Differences:
    """From the earlier set to the later one, in the order of the later; what is gone in the order of the earlier."""
    old, new = ({question.key: (section, question) for section, question in one.questions} for one in (before, after))
    old_sections, new_sections = ({section.key: section for section in one.sections} for one in (before, after))
    moved = _moved(before, after)
    return Differences(
        new=tuple(_added(placed) for key, placed in new.items() if key not in old),
        gone=tuple(_added(placed) for key, placed in old.items() if key not in new),
        changed=tuple(
            change
            for key, placed in new.items()
            if key in old and (change := _question_change(old[key], placed, moved)) is not None
        ),
        new_sections=tuple(one.title for key, one in new_sections.items() if key not in old_sections),
        gone_sections=tuple(one.title for key, one in old_sections.items() if key not in new_sections),
        changed_sections=tuple(
            change
            for key, one in new_sections.items()
            if key in old_sections and (change := _section_change(old_sections[key], one, moved)) is not None
        ),
    )


def _added(placed: Placed) -> Added:
    section, question = placed
    return Added(question.text, section.title)


def _question_change(before: Placed, after: Placed, moved: frozenset[str]) -> Change | None:
    (old_section, old), (section, question) = before, after
    fields = tuple(_question_fields(old, question))
    words = ""
    if old_section.key != section.key:
        words = f"van ‘{old_section.title}’ naar ‘{section.title}’"
    elif f"{section.key}/{question.key}" in moved:
        words = f"naar een andere plek in ‘{section.title}’"
    same = takes_over(question.row, old.row)
    return Change(question.text, words, fields, same) if fields or words or not same else None


def _section_change(before: SectionText, after: SectionText, moved: frozenset[str]) -> Change | None:
    fields = (
        *_text("Titel", before.title, after.title),
        *_text("Uitleg", before.hint, after.hint),
        *_short("Plaats in de rapportage", before.place, after.place),
    )
    words = "naar een andere plek in de vragenlijst" if after.key in moved else ""
    return Change(after.title, words, fields) if fields or words else None


def _question_fields(old: QuestionText, new: QuestionText) -> Iterator[FieldChange]:
    yield from _text("Vraag", old.text, new.text)
    yield from _text("Uitleg", old.hint, new.hint)
    yield from _short("Soort antwoord", old.kind, new.kind)
    yield from _list("Keuzes", old.options, new.options)
    yield from _short("Eenheid", old.unit, new.unit)
    yield from _short("Verplicht", "ja" if old.is_required else "nee", "ja" if new.is_required else "nee")
    yield from _list("Bouwstenen", old.blocks, new.blocks)
    yield from _list("Thema’s", old.conditions, new.conditions)


def _text(label: str, old: str, new: str) -> Iterator[FieldChange]:
    """White space around a text is no difference."""
    old, new = old.strip(), new.strip()
    if old != new:
        yield FieldChange(label, old, new, text_differences(old, new) if old and new else ())


def _short(label: str, old: str, new: str) -> Iterator[FieldChange]:
    if old != new:
        yield FieldChange(label, old, new)


def _list(label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[FieldChange]:
    if tuple(old) != tuple(new):
        yield FieldChange(label, "", "", line_differences(old, new))


def _moved(before: SetText, after: SetText) -> frozenset[str]:
    """What changed places with its neighbours: sections by key, questions as "section/question".

    As few as explain the new order: whatever did not move keeps the order it had.
    """
    old, new = ([section.key for section in one.sections] for one in (before, after))
    moved = _out_of_order(old, new)
    earlier = {section.key: section for section in before.sections}
    for section in after.sections:
        if section.key in earlier:
            lists = ([question.key for question in one.questions] for one in (earlier[section.key], section))
            moved |= {f"{section.key}/{key}" for key in _out_of_order(*lists)}
    return frozenset(moved)


def _out_of_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The keys of both lists that are not in the longest stretch that kept its order."""
    place = {key: number for number, key in enumerate(old)}
    common = [key for key in new if key in place]
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for key in common:
        at = bisect_left(tails, place[key])
        before[key] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [place[key]], [key]
    kept: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(common) - kept
