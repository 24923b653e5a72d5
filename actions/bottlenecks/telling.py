"""Who hears what of a bottleneck: the national team what was raised, the region what was said of it.

No words of a bottleneck stand in a notice: it is read on its own page.
"""

from __future__ import annotations

from actions.models import NATIONAL_LEVELS, BottleneckStep, StepKind
from ghnt import clock
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right

_TO_REGION = {
    StepKind.ANSWERED: ("antwoord op een knelpunt", "Antwoord op een knelpunt lezen"),
    StepKind.SENT_BACK: ("knelpunt teruggelegd bij uw regio", "Knelpunt verder brengen"),
    StepKind.PASSED_ON: ("knelpunt doorgezet naar {level}", ""),
    StepKind.SOLVED: ("knelpunt opgelost", ""),
}


def tell_step(step: BottleneckStep) -> None:
    """Tell the other side of a step that was just taken; what a region does for itself is told to nobody."""
    region = step.bottleneck.region
    if region is None:
        return
    if step.kind == StepKind.RAISED and step.level in NATIONAL_LEVELS:
        tell(holders(Right.WRITE_NATIONAL, on=clock.today()), _raised(step))
    elif step.kind in _TO_REGION and _is_from_outside(step):
        writers = holders(Right.WRITE_ACTIONS, region=region, on=clock.today())
        tell((one for one in writers if one.pk != step.by_id), _said(step))


def _is_from_outside(step: BottleneckStep) -> bool:
    return step.kind == StepKind.SENT_BACK or step.level in NATIONAL_LEVELS


def _raised(step: BottleneckStep) -> News:
    return News(
        key=f"bottleneck-step-{step.pk}",
        who=f"Regio {step.bottleneck.region}",
        what=f"knelpunt voorgelegd aan {step.level_badge.the}",
        expected="Knelpunt beantwoorden",
        url=step.bottleneck.get_absolute_url(),
    )


def _said(step: BottleneckStep) -> News:
    what, expected = _TO_REGION[StepKind(step.kind)]
    return News(
        key=f"bottleneck-step-{step.pk}",
        who=step.by_name,
        what=f"{what.format(level=step.level_badge.the)} (regio {step.bottleneck.region})",
        expected=expected,
        url=step.bottleneck.get_absolute_url(),
    )
