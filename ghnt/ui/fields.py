"""Form fields that take what Dutch users type and paste."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator, MinValueValidator

from ghnt.ui.dates import long_date, parse_dutch_date
from ghnt.ui.money import euro, is_open_amount, read_euro
from ghnt.ui.text import clean_pasted, normalise

NO_PERSONS = "Schrijf niets over personen of gezinnen."


class LightTextField(forms.CharField):
    """Plain text with light marks. Pasted HTML is converted; a text over the limit is refused, not cut."""

    def __init__(self, *, rows: int = 5, help_text: str = "", hint: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(help_text=help_text or (NO_PERSONS if hint else ""), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(normalise(str(value)) if value else value)
        return clean_pasted(text).text if text else text


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows; a number or a text that no database can hold is no row."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except (OverflowError, ValueError) as error:
            wrong = self.error_messages["invalid_choice"]
            raise ValidationError(
                wrong, code="invalid_choice", params={"value": str(max(value, key=len))[:20]}
            ) from error


class DutchDateInput(forms.DateInput):
    """A text input of ten characters wide that shows 3 maart 2027."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "field-date", "inputmode": "text", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> Any:
        return long_date(value) if isinstance(value, date) else value or None


class DutchDateField(forms.DateField):
    """3-3-2027, 03-03-27, 2027-03-03, 3 mrt 2027 and 3 maart 2027 are the same day."""

    widget = DutchDateInput
    default_error_messages = {"invalid": "Vul een datum in, bijvoorbeeld 3 maart 2027."}

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value.strip() if isinstance(value, str) else value)
        try:
            return parse_dutch_date(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DutchTimeInput(forms.TimeInput):
    """A text input that shows 14.30."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "field-date", "inputmode": "text", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, time) else value or None


_TIME = re.compile(r"(\d{1,2})(?:\s*[.:u]\s*(\d{2}))?(?:\s*(?:u|uur))?\.?")


class DutchTimeField(forms.TimeField):
    """14.30, 14:30, 14 uur and 14.30 uur are times."""

    widget = DutchTimeInput
    default_error_messages = {"invalid": "Vul een tijd in, bijvoorbeeld 14.30."}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        match = _TIME.fullmatch(str(value).strip().casefold())
        if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(match[1]), int(match[2] or 0))


class EuroInput(forms.TextInput):
    """A text input of twelve characters wide that shows 75.000 or 1.234,50."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "field-money", "inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return euro(value).removeprefix("€\xa0") if isinstance(value, Decimal | int) else value or None


class HiddenEuroInput(forms.HiddenInput):
    """What a form showed, so that it is read back as it was written."""

    def format_value(self, value: Any) -> str | None:
        return EuroInput().format_value(value)


class EuroField(forms.DecimalField):
    """75.000, € 75.000,- and 1.234,50 are amounts; points are thousands, a comma begins the cents.

    With `may_be_open` "p.m." is an answer too: None, as an empty field is where nothing is required.
    """

    hidden_widget = HiddenEuroInput
    default_error_messages = {
        "invalid": "Vul een bedrag in, bijvoorbeeld 75.000.",
        "unclear": "‘%(typed)s’ kan meer dan één bedrag zijn. Zet een punt tussen duizendtallen en een komma voor de "
        "centen, bijvoorbeeld 1.234,50.",
        "max_digits": "Dit bedrag is te groot. Vul een bedrag onder de 10 miljard euro in.",
        "max_whole_digits": "Dit bedrag is te groot. Vul een bedrag onder de 10 miljard euro in.",
        "min_value": "Vul een bedrag van 0 euro of meer in.",
    }

    def __init__(
        self,
        *,
        max_digits: int = 12,
        decimal_places: int = 2,
        min_value: Decimal | int | None = 0,
        may_be_open: bool = False,
        **kwargs: Any,
    ) -> None:
        self.may_be_open = may_be_open
        kwargs.setdefault("widget", EuroInput())
        super().__init__(max_digits=max_digits, decimal_places=decimal_places, min_value=min_value, **kwargs)
        for validator in self.validators:
            if isinstance(validator, MinValueValidator) and min_value == 0:
                validator.message = self.error_messages["min_value"]
            if isinstance(validator, DecimalValidator):
                validator.messages = {**validator.messages, **_too_large(self.error_messages)}

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        if self.may_be_open and is_open_amount(value):
            return None
        try:
            return read_euro(value)
        except ValueError as error:
            unclear = re.fullmatch(r"[\s€\d.,]+", value) and re.search(r"[.,]", value)
            code = "unclear" if unclear else "invalid"
            raise ValidationError(self.error_messages[code], code=code, params={"typed": value.strip()[:20]}) from error


def _too_large(messages: dict[str, Any]) -> dict[str, Any]:
    return {key: messages[key] for key in ("max_digits", "max_whole_digits")}
