"""The steps of one municipality: saving, ordering and removing them, and one date for several municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_update_with_history

from ghnt import clock
from programmes.models import Adoption, AdoptionStep, ProgrammeVersion, RegionalProgramme
from programmes.municipal_acts.lines import save_act
from programmes.municipal_acts.patterns import is_filled_in

NOT_DONE_YET = "Deze dag moet nog komen. Vul hem in bij ‘Gepland op’."
KEEP = "Deze stap heeft al een datum of uitkomst. Maak die eerst leeg, dan kunt u de stap verwijderen."
SAME = "Deze stap staat er al. Kies een andere naam."


class StepRefusedError(ValidationError):
    """What is wrong with one of the steps that were saved together; `step` says with which."""

    def __init__(self, step: AdoptionStep, field: str, words: str) -> None:
        super().__init__({field: words})
        self.step = step


@transaction.atomic
def save_steps(*, adoption: Adoption, steps: Sequence[tuple[AdoptionStep, int | None]]) -> Adoption:
    """Save changed and new steps of a municipality, each with the version that was seen; None for a new one.

    New steps come last. The planned day of the decision follows the last step. Raises StepRefusedError for a day that
    must still come or a name that is there already, EditConflictError when somebody else changed one of them.
    """
    _lock(adoption)
    if adoption.pk is None:
        adoption = save_act(adoption=adoption, seen_version=None)
    _refuse(adoption, [step for step, _seen in steps])
    _keep_planned_day(adoption, [step for step, _seen in steps])
    for step, seen in steps:
        step.adoption = adoption
        if step.pk:
            step.claim(seen or 0)
        else:
            step.position = _next_position(adoption)
        step.save()
    follow_last_step(adoption)
    return adoption


@transaction.atomic
def move_step(*, step: AdoptionStep, up: bool) -> None:
    """Change places with the step before or after it; at the end nothing happens."""
    _lock(step.adoption)
    steps = list(AdoptionStep.objects.filter(adoption=step.adoption_id).order_by("position", "pk"))
    place = next((number for number, one in enumerate(steps) if one.pk == step.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if place is None or other is None or not 0 <= other < len(steps):
        return
    steps[place], steps[other] = steps[other], steps[place]
    for position, one in enumerate(steps, start=1):
        if one.position != position:
            one.claim(one.version)
            one.position = position
            one.save()
    follow_last_step(step.adoption)


@transaction.atomic
def remove_step(*, step: AdoptionStep, seen_version: int) -> None:
    """Take a step away that nobody filled in. Raises ValidationError otherwise, EditConflictError when it changed."""
    _lock(step.adoption)
    if is_filled_in(AdoptionStep.objects.get(pk=step.pk)):
        raise ValidationError(KEEP)
    step.delete_as_seen(seen_version)
    follow_last_step(step.adoption)


@transaction.atomic
def plan_steps(
    *, version: ProgrammeVersion, steps: Sequence[tuple[AdoptionStep, int]], planned_on: date, deliver_by: date | None
) -> int:
    """Give the steps of several municipalities the same day, each with the version that was seen. Returns how many.

    An empty `deliver_by` leaves what stands there. Raises EditConflictError when somebody else changed one of them;
    then none is changed.
    """
    RegionalProgramme.objects.select_for_update().get(pk=version.programme_id)
    for step, seen in steps:
        step.claim(seen)
        step.planned_on, step.deliver_by = planned_on, deliver_by or step.deliver_by
    changed = [step for step, _seen in steps]
    bulk_update_with_history(changed, AdoptionStep, ["planned_on", "deliver_by", "version"])
    for step in changed:
        follow_last_step(step.adoption)
    return len(changed)


def follow_last_step(adoption: Adoption) -> None:
    """The day on which the municipality will decide is that of its last step, so that nobody types it twice."""
    current = Adoption.objects.get(pk=adoption.pk)
    last = current.steps.order_by("position", "pk").last()
    if last is None or current.result or current.planned_on == last.planned_on:
        return
    current.planned_on = last.planned_on
    current.claim(current.version)
    current.save()


def _keep_planned_day(adoption: Adoption, steps: Sequence[AdoptionStep]) -> None:
    """With the first steps of a municipality, the day that was planned already goes to the last of them."""
    last = steps[-1] if steps else None
    if last is not None and not adoption.steps.exists() and last.planned_on is None and last.done_on is None:
        last.planned_on = adoption.planned_on


def _lock(adoption: Adoption) -> None:
    RegionalProgramme.objects.select_for_update().get(pk=adoption.programme_version.programme_id)


def _next_position(adoption: Adoption) -> int:
    last = adoption.steps.order_by("position").last()
    return last.position + 1 if last else 1


def _refuse(adoption: Adoption, steps: Sequence[AdoptionStep]) -> None:
    changed = {step.pk for step in steps if step.pk}
    others = AdoptionStep.objects.filter(adoption=adoption).exclude(pk__in=changed)
    names = {name.casefold() for name in others.values_list("name", flat=True)}
    for step in steps:
        if step.done_on and step.done_on > clock.today():
            raise StepRefusedError(step, "done_on", NOT_DONE_YET)
        if step.name.casefold() in names:
            raise StepRefusedError(step, "name", SAME)
        names.add(step.name.casefold())
