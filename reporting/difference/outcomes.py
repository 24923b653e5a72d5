"""Reads what was decided, counted, adopted and paid out of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from ghnt.documents.sealing import canonical_json
from ghnt.ui.dates import long_date
from ghnt.ui.money import euro
from reporting.chapter_keys import DECISIONS
from reporting.chapter_list import DECISIONS_TITLE
from reporting.content import MunicipalAdoption, ProposalRoute, ReportContent, RouteStation, YearOfMoney
from reporting.difference.things import Field, Subject, Thing, count_field, list_field, short_field, text_field
from reporting.figures import LineFigures, figures_of

STATION = "station/"  # begins the name of a field about one step of a route
ALL_ACTIONS, ADOPTION, MONEY = "alle-acties", "vaststelling", "geld"


def proposal_thing(proposal: ProposalRoute) -> Thing:
    fields = [
        short_field("subject", "Onderwerp", proposal.subject),
        short_field("date", "Datum", proposal.date, day_words),
        text_field("decisions", "Gevraagd besluit", "\n".join(proposal.decisions)),
    ]
    seen: Counter[str] = Counter()
    for station in proposal.stations:
        name = f"{STATION}{station.round_number}/{station.body}"
        seen[name] += 1
        fields.append(_station(f"{name}/{seen[name]}", station))
    key = proposal.reference or proposal.subject
    return Thing(Subject.PROPOSAL, key, proposal.reference, proposal.subject, tuple(fields), DECISIONS, DECISIONS_TITLE)


def _station(name: str, station: RouteStation) -> Field:
    remarks = list(station.remarks)
    value = canonical_json([station.date, station.purpose, station.outcome, station.conclusion, remarks])
    words = station.outcome_label.lower() or "gepland"
    return Field(name, station.body, value, f"{words} op {day_words(station.date)}" if station.date else words)


def figure_things(content: ReportContent) -> Iterator[Thing]:
    figures = figures_of(content)
    for line in (figures.total, *figures.lines):
        title = line.title if line is figures.total else f"{line.code} {line.title}"
        chapter = line.key or ALL_ACTIONS
        yield Thing(Subject.FIGURE, line.key, "", title, tuple(_counts(line)), chapter, title)


def _counts(line: LineFigures) -> Iterator[Field]:
    yield count_field("total", "Aantal acties", line.total)
    for count in line.assessments:
        yield count_field(
            f"assessment/{count.code}", count.label if count.code else "Koers niet ingevuld", count.number
        )
    for count in line.phases:
        yield count_field(f"phase/{count.code}", count.label if count.code else "Fase niet ingevuld", count.number)


def adoption_thing(one: MunicipalAdoption) -> Thing:
    value = canonical_json([one.state, one.steps_done, one.steps, one.on])
    day = f", {day_words(one.on)}" if one.on else ""
    words = f"{one.state} ({one.steps_done} van {one.steps} stappen{day})" if one.steps else f"{one.state}{day}"
    field = Field("state", "Vaststelling", value, words)
    return Thing(Subject.ADOPTION, one.municipality, "", one.municipality, (field,), ADOPTION, "Vaststelling")


def money_thing(year: YearOfMoney) -> Thing:
    fields = (
        short_field("amount", "Bedrag", year.amount, _euro),
        count_field("actions", "Acties met een bedrag", year.actions),
        count_field("without_amount", "Posten p.m.", year.without_amount),
        short_field("provisional", "Voorlopig", "ja" if year.is_provisional else ""),
        list_field("cover", "Dekking", year.cover),
    )
    return Thing(Subject.MONEY, str(year.year), "", str(year.year), fields, MONEY, "Geld")


def day_words(iso: str | None) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""


def _euro(amount: str) -> str:
    try:
        return euro(Decimal(amount))
    except InvalidOperation:
        return amount
