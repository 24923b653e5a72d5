"""How far the municipalities are with the programme, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ghnt.documents.words import Word, listed, long_date
from ghnt.ui.money import euro
from programmes.models import AdoptionResult
from programmes.municipal_acts.lines import OpenAct
from reporting.content import MunicipalAdoption, ReportContent, YearOfMoney


@dataclass(frozen=True)
class AdoptionRow:
    municipality: str
    state: Word
    steps: str
    on: str


@dataclass(frozen=True)
class MoneyRow:
    year: int
    amount: str
    actions: str
    open_amounts: str
    provisional: str
    cover: tuple[str, ...]


def adoption_rows(content: ReportContent) -> tuple[AdoptionRow, ...]:
    return tuple(map(_adoption_row, content.adoption))


def adoption_sentence(content: ReportContent) -> str:
    """ "Van 10 gemeenten: 7 vastgesteld, 2 gepland en 1 nog geen datum.", the commonest first."""
    states = [one.state for one in content.adoption]
    counted = sorted(set(states), key=lambda state: (-states.count(state), state))
    total = "1 gemeente" if len(states) == 1 else f"{len(states)} gemeenten"
    return f"Van {total}: {listed(tuple(f'{states.count(one)} {one.lower()}' for one in counted))}."


_STATES: Mapping[str, AdoptionResult | OpenAct] = {str(one.label): one for one in (*AdoptionResult, *OpenAct)}


def _adoption_row(one: MunicipalAdoption) -> AdoptionRow:
    known = _STATES.get(one.state)
    steps = "1 stap" if one.steps == 1 else f"{one.steps} stappen"
    return AdoptionRow(
        municipality=one.municipality,
        state=Word(one.state, known.icon if known else "", known.tone if known else "plain"),
        steps=f"{one.steps_done} van {steps} gedaan" if one.steps else "",
        on=long_date(one.on, unknown=""),
    )


def money_rows(content: ReportContent) -> tuple[MoneyRow, ...]:
    """Amounts in euro, from the actions; what is p.m. is counted apart."""
    return tuple(map(_money_row, content.money))


def _money_row(one: YearOfMoney) -> MoneyRow:
    return MoneyRow(
        year=one.year,
        amount=euro(Decimal(one.amount)),
        actions="1 actie" if one.actions == 1 else f"{one.actions} acties",
        open_amounts=_lines(one.without_amount),
        provisional="Ja" if one.is_provisional else "Nee",
        cover=one.cover,
    )


def _lines(number: int) -> str:
    return "" if not number else "1 post" if number == 1 else f"{number} posten"
