"""What a report tells of money: what came in, what it was planned for and what became of it. Unit: euro.

Source: the grants, costs, spendings and applications that the region keeps under Middelen and at its actions. What is
planned is that of the plan as the report tells it; the rest as it stands when the report is collected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.db.models import Q

from actions.means.book import Book, book_of, recipient_of
from actions.means.differences import differences
from actions.means.sums import Sum, Sums, sum_of
from actions.models import ApplicationState, Grant, PoolApplication, Spending
from ghnt.periods import HalfYear
from regions.models import Region
from reporting.content import MeansApplication, MeansDifference, MeansGrant, MeansLine, MeansTold
from reporting.models import ReportRound, RoundScope
from reporting.plan_offers import Agreed
from reporting.standing import Outline

ELSEWHERE = "Acties buiten dit programma"


def means_of(region: Region, round: ReportRound, outline: Outline, plans: Mapping[int, Agreed]) -> MeansTold | None:
    """Of the year of the half year. None, when the region keeps no more than costs; the chapter of before tells those.

    A round about some blocks only does not tell it: a grant is not of a block. At most seven queries.
    """
    if round.scope != RoundScope.FULL:
        return None
    half_year = round.half_year
    book, year = book_of(region), half_year.year
    applications = tuple(_application(one, half_year) for one in handed_in(region, half_year))
    if not (book.grants_in(frozenset({year})) or book.spendings_in(frozenset({year})) or applications):
        return None
    found = differences(book, year, this_year=year)
    return MeansTold(
        year=year,
        grants=tuple(map(_grant, sorted(book.grants_in(frozenset({year})), key=_order))),
        lines=tuple(_lines(book, year, outline, plans)),
        differences=tuple(
            MeansDifference(one.name, one.words, one.explanation.text if one.explanation else "") for one in found
        ),
        applications=applications,
    )


def handed_in(region: Region, half_year: HalfYear) -> Iterator[PoolApplication]:
    """What was handed in by the end of the half year and not decided before it began."""
    told = PoolApplication.objects.present().filter(region=region, submitted_on__lte=half_year.end)
    told = told.exclude(state__in=(ApplicationState.DRAFT, ApplicationState.WITHDRAWN))
    open_then = Q(decided_on__isnull=True) | Q(decided_on__gte=half_year.start)
    yield from told.filter(open_then).select_related("centre__municipality").order_by("submitted_on", "pk")


def means_progress(region: Region, round: ReportRound) -> str:
    """For the list of chapters: "3 bijdragen, 12 bestedingen en 1 aanvraag"; "" when nothing is told."""
    if round.scope != RoundScope.FULL:
        return ""
    year = round.half_year.year
    grants = Grant.objects.present().filter(region=region, year=year).count()
    spendings = Spending.objects.filter(action__programme__region=region, year=year).count()
    applications = sum(1 for _one in handed_in(region, round.half_year))
    if not (grants or spendings or applications):
        return ""
    words = (
        f"{grants} {'bijdrage' if grants == 1 else 'bijdragen'}",
        f"{spendings} {'besteding' if spendings == 1 else 'bestedingen'}",
    )
    return f"{', '.join(words)} en {applications} {'aanvraag' if applications == 1 else 'aanvragen'}"


def _order(grant: Grant) -> tuple[str, str, int]:
    return (grant.get_source_display(), recipient_of(grant), grant.pk)


def _grant(grant: Grant) -> MeansGrant:
    return MeansGrant(
        name=grant.name,
        source=grant.get_source_display(),
        recipient=recipient_of(grant),
        amount=_text(grant.amount),
        is_provisional=grant.is_provisional,
    )


def _lines(book: Book, year: int, outline: Outline, plans: Mapping[int, Agreed]) -> Iterator[MeansLine]:
    divided = book.per_action(frozenset({year}))
    for top in outline.tops:
        own = [one.action.pk for one in outline.under(top) if not one.action.is_shared_here]
        planned = sum_of(cost.amount for pk in own for cost in plans[pk].money if cost.year == year)
        yield from _line(f"{top.code} {top.title}", planned, _total(divided.pop(pk, Sums()) for pk in own))
    rest = _total(divided.values())
    yield from _line(ELSEWHERE, rest.planned, rest)


def _total(sums: Iterable[Sums]) -> Sums:
    return sum(sums, Sums())


def _line(name: str, planned: Sum, sums: Sums) -> Iterator[MeansLine]:
    if planned.rows or sums.committed.rows or sums.spent.rows:
        amounts = (planned, sums.committed, sums.spent)
        known = [_text(one.value) if one.is_known else None for one in amounts]
        yield MeansLine(name, known[0], planned.open_rows, known[1], known[2])


def _application(one: PoolApplication, half_year: HalfYear) -> MeansApplication:
    decided = one.decided_on is not None and one.decided_on <= half_year.end
    return MeansApplication(
        title=one.title,
        recipient=f"Centrumgemeente {one.centre}" if one.centre_id else "De regio zelf",
        amount=_text(one.amount) or "",
        state=str(one.get_state_display() if decided else ApplicationState.SUBMITTED.label),
        submitted_on=one.submitted_on.isoformat() if one.submitted_on else "",
        decided_on=one.decided_on.isoformat() if decided and one.decided_on else None,
        granted=_text(one.granted) if decided else None,
        decision=one.decision if decided else "",
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
