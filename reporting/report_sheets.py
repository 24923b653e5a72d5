"""A whole report as sheets of a workbook: actions, answers, decisions, municipalities, money, signals, people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actions.models import Priority
from ghnt.documents.workbook import Cell, Sheet
from ghnt.periods import HalfYear
from reporting.answers_sheet import answers_sheet
from reporting.chapter_titles import titles_in
from reporting.content import ReportContent
from reporting.models import SignalKind
from reporting.pdf.words import assessment_word, phase_word
from reporting.spoken.derived import derived_chapters
from reporting.spoken.people import role_rows

ACTIONS = (
    ("Onderdeel", 30), ("Nummer", 10), ("Actie", 44), ("Trekker", 26), ("Partners", 34), ("Prioriteit", 12),
    ("Begin", 14), ("Einde", 14), ("Fase", 18), ("Koers", 18), ("Toelichting", 50), ("Inspanningen", 50),
    ("Resultaten", 50), ("Vooruitblik", 50), ("Fase vorig halfjaar", 18), ("Koers vorig halfjaar", 18),
    ("Ongewijzigd", 12), ("Bijgewerkt", 14), ("Landelijke maatregelen", 40),
)  # fmt: skip
PLANS = (("Nummer", 10), ("Actie", 44), ("Wat", 20), ("Was", 40), ("Werd", 40), ("Reden", 60), ("Op", 14))
ROUTES = (
    ("Voorstel", 44), ("Kenmerk", 16), ("Ronde", 20), ("Overleg", 34), ("Datum", 14), ("Doel", 22), ("Uitkomst", 22),
    ("Conclusie", 60), ("Opmerkingen", 60),
)  # fmt: skip
ADOPTION = (("Gemeente", 34), ("Stand", 26), ("Stappen gedaan", 16), ("Stappen", 12), ("Laatste datum", 14))
MONEY = (
    ("Jaar", 10), ("Bedrag in euro", 18), ("Acties met kosten", 18), ("Posten zonder bedrag", 20), ("Voorlopig", 12),
    ("Dekking", 60),
)  # fmt: skip
SIGNALS = (
    ("Soort", 20), ("Uit", 34), ("Passage", 60), ("Toelichting", 40), ("Antwoord", 60), ("Beantwoord op", 16),
)  # fmt: skip
PEOPLE = (("Rol", 22), ("Wie", 60))


def report_sheets(content: ReportContent) -> list[Sheet]:
    return [
        Sheet("Acties", ACTIONS, _actions(content)),
        Sheet("Planwijzigingen", PLANS, _plan_changes(content)),
        answers_sheet(content),
        Sheet("Besluitvorming", ROUTES, _routes(content)),
        *_derived(content),
        Sheet("Vaststelling", ADOPTION, _adoption(content)),
        Sheet("Middelen", MONEY, _money(content)),
        Sheet("Signalen", SIGNALS, _signals(content)),
        Sheet("Wie werkte mee", PEOPLE, _people(content)),
    ]


def _actions(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    for line in content.lines:
        for action in line.actions:
            yield (
                f"{line.code} {line.title}",
                action.number,
                action.title,
                action.puller,
                "\n".join(action.partners),
                str(Priority(action.priority).label) if action.priority else "",
                _day(action.start),
                _day(action.end),
                phase_word(action.now).label,
                assessment_word(action.now).label,
                action.now.explanation,
                action.efforts,
                action.results,
                action.outlook,
                phase_word(action.before).label,
                assessment_word(action.before).label,
                "ja" if action.is_unchanged else "nee",
                _day(action.updated_on),
                "\n".join(action.measures),
            )


def _plan_changes(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    for action in content.actions:
        for one in action.plan_changes:
            yield (action.number, action.title, one.label, one.before, one.after, one.reason, _day(one.on))


def _routes(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    for proposal in content.proposals:
        for one in proposal.stations:
            yield (
                proposal.subject,
                proposal.reference,
                f"{one.round_number} {one.round_kind}",
                one.body,
                _day(one.date),
                one.purpose,
                one.outcome_label,
                one.conclusion,
                "\n".join(one.remarks),
            )


def _derived(content: ReportContent) -> Iterator[Sheet]:
    """A sheet per table of the chapters that follow from kept facts: "Cijfers 2"."""
    for chapter in derived_chapters(content):
        for number, grid in enumerate(chapter.grids, 1):
            title = f"{chapter.title} {number}" if len(chapter.grids) > 1 else chapter.title
            columns = [(column.title, max(12, column.share)) for column in grid.columns]
            yield Sheet(title, columns, grid.values or grid.rows)


def _adoption(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    return ((one.municipality, one.state, one.steps_done, one.steps, _day(one.on)) for one in content.adoption)


def _money(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    for one in content.money:
        provisional = "ja" if one.is_provisional else "nee"
        yield (one.year, Decimal(one.amount), one.actions, one.without_amount, provisional, "\n".join(one.cover))


def _signals(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    titles = titles_in(content)
    for marked in content.passages:
        place = titles.get(marked.chapter, "")
        yield (str(SignalKind(marked.kind).label), place, marked.passage, marked.note, "", None)
    for one in content.earlier_signals:
        place = HalfYear.parse(one.half_year).label
        yield (str(SignalKind(one.kind).label), place, one.passage, "", one.answer, _day(one.answered_on))


def _people(content: ReportContent) -> Iterator[tuple[Cell, ...]]:
    for row in role_rows(content):
        for name in row.people or (row.otherwise,):
            yield (row.role, name)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
