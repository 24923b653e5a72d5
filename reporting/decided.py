"""The proposals a report tells of, with their routes. What may not be distributed never gets in."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from ghnt.periods import HalfYear
from programmes.models import Conclusion, Proposal, RouteStep
from programmes.models.proposals import ProposalQuerySet
from programmes.route import Decided, RouteRound, Station, route_of, with_route
from regions.models import Region
from reporting.content import ProposalRoute, RouteStation


def told_proposals(region: Region, half_year: HalfYear) -> ProposalQuerySet:
    """Those that may be distributed, with a conclusion or step in the half year or a step still to come."""
    within = (half_year.start, half_year.end)
    steps = RouteStep.objects.filter(round__proposal=OuterRef("pk"))
    dated = Q(planned_date__range=within, meeting__isnull=True) | Q(meeting__date__range=within)
    current = Conclusion.objects.current().filter(step__round__proposal=OuterRef("pk"))
    told = Q(is_running=True) | Exists(steps.filter(dated)) | Exists(current.filter(date__range=within))
    proposals = Proposal.objects.present().filter(Exists(steps), region=region, may_distribute=True)
    return proposals.with_state().filter(told).order_by("date", "pk")


def proposal_routes(region: Region, half_year: HalfYear) -> tuple[ProposalRoute, ...]:
    return routes_of(told_proposals(region, half_year))


def routes_of(proposals: ProposalQuerySet) -> tuple[ProposalRoute, ...]:
    """The routes of proposals that may be told of, in a constant number of queries."""
    return tuple(_route(proposal) for proposal in with_route(proposals).prefetch_related("decisions"))


def _route(proposal: Proposal) -> ProposalRoute:
    return ProposalRoute(
        subject=proposal.subject,
        reference=proposal.reference,
        date=proposal.date.isoformat() if proposal.date else None,
        decisions=tuple(decision.text for decision in proposal.decisions.all()),
        stations=tuple(_station(station, row) for row in route_of(proposal).rounds for station in row.stations),
    )


def _station(station: Station, row: RouteRound) -> RouteStation:
    conclusion = station.conclusion
    outcome = conclusion.outcome if conclusion else None
    day = conclusion.date if conclusion else station.date
    return RouteStation(
        round_number=row.number,
        round_kind=row.kind,
        body=conclusion.body if conclusion else station.body,
        date=day.isoformat() if day else None,
        purpose=station.purpose,
        outcome=outcome.code if outcome else "",
        outcome_label=outcome.label if outcome else "",
        outcome_icon=outcome.icon if outcome else "",
        outcome_tone=outcome.tone if outcome else "",
        conclusion=conclusion.text if conclusion else "",
        remarks=_remarks(conclusion),
    )


def _remarks(conclusion: Decided | None) -> tuple[str, ...]:
    """Those that the literal text does not hold already."""
    return () if conclusion is None or conclusion.repeats_remarks else conclusion.remarks
