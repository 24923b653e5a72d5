"""The own municipalities beside each other in one round: how often each word, and every statement in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ghnt.documents.words import Word
from regions.models import Municipality
from reporting.models import ScanRound
from reporting.scans.reading import ListShape, ThemeShape, read_list
from reporting.scans.results import Answer, Distribution, answers_of, distribution


@dataclass(frozen=True)
class MatrixRow:
    key: str
    text: str
    cells: tuple[tuple[str, Word], ...]  # per municipality its name and the word; not answered is a word too


@dataclass(frozen=True)
class MatrixTheme:
    key: str
    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Comparison:
    """`spreads`: per municipality over the themes that are shown."""

    steps: tuple[str, ...]
    municipalities: tuple[str, ...]
    spreads: tuple[tuple[str, Distribution], ...]
    themes: tuple[MatrixTheme, ...]
    all_themes: tuple[tuple[str, str], ...]

    @property
    def width(self) -> int:
        return len(self.municipalities) + 1


def compare(round: ScanRound, *, theme: str = "") -> Comparison:
    """Of finished scans; with `theme` only that one. Four queries."""
    shape, answers = read_list(round.list), answers_of([round])
    done = {one.municipality for one in answers}
    members = list(Municipality.objects.filter(pk__in=[pk for pk in done if pk]).order_by("name"))
    shown = [one for one in shape.themes if theme in ("", one.theme.key)]
    return Comparison(
        steps=shape.steps,
        municipalities=tuple(one.name for one in members),
        spreads=tuple((one.name, _spread(one, shown, answers, len(shape.steps))) for one in members),
        themes=tuple(_matrix(one, shape, members, answers) for one in shown),
        all_themes=tuple((one.theme.key, one.title) for one in shape.themes),
    )


def _spread(one: Municipality, shown: Sequence[ThemeShape], answers: Sequence[Answer], length: int) -> Distribution:
    keys = {statement.key for theme in shown for statement in theme.statements}
    return distribution((a for a in answers if a.municipality == one.pk and a.key in keys), length)


def _matrix(
    theme: ThemeShape, shape: ListShape, members: Sequence[Municipality], answers: Sequence[Answer]
) -> MatrixTheme:
    said = {(one.municipality, one.key): one for one in answers}
    rows = []
    for statement in theme.statements:
        found = ((member, said.get((member.pk, statement.key))) for member in members)
        cells = tuple((member.name, _word(shape, answer)) for member, answer in found)
        rows.append(MatrixRow(statement.key, statement.text, cells))
    return MatrixTheme(theme.theme.key, theme.title, tuple(rows))


def _word(shape: ListShape, answer: Answer | None) -> Word:
    if answer is None:
        return shape.word(None)
    return shape.word(answer.score, not_applicable=answer.not_applicable)
