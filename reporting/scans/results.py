"""What a round of scans shows: per theme how often each word was chosen. Counts, never an average or a percentage.

Only finished scans count. Outside the region municipalities are never named, and their answers together are only
shown from three of them on, so that nobody can tell which one said what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reporting.models import FilledBy, ScanRound, ScanScore
from reporting.scans.reading import ListShape, read_list

FEWEST_OUTSIDE = 3
SHOWN_ROUNDS = 4


@dataclass(frozen=True)
class Distribution:
    """`counts` in the order of the scale, from low to high."""

    counts: tuple[int, ...]
    not_applicable: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def highest(self) -> int:
        return self.counts[-1] if self.counts else 0


@dataclass(frozen=True)
class ThemeLine:
    """One theme in one round."""

    round_label: str
    spread: Distribution


@dataclass(frozen=True)
class ThemeHistory:
    """`lines`: this round first, then the ones before it that have finished scans."""

    key: str
    title: str
    lines: tuple[ThemeLine, ...]

    def sentence(self, steps: Sequence[str], noun: str) -> str:
        return spread_sentence(self.lines[0].spread, steps, noun) if self.lines else ""


@dataclass(frozen=True)
class Results:
    """`finished` and `hidden`: how many scans are done, and whether they are too few to show to this reader."""

    steps: tuple[str, ...]
    noun: str
    themes: tuple[ThemeHistory, ...]
    finished: int
    hidden: bool = False

    @property
    def has_any(self) -> bool:
        return any(theme.lines for theme in self.themes)


@dataclass(frozen=True)
class Answer:
    round: int
    municipality: int | None
    key: str
    score: int | None
    not_applicable: bool


def spread_sentence(spread: Distribution, steps: Sequence[str], noun: str = "stellingen") -> str:
    """ "7 van 12 stellingen op ‘op orde’" """
    if not spread.total:
        return "alles niet van toepassing" if spread.not_applicable else "nog geen antwoorden"
    one = {"stellingen": "stelling", "antwoorden": "antwoord"}[noun]
    return f"{spread.highest} van {spread.total} {one if spread.total == 1 else noun} op ‘{steps[-1].lower()}’"


def distribution(answers: Iterable[Answer], length: int) -> Distribution:
    found = list(answers)
    counted = Counter(one.score for one in found if one.score is not None)
    counts = tuple(counted.get(step, 0) for step in range(1, length + 1))
    return Distribution(counts, sum(one.not_applicable for one in found))


def answers_of(rounds: Iterable[ScanRound]) -> list[Answer]:
    """The answers of finished scans. One query."""
    scores = ScanScore.objects.filter(scan__round__in=list(rounds), scan__finished_at__isnull=False)
    names = ("scan__round", "scan__municipality", "statement__key", "score", "not_applicable")
    return [Answer(*row) for row in scores.order_by("pk").values_list(*names)]


def earlier_rounds(round: ScanRound) -> list[ScanRound]:
    """This round and the last ones before it with the same list on the same scale, newest first. One query."""
    found = ScanRound.objects.filter(
        region=round.region_id, list__code=round.list.code, reference_date__lte=round.reference_date
    )
    others = found.exclude(pk=round.pk).select_related("list").order_by("-reference_date", "-pk")
    return [round, *(one for one in others if one.list.steps == round.list.steps)][:SHOWN_ROUNDS]


def results_of(round: ScanRound, *, outside: bool = False) -> Results:
    """Per theme this round and the ones before it, of all finished scans together. Four queries."""
    shape, rounds = read_list(round.list), earlier_rounds(round)
    answers = answers_of(rounds)
    fewest = FEWEST_OUTSIDE if outside and round.list.filled_by == FilledBy.MUNICIPALITY else 1
    shown = [one for one in rounds if _finished(answers, one) >= fewest]
    finished = _finished(answers, round)
    if finished < fewest:
        return Results(shape.steps, _noun(round), (), finished, hidden=finished > 0)
    return Results(shape.steps, _noun(round), tuple(_histories(shape, shown, answers)), finished)


def results_of_one(round: ScanRound, municipality: int | None) -> Results:
    """The same of one municipality, or of the region itself."""
    shape, rounds = read_list(round.list), earlier_rounds(round)
    answers = [one for one in answers_of(rounds) if one.municipality == municipality]
    shown = [one for one in rounds if _finished(answers, one)]
    return Results(shape.steps, "stellingen", tuple(_histories(shape, shown, answers)), _finished(answers, round))


def _histories(shape: ListShape, rounds: Sequence[ScanRound], answers: list[Answer]) -> Iterable[ThemeHistory]:
    many = any(one.municipality for one in answers)
    for theme in shape.themes:
        keys = {one.key for one in theme.statements}
        about = [one for one in answers if one.key in keys]
        lines = (
            ThemeLine(
                _label(one, _finished(answers, one) if many else 0),
                distribution((answer for answer in about if answer.round == one.pk), len(shape.steps)),
            )
            for one in rounds
        )
        yield ThemeHistory(theme.theme.key, theme.title, tuple(line for line in lines if _says_anything(line)))


def _says_anything(line: ThemeLine) -> bool:
    return bool(line.spread.total or line.spread.not_applicable)


def _label(round: ScanRound, municipalities: int) -> str:
    if municipalities < 2:
        return str(round.reference_date.year)
    return f"{round.reference_date.year} ({municipalities} gemeenten)"


def _finished(answers: Iterable[Answer], round: ScanRound) -> int:
    return len({one.municipality for one in answers if one.round == round.pk})


def _noun(round: ScanRound) -> str:
    return "stellingen" if round.list.filled_by == FilledBy.REGION else "antwoorden"
