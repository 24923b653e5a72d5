"""A widget that asks the same choice of many things: a row of radio buttons each, under one legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.widgets import Widget


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    id: str
    is_chosen: bool


@dataclass(frozen=True)
class ChoiceRow:
    name: str
    title: str
    options: tuple[Option, ...]


class ChoiceRows(Widget):
    """`rows` are (code, title), `choices` (value, label); the value is {code: chosen value}."""

    use_fieldset = True

    def __init__(self, *, rows: Sequence[tuple[str, str]], choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.rows, self.choices = rows, choices

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        allowed = {value for value, _ in self.choices if value}
        posted = {code: data.get(f"{name}_{code}") for code, _ in self.rows}
        return {code: value for code, value in posted.items() if value in allowed}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{code}" in data for code, _ in self.rows)

    def id_for_label(self, id_: str) -> str:
        """The first radio button, which an error points to."""
        return f"{id_}_{self.rows[0][0]}_0" if id_ and self.rows else ""

    def drawn(self, name: str, value: Any, id_: str) -> tuple[ChoiceRow, ...]:
        """What the form pack draws."""
        chosen = value if isinstance(value, Mapping) else {}
        return tuple(
            ChoiceRow(
                f"{name}_{code}",
                title,
                tuple(
                    Option(given, label, f"{id_}_{code}_{place}", chosen.get(code, "") == given)
                    for place, (given, label) in enumerate(self.choices)
                ),
            )
            for code, title in self.rows
        )
