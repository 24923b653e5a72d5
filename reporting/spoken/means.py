"""The chapter Middelen: what came in, what became of it per onderdeel, why it differs, and applications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from actions.means.picture import amount_bars, page_amount_bars, planned_and_spent
from actions.means.sums import Sum, Sums, sum_of, sum_of_known
from ghnt.documents.drawing import in_document_font
from ghnt.documents.words import long_date
from ghnt.ui.money import euro
from reporting.content import MeansApplication, MeansLine, MeansTold, ReportContent
from reporting.spoken.blocks import Block, Column, Grid, Passage, Picture, Subheading

OPEN = "p.m."
NONE = "–"


def blocks_of(content: ReportContent) -> tuple[Block, ...]:
    """No blocks for a content that knows no means: of before, or of a region that keeps none."""
    return tuple(_blocks(content.means)) if content.means else ()


def _blocks(means: MeansTold) -> Iterator[Block]:
    yield Passage(sentence(means))
    if means.grants:
        yield Subheading(f"Bijdragen in {means.year}")
        yield _grants(means)
    if means.lines:
        yield Subheading("Begroot, vastgelegd en uitgegeven")
        yield _picture(means)
    if means.differences:
        yield Subheading("Verschillen")
        for one in means.differences:
            words = one.explanation or "De regio schreef nog geen verklaring."
            yield Passage(f"{one.words}\n\n{words}", label=one.about)
    if means.applications:
        yield Subheading("Aanvragen bij de projectenpool")
        yield _applications(means)
        yield from _decisions(means.applications)


def sentence(means: MeansTold) -> str:
    """ "In 2021 is € 225.000 toegekend, € 180.000 begroot, € 90.000 vastgelegd en € 60.000 uitgegeven." """
    sums = _sums(means)
    told = [
        f"{one.words if one.rows else 'niets'} {word}"
        for one, word in ((sums.granted, "toegekend"), (sums.planned, "begroot"), (sums.committed, "vastgelegd"))
    ]
    spent = f"{sums.spent.words if sums.spent.rows else 'niets'} uitgegeven"
    return f"In {means.year} is {', '.join(told)} en {spent}."


def _sums(means: MeansTold) -> Sums:
    lines = means.lines
    return Sums(
        sum_of(_amount(grant.amount) for grant in means.grants),
        sum((_planned(line) for line in lines), Sum()),
        sum_of_known(_amount(line.committed) for line in lines),
        sum_of_known(_amount(line.spent) for line in lines),
    )


def _planned(line: MeansLine) -> Sum:
    known = _amount(line.planned)
    return Sum(known or Decimal(0), (known is not None) + line.open_amounts, line.open_amounts)


def _line_sums(line: MeansLine) -> Sums:
    return Sums(
        planned=_planned(line),
        committed=sum_of_known([_amount(line.committed)]),
        spent=sum_of_known([_amount(line.spent)]),
    )


def _grants(means: MeansTold) -> Grid:
    columns = (Column("Bron", 40), Column("Ontvanger", 35), Column("Bedrag", 25, is_number=True))
    rows, values = [], []
    for grant in means.grants:
        source = f"{grant.name} ({grant.source})" if grant.name else grant.source
        amount = _amount(grant.amount)
        words = OPEN if amount is None else euro(amount)
        rows.append((source, grant.recipient, f"{words}, voorlopig" if grant.is_provisional else words))
        values.append((source, grant.recipient, OPEN if amount is None else amount))
    return Grid(f"Per bron en ontvanger, {means.year}", columns, rows, values)


def _picture(means: MeansTold) -> Picture:
    caption = f"Begroot en uitgegeven per onderdeel in {means.year}"
    groups = planned_and_spent([(line.name, _line_sums(line)) for line in means.lines])
    return Picture(
        caption=caption,
        svg=page_amount_bars(groups, title=caption),
        print_svg=in_document_font(amount_bars(groups, title=caption)),
        twin=_lines(means),
    )


def _lines(means: MeansTold) -> Grid:
    amounts = ("Begroot", "Vastgelegd", "Uitgegeven")
    columns = (Column("Onderdeel", 40), *(Column(name, 20, is_number=True) for name in amounts))
    rows, values = [], []
    for line in means.lines:
        sums = _line_sums(line)
        rows.append((line.name, sums.planned.words, sums.committed.words, sums.spent.words))
        values.append((line.name, _amount(line.planned), _amount(line.committed), _amount(line.spent)))
    return Grid(f"Begroot, vastgelegd en uitgegeven per onderdeel in {means.year}", columns, rows, values)


def _applications(means: MeansTold) -> Grid:
    columns = (
        *(Column("Waarvoor", 35), Column("Aanvrager", 20), Column("Gevraagd", 15, is_number=True)),
        *(Column("Stand", 15), Column("Toegekend", 15, is_number=True)),
    )
    rows, values = [], []
    for one in means.applications:
        amount, granted = _amount(one.amount), _amount(one.granted)
        words = NONE if granted is None else euro(granted)
        rows.append((one.title, one.recipient, euro(amount or 0), one.state, words))
        values.append((one.title, one.recipient, amount, one.state, granted))
    return Grid("Wat is gevraagd en toegekend", columns, rows, values)


def _decisions(applications: Iterable[MeansApplication]) -> Iterator[Passage]:
    for one in applications:
        if one.decided_on:
            label = f"{one.title}: {one.state.lower()} op {long_date(one.decided_on)}"
            yield Passage(one.decision or "Zonder toelichting.", label=label)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
