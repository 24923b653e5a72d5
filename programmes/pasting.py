"""Saving a pasted form: as a new proposal, or as news about the proposal that it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from programmes import conclusions
from programmes.body_matching import KnownBodies, plain, usual_name
from programmes.decision_lists import GENERAL_PURPOSE
from programmes.form_imports import ImportChanges, keep_import, keep_source
from programmes.form_text import ParsedForm, ParsedStep, usual_purpose
from programmes.models import (
    Conclusion,
    Outcome,
    Proposal,
    Purpose,
    RegionalProgramme,
    Round,
    RoundKind,
    RouteStep,
)
from programmes.proposals import create_proposal
from regions.models import Body, Region

PROPOSAL_FIELDS = ("subject", "contact", "unit", "email", "reference", "date", "explanation")


@dataclass(frozen=True)
class ChosenStep:
    """A row of the form with what its words mean here; a body of None is made under the name in the form."""

    parsed: ParsedStep
    date: date | None
    body: Body | None
    purpose: Purpose
    outcome: Outcome | None
    near: tuple[Body, ...] = ()  # the known bodies that its words can mean, when that is not sure

    @property
    def body_name(self) -> str:
        return self.body.name if self.body else self.parsed.body


def choices_of(region: Region, form: ParsedForm) -> list[ChosenStep]:
    """What each row means as far as its words say; an unknown purpose becomes the general one."""
    known = KnownBodies.of(region)
    purposes = {plain(purpose.name): purpose for purpose in Purpose.objects.all()}
    general = Purpose.objects.get(code=GENERAL_PURPOSE)
    outcomes = {outcome.code: outcome for outcome in Outcome.objects.all()}
    choices = []
    for step in form.steps:
        match = known.match(step.body)
        purpose = purposes.get(plain(usual_purpose(step.purpose)), general)
        choices.append(ChosenStep(step, step.date, match.body, purpose, outcomes.get(step.outcome), match.near))
    return choices


def unknown_bodies(steps: Sequence[ChosenStep]) -> list[str]:
    """The names of the bodies that saving would make, each once."""
    return list({plain(step.parsed.body): step.parsed.body for step in steps if step.body is None}.values())


def known_form(region: Region, form: ParsedForm) -> Proposal | None:
    """The proposal that this form is a later state of: same reference, or same subject and same bodies."""
    proposals = Proposal.objects.filter(region=region).present().order_by("-pk")
    if form.reference.strip():
        for proposal in proposals.exclude(reference=""):
            if plain(proposal.reference) == plain(form.reference):
                return proposal
    bodies = {usual_name(step.body) for step in form.steps}
    same_subject = (proposal for proposal in proposals if plain(proposal.subject) == plain(form.subject))
    return next((proposal for proposal in same_subject if _are_same(bodies, _bodies_of(proposal))), None)


def _bodies_of(proposal: Proposal) -> set[str]:
    names = RouteStep.objects.filter(round__proposal=proposal).values_list("body__name", flat=True)
    return {usual_name(name) for name in names}


def _are_same(bodies: set[str], others: set[str]) -> bool:
    """A later state can have more bodies than the one before, but loses none."""
    return bodies == others or bool(bodies and others and (bodies >= others or others >= bodies))


def unsaved_proposal(region: Region, form: ParsedForm) -> Proposal:
    """A proposal out of the form alone. What does not say whether it may be distributed stays within the region."""
    return Proposal(
        region=region,
        programme=RegionalProgramme.objects.running(region, clock.today()),
        may_distribute=bool(form.may_distribute),
        **{name: getattr(form, name) for name in PROPOSAL_FIELDS},
    )


@transaction.atomic
def save_form(
    *,
    proposal: Proposal,
    form: ParsedForm,
    steps: Sequence[ChosenStep],
    source: str,
    by: User | None,
    seen: Proposal | None = None,
) -> Proposal:
    """Save a whole form as a new proposal, with its route, conclusions and remarks, and the source to the letter.

    `proposal` is not saved yet; `seen` is the proposal the user was shown as the same form. Raises ValidationError
    when a conclusion has no date or one in the future, a body has no name, or the form was saved in between.
    """
    Region.objects.select_for_update().get(pk=proposal.region_id)
    standing = known_form(proposal.region, form)
    if standing and standing != seen:
        raise ValidationError(f"Dit formulier staat al in ghnt als ‘{standing}’.", code="known")
    proposal.full_clean(exclude=["token"])
    saved = create_proposal(proposal=proposal, decisions=form.decisions, attachments=form.attachments)
    added = add_steps(proposal=saved, steps=steps, by=by)
    kept = keep_source(proposal=saved, form=form, source=source, by=by)
    keep_import(proposal=saved, source=kept, changes=added, made_proposal=True, by=by)
    return saved


def add_steps(*, proposal: Proposal, steps: Sequence[ChosenStep], by: User | None) -> ImportChanges:
    """Append steps to the last round; a body that comes back begins a new one. Returns what was made."""
    last = proposal.rounds.last()
    made: list[Round] = []
    added = ImportChanges()
    for choice in steps:
        body, is_new = body_of(proposal.region, choice)
        if is_new:
            added.bodies.append(body.pk)
        if last is None or last.steps.filter(body=body).exists():
            last = Round.objects.create(proposal=proposal, number=proposal.rounds.count() + 1)
            made.append(last)
        step = RouteStep.objects.create(
            round=last,
            position=last.steps.count() + 1,
            body=body,
            purpose=choice.purpose,
            planned_date=choice.date,
        )
        added.steps.append(step.pk)
        added.note(conclude(step=step, choice=choice, by=by))
    added.rounds += [round_.pk for round_ in made]
    for round_ in made:
        round_.kind = _kind_of(round_)
        round_.save()
    return added


def _kind_of(round_: Round) -> RoundKind:
    codes = set(round_.steps.values_list("purpose__code", flat=True))
    if codes & {"adopt", "decide"}:
        return RoundKind.ADOPTION
    return RoundKind.DIRECTION if "direction" in codes else RoundKind.OTHER


def conclude(*, step: RouteStep, choice: ChosenStep, by: User | None) -> Conclusion | None:
    """Record what the form says was concluded, if it says anything."""
    if choice.outcome is None:
        return None
    if choice.date is None:
        raise ValidationError(f"Vul de datum in waarop {choice.body_name} dit concludeerde.", code="no_date")
    return conclusions.record(
        step=step,
        outcome=choice.outcome,
        text=choice.parsed.conclusion,
        remarks=choice.parsed.remarks,
        date=choice.date,
        by=by,
    )


def body_of(region: Region, choice: ChosenStep) -> tuple[Body, bool]:
    """The chosen body, or one under the name in the form and whether it is new; the same name twice is one body."""
    if choice.body:
        return choice.body, False
    name = choice.parsed.body
    made = next((body for body in Body.objects.filter(region=region) if plain(body.name) == plain(name)), None)
    if made:
        return made, False
    made = Body(region=region, name=name, order=Body.objects.filter(region=region).count() + 1)
    made.full_clean()
    made.save()
    return made, True
