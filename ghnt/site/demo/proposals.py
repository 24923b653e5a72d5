"""Versions of proposals, vaste routes, and a plan that goes twice through every body of the region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import Proposal, Purpose, RegionalProgramme, RouteTemplate, RouteTemplateStep
from programmes.proposal_versions import fix_version
from programmes.proposals import create_proposal
from programmes.remarks import answer_with, answerable
from programmes.route import route_of
from programmes.route_templates import apply_template, keep_route
from regions.models import Body, BodyKind, Region, Role, RoleAssignment

FIRST_NOTE, SECOND_NOTE = "Naar de overleggen, eerste ronde", "Aangepast na de eerste ronde"
ADDED = "Na de eerste ronde is een planning per kwartaal toegevoegd, en wat elke gemeente zelf doet."
TWICE, SHORT = "Groot besluit, twee rondes langs iedereen", "Kort besluit"
# What a round asks of a body; every other one is asked for its advice.
ASKED = {BodyKind.EXPERIENCE: "consult", BodyKind.TASKFORCE: "advise", BodyKind.OPERATIONS: "advise"}
PLANNED_ON = date(2021, 7, 5)


def put_proposals_through(slugs: Sequence[str]) -> None:
    """In each region: two versions of what went two rounds, two vaste routes, and a plan with a route ahead."""
    for region in Region.objects.filter(slug__in=slugs):
        leader = RoleAssignment.objects.filter(region=region, role=Role.LEADER).select_related("user").earliest("pk")
        for proposal in Proposal.objects.filter(region=region, rounds__number=2)[:1]:
            _fix_two_versions(proposal, leader.user)
            keep_route(proposal=proposal, name="Zoals het vorige plan")
        with clock.standing_at(PLANNED_ON):
            _short_route(region)
            _plan_ahead(region, _long_route(region))


def _fix_two_versions(proposal: Proposal, by: User) -> None:
    first, second = (
        min(station.date for station in row.stations if station.date) for row in route_of(proposal).rounds[:2]
    )
    with clock.standing_at(first - timedelta(days=7)):
        fix_version(proposal=proposal, note=FIRST_NOTE, by=by)
    proposal.explanation = f"{proposal.explanation.strip()}\n\n{ADDED}"
    with clock.standing_at(second - timedelta(days=7)):
        proposal.claim(proposal.version)
        proposal.save()
        version, _ = fix_version(proposal=proposal, note=SECOND_NOTE, by=by)
        if open_remarks := list(answerable(proposal).filter(conclusion__date__lt=second)[:1]):
            answer_with(version=version, remarks=[remark.pk for remark in open_remarks], by=by)


def _bodies(region: Region) -> list[Body]:
    return list(Body.objects.filter(region=region).active(PLANNED_ON))


def _long_route(region: Region) -> RouteTemplate:
    template = RouteTemplate.objects.create(region=region, name=TWICE)
    for number, kind, asks in ((1, "direction", "direction"), (2, "adoption", "adopt")):
        _steps(template, number, kind, asks, _bodies(region))
    return template


def _short_route(region: Region) -> None:
    template = RouteTemplate.objects.create(region=region, name=SHORT)
    _steps(template, 1, "adoption", "decide", _bodies(region)[:2])


def _steps(template: RouteTemplate, number: int, kind: str, asks: str, bodies: Sequence[Body]) -> None:
    purposes = {purpose.code: purpose for purpose in Purpose.objects.all()}
    RouteTemplateStep.objects.bulk_create(
        RouteTemplateStep(
            template=template,
            round_number=number,
            round_kind=kind,
            position=position,
            body=body,
            purpose=purposes[ASKED.get(BodyKind(body.kind), asks)],
        )
        for position, body in enumerate(bodies, 1)
    )


def _plan_ahead(region: Region, template: RouteTemplate) -> None:
    proposal = Proposal(
        region=region,
        programme=RegionalProgramme.objects.running(region, PLANNED_ON),
        subject="Regiovisie vanaf 2022",
        date=PLANNED_ON,
        explanation="De regiovisie loopt af. Wij vragen eerst richting, daarna leggen wij haar ter vaststelling voor.",
    )
    decisions = ["Geef richting aan de regiovisie vanaf 2022.", "Stel daarna de regiovisie vast."]
    create_proposal(proposal=proposal, decisions=decisions, attachments=["Startnotitie regiovisie"])
    apply_template(proposal=proposal, template=template, after=0)
