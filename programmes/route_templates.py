"""Vaste routes: rounds of steps that a region uses again and again, kept apart from any proposal."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from ghnt import clock
from programmes.models import Proposal, Purpose, Round, RouteStep, RouteTemplate, RouteTemplateStep
from regions.models import Body

MOST_STEPS, MOST_ROUNDS = 60, 20
NEW_ROUND = 0  # the number that asks for a round after the last one


@dataclass(frozen=True)
class TemplateRound:
    """The steps of one round of a vaste route, in order."""

    number: int
    kind: str
    name: str
    title: str
    steps: tuple[RouteTemplateStep, ...]

    def __str__(self) -> str:
        return f"Ronde {self.number} {self.title}"


@dataclass(frozen=True)
class Applied:
    """What a vaste route added to a proposal, and the bodies that no longer meet."""

    added: int
    skipped: tuple[str, ...]


def template_rounds(template: RouteTemplate) -> tuple[TemplateRound, ...]:
    """The rounds with their steps; no query when steps with body and purpose were fetched along."""
    rounds = groupby(template.steps.all(), key=lambda step: step.round_number)
    return tuple(_round(number, tuple(steps)) for number, steps in rounds)


@transaction.atomic
def add_template_step(
    *, template: RouteTemplate, number: int, kind: str, name: str, body: Body, purpose: Purpose, seen: int
) -> RouteTemplateStep:
    """Add a step at the end of round `number`, or of a new one with this kind and name.

    Raises ValidationError when it stands there already or the route is full, EditConflictError when it changed.
    """
    rounds = {round_.number: round_ for round_ in template_rounds(template)}
    standing = rounds.get(number)
    if template.steps.count() >= MOST_STEPS or (standing is None and len(rounds) >= MOST_ROUNDS):
        raise ValidationError(f"Een vaste route heeft hoogstens {MOST_ROUNDS} rondes en {MOST_STEPS} stappen.")
    _refuse_other_region(template, body)
    if standing and any(step.body_id == body.pk and step.purpose_id == purpose.pk for step in standing.steps):
        raise ValidationError(f"{body} staat met dit doel al in deze ronde. Kies een ander overleg of doel.")
    template.claim(seen)
    if standing:
        kind, name = standing.kind, standing.name
    return RouteTemplateStep.objects.create(
        template=template,
        round_number=number if standing else max(rounds, default=0) + 1,
        round_kind=kind,
        round_name=name,
        position=len(standing.steps) + 1 if standing else 1,
        body=body,
        purpose=purpose,
    )


@transaction.atomic
def change_template_step(*, step: RouteTemplateStep, body: Body, purpose: Purpose, seen: int) -> None:
    """Another body or purpose. Raises ValidationError and EditConflictError as `add_template_step`."""
    _refuse_other_region(step.template, body)
    step.template.claim(seen)
    step.body, step.purpose = body, purpose
    step.save()


@transaction.atomic
def change_template_round(*, template: RouteTemplate, number: int, kind: str, name: str, seen: int) -> None:
    """Another aim or name for a round. Raises EditConflictError when the route changed since `seen`."""
    template.claim(seen)
    template.steps.filter(round_number=number).update(round_kind=kind, round_name=name)


@transaction.atomic
def move_template_step(*, step: RouteTemplateStep, up: bool, seen: int) -> None:
    """Change places with the neighbour in the round; past the end of the round nothing happens.

    Raises EditConflictError when the route changed since `seen`.
    """
    steps = list(step.template.steps.filter(round_number=step.round_number))
    place = steps.index(step)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(steps):
        return
    step.template.claim(seen)
    steps[place], steps[other] = steps[other], steps[place]
    for position, each in enumerate(steps, 1):
        each.position = position
    RouteTemplateStep.objects.bulk_update(steps, ["position"])


@transaction.atomic
def remove_template_step(*, step: RouteTemplateStep, seen: int) -> None:
    """Take a step out; a round without steps goes. Raises EditConflictError when the route changed since `seen`."""
    template = step.template
    template.claim(seen)
    step.delete()
    numbers = sorted(set(template.steps.values_list("round_number", flat=True)))
    for number, was in enumerate(numbers, 1):
        template.steps.filter(round_number=was).update(round_number=number)


@transaction.atomic
def keep_route(*, proposal: Proposal, name: str) -> RouteTemplate:
    """Keep the route of a proposal as a vaste route of its region. Raises ValidationError."""
    steps = list(RouteStep.objects.filter(round__proposal=proposal).select_related("round"))
    if not steps:
        raise ValidationError("Dit voorstel heeft nog geen route. Voeg eerst overleggen toe.")
    template = RouteTemplate(region=proposal.region, name=name)
    template.full_clean()
    template.save()
    numbers = {round_number: number for number, round_number in enumerate(sorted({s.round.number for s in steps}), 1)}
    RouteTemplateStep.objects.bulk_create(
        RouteTemplateStep(
            template=template,
            round_number=numbers[step.round.number],
            round_kind=step.round.kind,
            round_name=step.round.name,
            position=position,
            body_id=step.body_id,
            purpose_id=step.purpose_id,
        )
        for position, step in enumerate(steps, 1)
    )
    return template


@transaction.atomic
def apply_template(*, proposal: Proposal, template: RouteTemplate, after: int) -> Applied:
    """Add the rounds of a vaste route after round `after` of a proposal; nothing that stands there changes.

    The same page sent twice adds once. Raises EditConflictError when the proposal changed since it was fetched.
    """
    last = proposal.rounds.aggregate(last=Max("number"))["last"] or 0
    if last != after:
        return Applied(0, ())
    proposal.claim(proposal.version)
    meeting_bodies = set(Body.objects.active(clock.today()).values_list("pk", flat=True))
    added, skipped = 0, []
    for round_ in template_rounds(template):
        steps = [step for step in round_.steps if step.body_id in meeting_bodies]
        skipped += [step.body.name for step in round_.steps if step.body_id not in meeting_bodies]
        if steps:
            last += 1
            added += _add_round(proposal, last, round_, steps)
    proposal._change_reason = f"Vaste route {template} toegevoegd"[:100]  # type: ignore[attr-defined]
    proposal.save()
    return Applied(added, tuple(dict.fromkeys(skipped)))


def _add_round(proposal: Proposal, number: int, source: TemplateRound, steps: list[RouteTemplateStep]) -> int:
    round_ = Round.objects.create(proposal=proposal, number=number, kind=source.kind, name=source.name)
    made = RouteStep.objects.bulk_create(
        RouteStep(round=round_, position=position, body_id=step.body_id, purpose_id=step.purpose_id)
        for position, step in enumerate(steps, 1)
    )
    return len(made)


def _round(number: int, steps: tuple[RouteTemplateStep, ...]) -> TemplateRound:
    first = steps[0]
    return TemplateRound(
        number, first.round_kind, first.round_name, first.round_name or first.get_round_kind_display(), steps
    )


def _refuse_other_region(template: RouteTemplate, body: Body) -> None:
    if not Body.objects.offered_in(template.region).filter(pk=body.pk).exists():
        raise ValidationError("Dit overleg hoort niet bij uw regio. Kies een overleg uit de lijst.")
