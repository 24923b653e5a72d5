"""A region's bottlenecks as they stood at the end of a half year, from the steps that they went through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from actions.bottlenecks.forms import block_titles
from actions.bottlenecks.states import STATE_AFTER
from actions.models import CLOSED_STATES, Bottleneck, BottleneckState, BottleneckStep, Level, StepKind
from ghnt.periods import HalfYear
from programmes import wording
from programmes.catalogue import EntryTitle
from regions.models import Region
from reporting.content import BottleneckAnswer, BottleneckItem, BottlenecksTold
from reporting.models import ReportRound
from reporting.spoken.bottlenecks import progress_words

MOST = 60
TOLD_STEPS = (StepKind.ANSWERED, StepKind.PASSED_ON, StepKind.SENT_BACK, StepKind.SOLVED)


def bottlenecks_in(region: Region, half_year: HalfYear) -> BottlenecksTold:
    """What was raised nationally, and what the region chose to tell. A constant number of queries."""
    rows = Bottleneck.objects.present().filter(Q(is_shared=True) | Q(in_report=True), region=region)
    rows = rows.prefetch_related("steps", "blocks").order_by("number")[:MOST]
    titles = block_titles().blocks if rows else {}
    items = [_item(one, half_year, titles) for one in rows if _known(one) <= half_year.end]
    lying = [item for item in items if item.state not in CLOSED_STATES]
    return BottlenecksTold(
        open=tuple(sorted(lying, key=lambda item: (item.since is None, item.since or ""))),
        solved=tuple(item for item in items if _solved_in(item, half_year)),
    )


def bottlenecks_progress(region: Region, round: ReportRound) -> str:
    """What the chapter holds for the round, in words; "" for nothing."""
    return progress_words(bottlenecks_in(region, round.half_year))


def _known(one: Bottleneck) -> date:
    created = localdate(one.created_at)
    return min(one.found_on, created) if one.found_on else created


def _solved_in(item: BottleneckItem, half_year: HalfYear) -> bool:
    first = half_year.start.isoformat()
    last = item.answers[-1] if item.answers else None
    return item.state == BottleneckState.SOLVED and last is not None and last.at >= first


def _item(one: Bottleneck, half_year: HalfYear, titles: dict[int, EntryTitle]) -> BottleneckItem:
    steps = [step for step in one.steps.all() if localdate(step.at) <= half_year.end]
    state, level, since = _stood(steps)
    return BottleneckItem(
        code=one.code,
        title=one.title,
        text=one.text,
        proposed_solution=one.proposed_solution,
        state=str(state),
        state_label=str(state.label),
        level=str(level),
        level_label=str(level.label),
        since=since.isoformat() if since else None,
        blocks=wording.names(titles, [block.pk for block in one.blocks.all()]),
        answers=tuple(_answers(steps, half_year)),
    )


def _stood(steps: Sequence[BottleneckStep]) -> tuple[BottleneckState, Level, date | None]:
    """State, level and since when it waited, after these steps."""
    state, level, since = BottleneckState.OPEN, Level.REGION, None
    for step in steps:
        state, level = STATE_AFTER[StepKind(step.kind)], Level(step.level)
        if step.kind == StepKind.RAISED:
            since = localdate(step.at)
        if state is not BottleneckState.RAISED:
            since = None if state is BottleneckState.OPEN else since
    return state, level, since if state is BottleneckState.RAISED else None


def _answers(steps: Iterable[BottleneckStep], half_year: HalfYear) -> Iterable[BottleneckAnswer]:
    for step in steps:
        day = localdate(step.at)
        if step.kind in TOLD_STEPS and half_year.start <= day:
            yield BottleneckAnswer(step.get_kind_display(), step.get_level_display(), step.text, day.isoformat())
