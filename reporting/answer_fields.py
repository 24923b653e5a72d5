"""The form field of each kind of question: it shows a stored answer, and cleans to a text that can be stored.

`answer_field(question, text=answer.text, municipalities={code: name})`; after validation the cleaned value is the
stored text of `reporting.answer_kinds`, empty when nothing was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.choice_rows import ChoiceRows
from ghnt.ui.fields import NO_PERSONS, DutchDateField, EuroField, LightTextField
from reporting.answer_kinds import (
    NO,
    YES,
    date_in,
    dutch_number,
    number_in,
    stored_number,
    stored_yes_no,
    yes_no_in,
)
from reporting.models import Question, QuestionKind

# Points only between thousands, decimals after a comma: "1.5" could mean two things and is refused.
_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,4}))?")
MOST_DIGITS = 15
NO_ANSWER = ("", "Nog geen antwoord")


def answer_field(
    question: Question, *, text: str = "", municipalities: Mapping[str, str] | None = None, **options: Any
) -> forms.Field:
    """The field for one question, filled with its stored text. Never required: a gap is told, not refused.

    `municipalities`: {CBS code: name} for a question per municipality. `options` go to the field (label, help_text,
    disabled), over what the question itself says.
    """
    said = {"label": question.text, "help_text": question.hint, "required": False} | options
    return _FIELDS[QuestionKind(question.kind)](question, text, municipalities or {}, said)


class StoredText(forms.Field):
    """Mixed into a field: what it cleans is turned into the text that is stored."""

    def store(self, value: Any) -> str:
        raise NotImplementedError

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        return "" if cleaned in (None, "", [], {}) else self.store(cleaned)


class OneChoice(StoredText, forms.ChoiceField):
    """The options as radio buttons, with a way back to no answer."""

    widget = forms.RadioSelect

    def store(self, value: str) -> str:
        return value


class MoreChoices(StoredText, forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, options: Sequence[str], **kwargs: Any) -> None:
        super().__init__(choices=[(option, option) for option in options], **kwargs)
        self.options = tuple(options)

    def store(self, value: list[str]) -> str:
        """In the order of the question."""
        return "\n".join(option for option in self.options if option in value)


class NumberInput(forms.TextInput):
    """A text input of twelve characters wide that shows 1.234,5."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "field-money", "inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return dutch_number(value) if isinstance(value, Decimal) else value or None


class NumberField(StoredText, forms.Field):
    """1.250 and 12,5 are numbers; points are thousands, a comma begins the decimals. The unit may be typed too."""

    widget = NumberInput

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unit = unit

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):  # of a disabled field
            return value
        written = re.sub(r"\s", "", str(value or "")).removesuffix(re.sub(r"\s", "", self.unit) or "\0")
        if not written:
            return None
        match = _NUMBER.fullmatch(written)
        if not match or len(written) > MOST_DIGITS:
            raise ValidationError("Vul een getal in, bijvoorbeeld 1.250 of 12,5.", code="invalid")
        sign, whole, decimals = match.groups()
        return Decimal(f"{'-' if sign else ''}{whole.replace('.', '')}.{decimals or 0}")

    def store(self, value: Decimal) -> str:
        return stored_number(value)


class MoneyField(StoredText, EuroField):
    def store(self, value: Decimal) -> str:
        return stored_number(value, cents=True)


class DayField(StoredText, DutchDateField):
    def store(self, value: Any) -> str:
        return value.isoformat()


class YesNoField(StoredText, forms.Field):
    """Yes, no or nothing yet for each municipality; what is posted about any other place is left out."""

    def __init__(self, *, municipalities: Mapping[str, str], **kwargs: Any) -> None:
        choices = ((YES, "Ja"), (NO, "Nee"), NO_ANSWER)
        super().__init__(widget=ChoiceRows(rows=tuple(municipalities.items()), choices=choices), **kwargs)
        self.codes = tuple(municipalities)

    def store(self, value: dict[str, str]) -> str:
        return stored_yes_no(value, self.codes)


def _over(said: dict[str, Any], **own: Any) -> dict[str, Any]:
    return own | said


Make = Callable[[Question, str, Mapping[str, str], dict[str, Any]], forms.Field]


def _long_text(question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]) -> forms.Field:
    said["help_text"] = f"{said['help_text']} {NO_PERSONS}".strip()
    return LightTextField(**_over(said, rows=8, initial=text))


def _one_choice(question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]) -> forms.Field:
    choices = [(option, option) for option in question.choices]
    return OneChoice(**_over(said, choices=[*choices, NO_ANSWER], initial=text))


def _more_choices(
    question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]
) -> forms.Field:
    return MoreChoices(**_over(said, options=question.choices, initial=text.splitlines()))


def _number(question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]) -> forms.Field:
    unit = f"In {question.unit}." if question.unit else ""
    said["help_text"] = f"{said['help_text']} {unit}".strip()
    return NumberField(**_over(said, unit=question.unit, initial=number_in(text) if text else None))


def _money(question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]) -> forms.Field:
    said["help_text"] = f"{said['help_text']} In euro.".strip()
    return MoneyField(**_over(said, initial=number_in(text) if text else None))


def _day(question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]) -> forms.Field:
    said["help_text"] = f"{said['help_text']} Bijvoorbeeld 3 maart 2027.".strip()
    return DayField(**_over(said, initial=date_in(text) if text else None))


def _yes_no(question: Question, text: str, municipalities: Mapping[str, str], said: dict[str, Any]) -> forms.Field:
    return YesNoField(**_over(said, municipalities=municipalities, initial=yes_no_in(text)))


_FIELDS: dict[QuestionKind, Make] = {
    QuestionKind.TEXT: _long_text,
    QuestionKind.CHOICE: _one_choice,
    QuestionKind.CHOICES: _more_choices,
    QuestionKind.NUMBER: _number,
    QuestionKind.MONEY: _money,
    QuestionKind.DATE: _day,
    QuestionKind.SCALE: _one_choice,
    QuestionKind.MUNICIPALITIES: _yes_no,
}
