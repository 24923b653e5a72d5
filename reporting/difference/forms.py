"""The filters above the shifts of all regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from ghnt import clock
from ghnt.ui.forms import filter_helper
from programmes.catalogue import titles
from programmes.models import CatalogueEdition
from regions.models import Region
from reporting.difference.kinds import ChangeKind
from reporting.difference.national import Shifted
from reporting.models import ReportRound, RoundScope

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Wanted:
    """What is asked for; "" is everything. `division` is a code of a national line or block."""

    kind: str = ""
    division: str = ""
    region: str = ""

    def among(self, things: Iterable[Shifted]) -> list[Shifted]:
        return [
            one
            for one in things
            if self.kind in ("", one.kind)
            and self.region in ("", one.region.slug)
            and (not self.division or self.division in one.changes[0].blocks)
        ]


def compared_rounds() -> list[ReportRound]:
    """The half-yearly rounds that opened, newest first."""
    rounds = ReportRound.objects.regular().open_on(clock.today()).filter(scope=RoundScope.FULL)
    return list(rounds.select_related("programme"))


class NationalDifferenceFilter(forms.Form):
    ronde = forms.ChoiceField(label="Halfjaar", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    onderdeel = forms.ChoiceField(label="Lijn of bouwsteen", required=False)
    regio = forms.ChoiceField(label="Regio", required=False)

    def __init__(
        self, data: Any, *, rounds: list[ReportRound], round: ReportRound | None, regions: list[Region]
    ) -> None:
        super().__init__(data)
        self.labels: dict[tuple[str, str], str] = {}
        self._choose("ronde", [(one.code, str(one)) for one in rounds])
        self._choose("soort", [("", "Alle"), *((kind.value, kind.label) for kind in ChangeKind)])
        self._choose("onderdeel", [("", "Alle"), *_division(round)])
        self._choose("regio", [("", "Alle"), *((one.slug, one.name) for one in regions)])
        if round is not None:
            self.initial["ronde"] = round.code
        self.helper = filter_helper("ronde", "soort", "onderdeel", "regio", submit="Toon verschuivingen")
        self.helper.form_action = "#lijst"

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        for value, label in choices:
            pairs = label if isinstance(label, list) else [(value, label)]
            self.labels |= {(name, key): str(words) for key, words in pairs}

    @property
    def wanted(self) -> Wanted:
        """A filter with a value that is not offered is no filter."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(chosen.get("soort", ""), chosen.get("onderdeel", ""), chosen.get("regio", ""))

    def active(self) -> list[tuple[str, str]]:
        """The filters that leave something out: a label with the name of its field."""
        self.is_valid()
        names = [name for name in ("soort", "onderdeel", "regio") if self.cleaned_data.get(name)]
        return [(f"{self.fields[name].label}: {self.labels[name, self.cleaned_data[name]]}", name) for name in names]


def _division(round: ReportRound | None) -> Choices:
    """The lines and blocks in force at the end of the half year, a group per line."""
    edition = CatalogueEdition.objects.in_force(round.programme, round.half_year.end) if round else None
    if edition is None:
        return []
    known = titles(edition)
    codes = {str(line): line.code for line in known.lines.values()}
    return [
        (
            name,
            [
                *([(codes[name], f"Alles onder {name}")] if name in codes else []),
                *((block.code, str(block)) for block in blocks),
            ],
        )
        for name, blocks in known.block_groups()
    ]
