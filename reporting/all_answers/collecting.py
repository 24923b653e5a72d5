"""Lays the answers of all regions under each other and counts those that can be counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ghnt.ui.money import euro
from regions.models import Region
from reporting.all_answers.sealed import SealedAnswers, read_answers
from reporting.answer_kinds import NO, YES, number_in, yes_no_in
from reporting.content import WrittenAnswer
from reporting.models import Question, QuestionKind
from reporting.reading import SealedReport


@dataclass(frozen=True)
class GivenAnswer:
    """`about` is a part of the region's programme or a municipality, "" when it is about the whole region."""

    about: str
    text: str
    value: str


@dataclass(frozen=True)
class RegionAnswers:
    """A region that was asked; without `report` nothing was handed in that the reader may read."""

    region: Region
    report: SealedReport | None
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True)
class TallyRow:
    """ "7 van 12": how many answers said this, of all that were given."""

    label: str
    words: str


@dataclass(frozen=True)
class AllAnswers:
    question: Question
    rows: tuple[RegionAnswers, ...]
    tally: tuple[TallyRow, ...]

    @property
    def sentence(self) -> str:
        """ "7 van 12 regio’s gaven antwoord." """
        given = sum(bool(row.answers) for row in self.rows)
        return f"{given} van {len(self.rows)} regio’s {'gaf' if given == 1 else 'gaven'} antwoord."


def read_all(reports: Iterable[SealedReport]) -> dict[int, tuple[SealedReport, SealedAnswers]]:
    """Every seal read once, by region."""
    return {report.region.pk: (report, read_answers(report.version.content)) for report in reports}


def answers_to(
    question: Question, regions: Sequence[Region], read: dict[int, tuple[SealedReport, SealedAnswers]]
) -> AllAnswers:
    """What each of the regions answered, those without an answer included."""
    rows = tuple(_row(question, region, read.get(region.pk)) for region in regions)
    given = [answer for row in rows for answer in row.answers]
    return AllAnswers(question, rows, tuple(_tally(question, given)))


def _row(question: Question, region: Region, found: tuple[SealedReport, SealedAnswers] | None) -> RegionAnswers:
    if found is None:
        return RegionAnswers(region, None, ())
    report, sealed = found
    return RegionAnswers(region, report, tuple(_given(question.key, sealed)))


def _given(key: str, sealed: SealedAnswers) -> Iterable[GivenAnswer]:
    yield from _about("", key, sealed.answers)
    for line in sealed.lines:
        yield from _about(f"{line.code} {line.title}", key, line.answers)
    for municipality in sealed.municipal_answers:
        yield from _about(municipality.name, key, municipality.answers)


def _about(about: str, key: str, answers: Iterable[WrittenAnswer]) -> Iterable[GivenAnswer]:
    return (GivenAnswer(about, one.text, one.value) for one in answers if one.key == key and one.text)


def _tally(question: Question, given: Sequence[GivenAnswer]) -> Iterable[TallyRow]:
    if not given:
        return
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.SCALE:
            yield from _by_option(question, Counter(one.value or one.text for one in given), len(given))
        case QuestionKind.CHOICES:
            chosen = Counter(option for one in given for option in (one.value or one.text).splitlines())
            yield from _by_option(question, chosen, len(given))
        case QuestionKind.MUNICIPALITIES:
            said = Counter(answer for one in given for answer in yes_no_in(one.value).values())
            for word, answer in (("Ja", YES), ("Nee", NO)):
                yield TallyRow(word, f"{said[answer]} van {said.total()} gemeenten")
        case QuestionKind.MONEY:
            amounts = [number for one in given if (number := number_in(one.value)) is not None]
            yield TallyRow("Samen", f"{euro(sum(amounts, Decimal()))}, uit {_counted(len(amounts))}")


def _by_option(question: Question, counted: Counter[str], total: int) -> Iterable[TallyRow]:
    """The options in order, also those that nobody chose; what is no option any more stands below."""
    for option in (*question.choices, *sorted(counted.keys() - set(question.choices))):
        yield TallyRow(option, f"{counted[option]} van {total}")


def _counted(number: int) -> str:
    return "1 antwoord" if number == 1 else f"{number} antwoorden"
