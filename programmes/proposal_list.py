"""The list of a region's proposals: filters, order, and the rows of its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from ghnt.documents.workbook import Cell, Sheet
from programmes.models import Proposal, ProposalState
from programmes.models.proposals import ProposalQuerySet
from programmes.route import Route, route_of, with_route

ORDERS = {
    "": "Lopende eerst, dan de nieuwste",
    "new": "Nieuwste eerst",
    "old": "Oudste eerst",
    "subject": "Onderwerp, van A tot Z",
}
# What the state filter offers beside the states themselves.
OPEN, CLOSED = "running", "concluded"
STATES = ((OPEN, "Loopt nog"), (CLOSED, "Klaar"))
COLUMNS = (
    ("Onderwerp", 50),
    ("Kenmerk", 16),
    ("Datum", 14),
    ("Stand", 20),
    ("Verspreiden", 12),
    ("Ronde", 26),
    ("Overleg", 34),
    ("Doel", 20),
    ("Datum behandeling", 18),
    ("Uitkomst", 26),
    ("Letterlijke conclusie", 70),
)


@dataclass(frozen=True)
class ListedProposal:
    proposal: Proposal
    route: Route


def chosen_proposals(rows: ProposalQuerySet, chosen: dict[str, Any]) -> ProposalQuerySet:
    """What the filters leave; an empty filter leaves all."""
    rows = rows.with_state()
    if words := chosen.get("words"):
        rows = rows.filter(_says(words))
    if body := chosen.get("body"):
        rows = rows.treated_by(body)
    if purpose := chosen.get("purpose"):
        rows = rows.with_purpose(purpose)
    if kind := chosen.get("round"):
        rows = rows.with_round(kind)
    if distribute := chosen.get("distribute"):
        rows = rows.filter(may_distribute=distribute == "yes")
    match chosen.get("state"):
        case None | "":
            return rows
        case state if state in (OPEN, CLOSED):
            return rows.filter(is_running=state == OPEN)
        case state:
            return rows.filter(state=state)


def ordered(rows: ProposalQuerySet, order: str) -> ProposalQuerySet:
    newest, oldest = F("date").desc(nulls_last=True), F("date").asc(nulls_last=True)
    match order:
        case "new":
            return rows.order_by(newest, "-pk")
        case "old":
            return rows.order_by(oldest, "pk")
        case "subject":
            return rows.order_by("subject", "pk")
        case _:
            return rows.order_by("-is_running", newest, "-pk")


def workbook_sheet(rows: ProposalQuerySet) -> Sheet:
    """A row for every treatment, and one for a proposal without a route; read five hundred proposals at a time."""
    return Sheet("Voorstellen", COLUMNS, _lines(rows))


def _lines(rows: ProposalQuerySet) -> Iterator[tuple[Cell, ...]]:
    for proposal in with_route(rows).iterator(chunk_size=500):
        route = route_of(proposal)
        head: tuple[Cell, ...] = (
            proposal.subject,
            proposal.reference,
            proposal.date,
            ProposalState(route.state).label,
            "ja" if proposal.may_distribute else "nee",
        )
        treated = [
            (
                f"Ronde {row.number} {row.kind}",
                station.body,
                station.purpose,
                station.date,
                station.conclusion.outcome.label if station.conclusion else "Nog niet behandeld",
                station.conclusion.text if station.conclusion else "",
            )
            for row in route.rounds
            for station in row.stations
        ]
        yield from ((*head, *line) for line in treated or [("", "", "", None, "", "")])


def _says(words: str) -> Q:
    """Every word stands somewhere in the subject, the reference, the explanation, a decision or a conclusion."""
    places = ("subject", "reference", "contact", "explanation")
    found = Q()
    for word in words.split()[:8]:
        here = Q()
        for place in places:
            here |= Q(**{f"{place}__icontains": word})
        texts = Proposal.objects.filter(
            Q(decisions__text__icontains=word) | Q(rounds__steps__conclusions__text__icontains=word)
        )
        found &= here | Q(pk__in=texts.values("pk"))
    return found
