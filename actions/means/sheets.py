"""Middelen of a region as a workbook: grants, applications, each action and year, warnings and differences."""

from __future__ import annotations

from collections.abc import Iterator

from actions.means.book import recipient_of
from actions.means.overview import Overview
from actions.models import PoolApplication
from ghnt.documents.workbook import Cell, Sheet

GRANTS = (
    *(("Jaar", 8), ("Bron", 34), ("Omschrijving", 34), ("Ontvanger", 34), ("Bedrag in euro", 16), ("p.m.", 8)),
    *(
        ("Voorlopig", 10),
        ("Begroot", 16),
        ("Vastgelegd", 16),
        ("Uitgegeven", 16),
        ("Nog over", 16),
        ("Toelichting", 60),
    ),
)
APPLICATIONS = (
    *(("Waarvoor", 40), ("Jaar", 8), ("Aanvrager", 30), ("Gevraagd in euro", 16), ("Stand", 16), ("Ingediend op", 14)),
    *(("Besloten op", 14), ("Toegekend in euro", 16), ("Besluit", 60), ("Toelichting", 60)),
)
ACTIONS = (("Actie", 60), ("Jaar", 8), ("Begroot in euro", 16), ("Vastgelegd in euro", 18), ("Uitgegeven in euro", 18))
WARNINGS = (("Waarschuwing", 40), ("Waarbij", 50), ("Uitleg", 60))
DIFFERENCES = (("Jaar", 8), ("Waarover", 50), ("Verschil", 60), ("Verklaring", 80))


def region_sheets(overview: Overview) -> list[Sheet]:
    return [
        Sheet("Bijdragen", GRANTS, _grants(overview)),
        Sheet("Aanvragen", APPLICATIONS, map(_application, overview.applications)),
        Sheet("Per actie", ACTIONS, _actions(overview)),
        Sheet("Waarschuwingen", WARNINGS, ((one.kind, one.about, one.words) for one in overview.warnings)),
        Sheet("Verschillen", DIFFERENCES, _differences(overview)),
    ]


def _grants(overview: Overview) -> Iterator[tuple[Cell, ...]]:
    for line in overview.grants:
        grant, sums = line.grant, line.sums
        yield (
            *(grant.year, grant.get_source_display(), grant.name, recipient_of(grant), grant.amount),
            "p.m." if grant.amount is None else "",
            "ja" if grant.is_provisional else "nee",
            *(sums.planned.value, sums.committed.value, sums.spent.value, sums.left, grant.note),
        )


def _application(one: PoolApplication) -> tuple[Cell, ...]:
    who = f"Centrumgemeente {one.centre}" if one.centre_id else "De regio zelf"
    return (
        *(one.title, one.year, who, one.amount, one.get_state_display(), one.submitted_on),
        *(one.decided_on, one.granted, one.decision, one.text),
    )


def _actions(overview: Overview) -> Iterator[tuple[Cell, ...]]:
    for year, line in overview.action_years:
        amounts = (line.sums.planned, line.sums.committed, line.sums.spent)
        yield (line.name, year, *(one.value if one.is_known else None for one in amounts))


def _differences(overview: Overview) -> Iterator[tuple[Cell, ...]]:
    for one in overview.differences:
        yield (one.year, one.name, one.words, one.explanation.text if one.explanation else "nog geen verklaring")
