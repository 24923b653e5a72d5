"""What was said of a national bottleneck reaches every region that hangs under it, once."""

from __future__ import annotations

from django.db.models import F

from actions.bottlenecks.telling import tell_step
from actions.models import NATIONAL_LEVELS, Bottleneck, BottleneckState, BottleneckStep, StepKind

REACHES = (StepKind.ANSWERED, StepKind.PASSED_ON, StepKind.SOLVED)


def spread(step: BottleneckStep) -> None:
    """Repeat a step of a national bottleneck at those that lie nationally under it.

    A region closes its own bottleneck itself: what was solved nationally comes as an answer.
    """
    national = step.bottleneck
    if national.region_id is not None or step.kind not in REACHES:
        return
    waiting = Bottleneck.objects.present().filter(national=national, level__in=NATIONAL_LEVELS)
    states = (BottleneckState.RAISED, BottleneckState.ANSWERED)
    for one in waiting.filter(state__in=states).select_related("region"):
        _repeat(step, one)


def bring(national: Bottleneck, bottleneck: Bottleneck) -> None:
    """What was said last of the national one, for one that is linked later."""
    last = national.steps.filter(kind__in=REACHES).order_by("pk").last()
    lies_there = bottleneck.state == BottleneckState.RAISED and bottleneck.level in NATIONAL_LEVELS
    if last is not None and lies_there and national.state != BottleneckState.RAISED:
        _repeat(last, bottleneck)


def _repeat(step: BottleneckStep, bottleneck: Bottleneck) -> None:
    if bottleneck.steps.filter(from_national=step).exists():
        return
    moves = step.kind == StepKind.PASSED_ON
    repeated = BottleneckStep.objects.create(
        bottleneck=bottleneck,
        kind=StepKind.PASSED_ON if moves else StepKind.ANSWERED,
        level=step.level,
        text=step.text,
        meeting=step.meeting,
        from_national=step,
        at=step.at,
        by=step.by,
        by_name=step.by_name,
    )
    bottleneck.state = BottleneckState.RAISED if moves else BottleneckState.ANSWERED
    bottleneck.level = step.level
    Bottleneck.objects.filter(pk=bottleneck.pk).update(version=F("version") + 1)
    bottleneck.version += 1
    bottleneck.save()
    tell_step(repeated)
