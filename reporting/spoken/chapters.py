"""The chapters that follow from what the application holds: which of them a report has, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reporting.content import ReportContent
from reporting.models import Place
from reporting.spoken.answers import MunicipalQuestion, ShortAnswer, municipal_questions, short_answers
from reporting.spoken.people import RoleRow, role_rows
from reporting.spoken.signals import SignalText, earlier_texts, passage_texts
from reporting.spoken.standing import AdoptionRow, MoneyRow, adoption_rows, adoption_sentence, money_rows

# From this schema on a report tells of people and of all its questions; a seal of before does not.
FIRST_WITH_PEOPLE = 3

Numbered = Callable[[str], str]  # a title → the title as it stands, with its number where there is one


@dataclass(frozen=True)
class Heading:
    anchor: str
    title: str


@dataclass(frozen=True)
class AdoptionChapter(Heading):
    sentence: str
    rows: tuple[AdoptionRow, ...]


@dataclass(frozen=True)
class MoneyChapter(Heading):
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True)
class MunicipalChapter(Heading):
    questions: tuple[MunicipalQuestion, ...]


@dataclass(frozen=True)
class SignalsChapter(Heading):
    passages: tuple[SignalText, ...]
    earlier: tuple[SignalText, ...]


@dataclass(frozen=True)
class PeopleChapter(Heading):
    rows: tuple[RoleRow, ...]


@dataclass(frozen=True)
class AnswersAppendix(Heading):
    groups: tuple[tuple[str, tuple[ShortAnswer, ...]], ...]


def adoption_chapter(content: ReportContent, numbered: Numbered = str) -> AdoptionChapter | None:
    if not content.adoption:
        return None
    title = numbered("Vaststelling per gemeente")
    return AdoptionChapter("deel-vaststelling", title, adoption_sentence(content), adoption_rows(content))


def money_chapter(content: ReportContent, numbered: Numbered = str) -> MoneyChapter | None:
    """Of a content that tells of means only what actions cost; one that tells more has a chapter of that."""
    if not content.money or content.means is not None:
        return None
    return MoneyChapter("deel-middelen", numbered("Middelen"), money_rows(content))


def municipal_chapters(content: ReportContent, numbered: Numbered = str) -> tuple[MunicipalChapter, ...]:
    """A chapter per section that municipalities fill in themselves."""
    heads = [head for head in content.chapters if head.place == Place.MUNICIPALITY] if content.municipal_answers else []
    return tuple(
        MunicipalChapter(head.key, numbered(head.title), municipal_questions(content, head.key)) for head in heads
    )


def signals_chapter(content: ReportContent, numbered: Numbered = str) -> SignalsChapter | None:
    if not content.passages and not content.earlier_signals:
        return None
    title = numbered("Signalen en antwoorden")
    return SignalsChapter("deel-signalen", title, passage_texts(content), earlier_texts(content))


def people_chapter(content: ReportContent, numbered: Numbered = str) -> PeopleChapter | None:
    if content.schema < FIRST_WITH_PEOPLE:
        return None
    return PeopleChapter("deel-medewerkers", numbered("Wie werkte mee"), role_rows(content))


def answers_appendix(content: ReportContent, title: str) -> AnswersAppendix | None:
    """All questions with their answers in short."""
    if content.schema < FIRST_WITH_PEOPLE or not short_answers(content):
        return None
    return AnswersAppendix("bijlage-vragen", title, short_answers(content))
