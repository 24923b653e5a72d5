"""Half years: H1 is January to June, H2 July to December, in Amsterdam."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, order=True)
class HalfYear:
    """One half year; as text "2021-H1", for readers "1e halfjaar 2021"."""

    year: int
    half: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2021-H1"; raises ValidationError with a Dutch message for anything else."""
        found = re.fullmatch(r"(20\d\d)-H([12])", text.strip())
        if not found:
            raise ValidationError(f"‘{text[:20]}’ is geen halfjaar. Schrijf bijvoorbeeld 2021-H1.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def start(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def end(self) -> date:
        """The last day that belongs to it."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From its first moment up to, and without, the first of the next, on the clock of Amsterdam."""
        begins, ends = (datetime.combine(one.start, time.min, AMSTERDAM) for one in (self, self.next))
        return begins, ends

    @property
    def previous(self) -> "HalfYear":
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)

    @property
    def next(self) -> "HalfYear":
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)

    @property
    def label(self) -> str:
        return f"{self.half}e halfjaar {self.year}"

    def __str__(self) -> str:
        return f"{self.year}-H{self.half}"


class HalfYearField(models.CharField):
    """Stores a HalfYear as text that sorts in time order."""

    description = "Halfjaar"
    # What django-stubs reads as the types of the attribute.
    _pyi_private_set_type: HalfYear | str  # type: ignore[assignment]
    _pyi_private_get_type: HalfYear  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *args: Any) -> HalfYear | None:
        return None if value is None else HalfYear.parse(value)

    def to_python(self, value: Any) -> HalfYear | None:
        if value is None or isinstance(value, HalfYear):
            return value
        return HalfYear.parse(str(value))

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class HalfYearConverter:
    """URL part "2021-H1"; an impossible one is an unknown page."""

    regex = r"20\d\d-H[12]"

    def to_python(self, value: str) -> HalfYear:
        return HalfYear.parse(value)

    def to_url(self, value: HalfYear | str) -> str:
        return str(value)
