"""The ways in which regions have their programme adopted, and choosing one for all municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt.ui.editing import EditConflictError
from programmes.models import (
    Adoption,
    AdoptionPlan,
    AdoptionStep,
    Pattern,
    ProgrammeVersion,
    RegionalProgramme,
    RequiredAct,
)
from programmes.municipal_acts.lines import ActLine, acts_of, centres_of
from programmes.municipal_acts.ordering import merged
from programmes.municipal_acts.states import ALLOWED, ActVerb, stage_of
from regions.models import Municipality
from regions.rights import Rights

COLLEGE, COMMITTEE, COUNCIL, LETTER = "College", "Commissie", "Raad", "Raadsinformatiebrief"


@dataclass(frozen=True)
class Usual:
    """What a pattern asks of a municipality: its act, and the steps that usually lead there."""

    act: RequiredAct
    steps: tuple[str, ...]


_NOTHING = Usual(RequiredAct.NONE, ())
_COUNCIL = Usual(RequiredAct.COUNCIL, (COMMITTEE, COUNCIL))
_WHOLE = Usual(RequiredAct.COUNCIL, (COLLEGE, COMMITTEE, COUNCIL))
_COLLEGE = Usual(RequiredAct.COLLEGE, (COLLEGE,))
_OPINION = Usual(RequiredAct.OPINION, (COMMITTEE, COUNCIL))
_LETTER = Usual(RequiredAct.INFORMED, (LETTER,))
# Of every municipality, and of the one that acts for the others. A way of one's own is not here: it changes no act.
USUAL: dict[Pattern, tuple[Usual, Usual]] = {
    Pattern.COUNCILS: (_COUNCIL, _COUNCIL),
    Pattern.COLLEGE_THEN_COUNCIL: (_WHOLE, _WHOLE),
    Pattern.COLLEGES: (_COLLEGE, _COLLEGE),
    Pattern.REGIONAL_BODY: (_NOTHING, _NOTHING),
    Pattern.ONE_COLLEGE: (_NOTHING, _COLLEGE),
    Pattern.CENTRE: (_OPINION, _WHOLE),
    Pattern.LETTER: (_LETTER, _LETTER),
}


@transaction.atomic
def set_for_all(
    *,
    version: ProgrammeVersion,
    pattern: Pattern,
    acting: Municipality | None,
    description: str = "",
    own_steps: Sequence[str] = (),
    seen_version: int | None = None,
) -> int:
    """Keep the way of adopting, and give every municipality its act and its usual steps. Returns how many.

    A municipality with an outcome stays as it is, and so does every step with a date or an outcome. `own_steps` are
    those of an own way, which leaves the acts alone. `seen_version` None says that no way was chosen yet.
    Raises ValidationError when the pattern lets one municipality act and it is not known which, or when an own way is
    not described; EditConflictError when somebody else chose meanwhile.
    """
    acting_ids = {one.pk for one in _acting(version, pattern, acting)}
    if pattern == Pattern.OWN and not description.strip():
        raise ValidationError({"description": "Beschrijf hoe de gemeenten dit programma vaststellen."})
    lines = [line for line in _locked_lines(version) if ALLOWED[stage_of(line.adoption)][ActVerb.SET_PATTERN]]
    _keep_plan(version, pattern, acting, description, seen_version)
    for line in lines:
        _set(line, _asked(line, pattern, acting_ids, own_steps))
    return len(lines)


def plan_of(version: ProgrammeVersion) -> AdoptionPlan | None:
    return AdoptionPlan.objects.filter(programme_version=version).select_related("acting").first()


def _keep_plan(
    version: ProgrammeVersion,
    pattern: Pattern,
    acting: Municipality | None,
    description: str,
    seen_version: int | None,
) -> None:
    plan = plan_of(version)
    if plan is not None and seen_version is None:
        raise EditConflictError(plan)
    plan = plan or AdoptionPlan(programme_version=version)
    if plan.pk:
        plan.claim(seen_version or 0)
    plan.pattern, plan.acting = pattern, acting if pattern.needs_municipality else None
    plan.description = description if pattern == Pattern.OWN else ""
    plan.save()


def _asked(line: ActLine, pattern: Pattern, acting_ids: set[int], own_steps: Sequence[str]) -> Usual:
    if pattern == Pattern.OWN:
        return Usual(RequiredAct(line.adoption.required_act), tuple(own_steps))
    others, own = USUAL[pattern]
    return own if line.municipality.pk in acting_ids else others


def _acting(version: ProgrammeVersion, pattern: Pattern, acting: Municipality | None) -> list[Municipality]:
    if not pattern.needs_municipality:
        return []
    chosen = [acting] if acting else centres_of(version) if pattern == Pattern.CENTRE else []
    if not chosen:
        raise ValidationError({"acting": "Kies de gemeente die voor de andere besluit."})
    return chosen


def _locked_lines(version: ProgrammeVersion) -> tuple[ActLine, ...]:
    RegionalProgramme.objects.select_for_update().get(pk=version.programme_id)
    return acts_of(version, Rights())


def _set(line: ActLine, asked: Usual) -> None:
    adoption = line.adoption
    if not line.is_known or adoption.required_act != asked.act:
        adoption.required_act = asked.act
        if adoption.pk:
            adoption.claim(adoption.version)
        adoption.save()
    _give_steps(adoption, asked.steps)


def _give_steps(adoption: Adoption, names: Sequence[str]) -> None:
    """Those of the pattern, with what was filled in already; an empty step of another pattern goes."""
    standing = {step.name: step for step in adoption.steps.order_by("position", "pk")}
    kept = {name: step for name, step in standing.items() if name in names or is_filled_in(step)}
    for name, step in standing.items():
        if name not in kept:
            step.delete()
    order = merged([tuple(names), tuple(kept)])
    for position, name in enumerate(order, start=1):
        step = kept.get(name) or AdoptionStep(adoption=adoption, name=name)
        is_last = position == len(order)
        if step.pk and step.position == position and not (is_last and _is_without_day(step, adoption)):
            continue
        if is_last and _is_without_day(step, adoption):
            step.planned_on = adoption.planned_on
        if step.pk:
            step.claim(step.version)
        step.position = position
        step.save()


def _is_without_day(step: AdoptionStep, adoption: Adoption) -> bool:
    """A day that was planned before there were steps is that of the last one."""
    return adoption.planned_on is not None and step.planned_on is None and step.done_on is None


def is_filled_in(step: AdoptionStep) -> bool:
    """Whether somebody said something of it beside its name."""
    return any((step.deliver_by, step.planned_on, step.done_on, step.treatment, step.result))
