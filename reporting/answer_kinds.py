"""What an answer looks like as stored text, by the kind of its question, and how people read it.

stored text    a long text as it was typed · a choice or a point of a scale: the words of the option · more choices:
               one per line, in the order of the question · a number or an amount: decimals after a point, "1234.50" ·
               a date: ISO · per municipality: a line each, "GM0363=ja" or "GM0363=nee"
An empty text is no answer yet. Municipalities are given as {CBS code: name}, in the order in which they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from ghnt.ui.dates import long_date
from ghnt.ui.money import euro
from reporting.models import Question, QuestionKind

YES, NO = "ja", "nee"
OPTION_KINDS = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.SCALE})
UNIT_KINDS = frozenset({QuestionKind.NUMBER})


def told(question: Question, text: str, municipalities: Mapping[str, str] | None = None) -> str:
    """The answer as people read it: plain text with light marks, Dutch numbers and dates.

    A text that does not have the form of its kind is told as it stands; nothing anybody stored gets lost.
    """
    if not text:
        return ""
    match question.kind:
        case QuestionKind.CHOICES:
            return _told_choices(text.splitlines())
        case QuestionKind.NUMBER:
            number = number_in(text)
            return text if number is None else with_unit(dutch_number(number), question.unit)
        case QuestionKind.MONEY:
            number = number_in(text)
            return text if number is None else euro(number)
        case QuestionKind.DATE:
            day = date_in(text)
            return text if day is None else long_date(day)
        case QuestionKind.MUNICIPALITIES:
            return _told_municipalities(text, municipalities or {})
        case _:
            return text


def fits(question: Question, text: str, municipalities: Mapping[str, str] | None = None) -> bool:
    """Whether the stored text is an answer to the question as it is asked now; an empty text always is.

    Without `municipalities` any municipality will do.
    """
    if not text:
        return True
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.SCALE:
            return text in question.choices
        case QuestionKind.CHOICES:
            return set(text.splitlines()) <= set(question.choices)
        case QuestionKind.NUMBER | QuestionKind.MONEY:
            return number_in(text) is not None
        case QuestionKind.DATE:
            return date_in(text) is not None
        case QuestionKind.MUNICIPALITIES:
            known = yes_no_in(text)
            return municipalities is None or known.keys() <= municipalities.keys()
        case _:
            return True


def is_complete(question: Question, text: str, municipalities: Mapping[str, str] | None = None) -> bool:
    """Whether the answer says all that was asked; per municipality: yes or no for each of them."""
    if question.kind == QuestionKind.MUNICIPALITIES:
        answered = yes_no_in(text)
        return bool(answered) and all(code in answered for code in municipalities or {})
    return bool(text)


def carries_over(question: Question, earlier_question: Question) -> bool:
    """Whether an answer to the question of an earlier round answers this one too: the same key, kind, options, unit."""
    return (
        question.key == earlier_question.key
        and question.kind == earlier_question.kind
        and (question.kind not in OPTION_KINDS or question.choices == earlier_question.choices)
        and (question.kind not in UNIT_KINDS or question.unit == earlier_question.unit)
    )


def number_in(text: str) -> Decimal | None:
    """The number of a stored text; None when it is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def date_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def yes_no_in(text: str) -> dict[str, str]:
    """By CBS code of a municipality "ja" or "nee"; lines that say neither are left out."""
    pairs = (line.partition("=") for line in text.splitlines())
    return {code.strip(): answer.strip() for code, _, answer in pairs if answer.strip() in (YES, NO)}


def stored_number(number: Decimal, *, cents: bool = False) -> str:
    """As "1234.5", with `cents` as "1234.50"; no exponent, no zeros that say nothing."""
    if cents:
        return f"{number:.2f}"
    return f"{number.normalize():f}" if number else "0"


def stored_yes_no(answers: Mapping[str, str], order: Iterable[str]) -> str:
    """A line for each municipality with an answer, in the order given."""
    return "\n".join(f"{code}={answers[code]}" for code in order if answers.get(code) in (YES, NO))


def dutch_number(number: Decimal) -> str:
    """1.234,5"""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def with_unit(written: str, unit: str) -> str:
    """With a hard space, so that a unit never starts a line."""
    return f"{written}\xa0{unit}" if unit else written


def _told_choices(chosen: list[str]) -> str:
    return chosen[0] if len(chosen) == 1 else "\n".join(f"- {one}" for one in chosen)


def _told_municipalities(text: str, municipalities: Mapping[str, str]) -> str:
    answers = yes_no_in(text)
    codes = [*municipalities, *(code for code in answers if code not in municipalities)]
    groups = (("Ja", YES), ("Nee", NO), ("Nog geen antwoord", None))
    lines = [
        (word, [municipalities.get(code, code) for code in codes if answers.get(code) == said]) for word, said in groups
    ]
    return "\n".join(f"{word}: {_listed(names)}." for word, names in lines if names)


def _listed(names: list[str]) -> str:
    """Almere, Blaricum en Hilversum"""
    return " en ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
