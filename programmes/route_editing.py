"""Changing a route that is still ahead: rounds and steps come and go, what was concluded stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from ghnt import clock
from programmes import meetings
from programmes.models import Meeting, Proposal, Purpose, Round, RouteStep
from regions.models import Body

CONCLUDED = "Deze behandeling heeft al een conclusie. U kunt haar niet meer wijzigen of weghalen."


@dataclass(frozen=True)
class StepPlan:
    """What is known of a step ahead: a meeting, or a date, or neither yet."""

    body: Body
    purpose: Purpose
    meeting: Meeting | None = None
    planned_date: date | None = None


@transaction.atomic
def add_round(*, proposal: Proposal, kind: str, number: int, name: str = "", copy_previous: bool = False) -> Round:
    """Add round `number`, on request past the bodies of the round before it that still meet, without dates.

    When the same page was sent before: the round that it made. Raises EditConflictError when the proposal changed
    since it was fetched.
    """
    values = {"kind": kind, "name": name}
    round_, is_new = Round.objects.get_or_create(proposal=proposal, number=number, defaults=values)
    if is_new:
        proposal.claim(proposal.version)
        if copy_previous:
            _copy_steps(proposal.rounds.filter(number=number - 1).first(), round_)
        _note(proposal, f"Ronde {number} toegevoegd")
    return round_


@transaction.atomic
def change_round(*, round_: Round, kind: str, name: str, seen: int) -> Round:
    """Give a round another aim or name. Raises EditConflictError when the proposal changed since `seen`."""
    round_.proposal.claim(seen)
    round_.kind, round_.name = kind, name
    round_.save()
    _note(round_.proposal, f"Ronde {round_.number} heet nu {round_.title}")
    return round_


@transaction.atomic
def remove_round(*, round_: Round, seen: int) -> None:
    """Remove a round and its steps. Raises ValidationError when a step in it has a conclusion."""
    if round_.steps.filter(conclusions__isnull=False).exists():
        raise ValidationError("In deze ronde staat al een conclusie. U kunt de ronde niet weghalen.", code="concluded")
    proposal = round_.proposal
    proposal.claim(seen)
    for step in round_.steps.all():
        _release(step)
    round_.delete()
    for number, later in enumerate(proposal.rounds.all(), 1):
        if later.number != number:
            later.number = number
            later.save()
    _note(proposal, f"Ronde {round_.number} weggehaald")


@transaction.atomic
def add_step(*, round_: Round, plan: StepPlan) -> RouteStep:
    """Add a step at the end of the round.

    Raises ValidationError when it stands there like that already, EditConflictError when the proposal changed
    since it was fetched.
    """
    _refuse_other_region(round_.proposal, plan)
    if any(_plan_of(step) == plan for step in round_.steps.open().select_related("body", "purpose", "meeting")):
        raise ValidationError("Dit overleg staat al zo in deze ronde. Kies een ander overleg of een andere datum.")
    last = round_.steps.aggregate(last=Max("position"))["last"] or 0
    step = RouteStep(round=round_, position=last + 1, body=plan.body, purpose=plan.purpose)
    round_.proposal.claim(round_.proposal.version)
    _place(step, plan)
    _note(round_.proposal, f"{plan.body} toegevoegd aan ronde {round_.number}")
    return step


@transaction.atomic
def change_step(*, step: RouteStep, plan: StepPlan, seen: int) -> RouteStep:
    """Change a step ahead.

    Raises ValidationError when it is concluded, EditConflictError when the route changed since.
    """
    _refuse_concluded(step)
    proposal = step.round.proposal
    _refuse_other_region(proposal, plan)
    proposal.claim(seen)
    step.body, step.purpose = plan.body, plan.purpose
    if step.meeting_id and step.meeting != plan.meeting:
        _release(step)
    _place(step, plan)
    _note(proposal, f"{plan.body} gewijzigd in ronde {step.round.number}")
    return step


@transaction.atomic
def remove_step(*, step: RouteStep, seen: int) -> None:
    """Remove a step ahead.

    Raises ValidationError when it is concluded, EditConflictError when the route changed since.
    """
    _refuse_concluded(step)
    proposal = step.round.proposal
    proposal.claim(seen)
    _release(step)
    step.delete()
    _note(proposal, f"{step.body} weggehaald uit ronde {step.round.number}")


@transaction.atomic
def move_step(*, step: RouteStep, up: bool, seen: int) -> None:
    """Let a step change places with its neighbour in the round; at the end of the round nothing happens.

    Raises ValidationError when it is concluded, EditConflictError when the route changed since.
    """
    _refuse_concluded(step)
    steps = list(step.round.steps.all())
    place = steps.index(step)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(steps):
        return
    proposal = step.round.proposal
    proposal.claim(seen)
    steps[place], steps[other] = steps[other], steps[place]
    for position, each in enumerate(steps, 1):
        each.position = position
    RouteStep.objects.bulk_update(steps, ["position"])
    _note(proposal, f"{step.body} verplaatst in ronde {step.round.number}")


def _copy_steps(source: Round | None, target: Round) -> None:
    if source is None:
        return
    steps = source.steps.filter(body__in=Body.objects.active(clock.today()))
    RouteStep.objects.bulk_create(
        RouteStep(round=target, position=position, body_id=step.body_id, purpose_id=step.purpose_id)
        for position, step in enumerate(steps, 1)
    )


def _plan_of(step: RouteStep) -> StepPlan:
    return StepPlan(step.body, step.purpose, step.meeting, None if step.meeting else step.planned_date)


def _place(step: RouteStep, plan: StepPlan) -> None:
    step.planned_date = None if plan.meeting else plan.planned_date
    step.save()
    if plan.meeting and step.meeting_id != plan.meeting.pk:
        meetings.place_on_agenda(meeting=plan.meeting, step=step)


def _release(step: RouteStep) -> None:
    if item := getattr(step, "agenda_item", None):
        meetings.clear_item(item=item)
    step.meeting = None


def _refuse_concluded(step: RouteStep) -> None:
    if step.conclusions.exists():
        raise ValidationError(CONCLUDED, code="concluded")


def _refuse_other_region(proposal: Proposal, plan: StepPlan) -> None:
    if not Body.objects.offered_in(proposal.region).filter(pk=plan.body.pk).exists():
        raise ValidationError("Dit overleg hoort niet bij uw regio. Kies een overleg uit de lijst.")
    if plan.meeting and plan.meeting.body_id != plan.body.pk:
        raise ValidationError(f"Deze vergadering is niet van {plan.body}. Kies een vergadering van dit overleg.")


def _note(proposal: Proposal, reason: str) -> None:
    """Leave a line in the history of the proposal."""
    proposal._change_reason = reason[:100]  # type: ignore[attr-defined]  # read by simple_history
    proposal.save()
