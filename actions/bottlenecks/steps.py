"""What happens with a bottleneck: one step at a time, its state, level and date kept beside it in one operation."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.bottlenecks.spreading import spread
from actions.bottlenecks.states import KIND_OF, STATE_AFTER, WORDS, Verb, levels_for, verbs_of
from actions.bottlenecks.telling import tell_step
from actions.models import NATIONAL_LEVELS, Bottleneck, BottleneckState, BottleneckStep, Level, StepKind
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.models import Meeting

NOT_NOW = "Dit kan nu niet: een collega was u voor, of het knelpunt ligt ergens anders. Lees eerst de geschiedenis."
REACTIONS = (StepKind.ANSWERED, StepKind.PASSED_ON, StepKind.SENT_BACK)


@transaction.atomic
def take_step(
    *,
    bottleneck: Bottleneck,
    verb: Verb,
    text: str = "",
    level: str = "",
    meeting: Meeting | None = None,
    seen_version: int,
    by: User,
) -> BottleneckStep:
    """Do one thing with a bottleneck; the same thing a second time gives the step that stands there.

    `level` says where to, for a verb that moves it. What is said of a national one reaches the regions that hang
    under it. Raises ValidationError when its state does not allow it or something is missing, EditConflictError
    when it changed since it was seen. Who may do it is for the caller.
    """
    bottleneck = Bottleneck.objects.select_for_update(of=("self",)).get(pk=bottleneck.pk)
    text, kind = text.strip(), KIND_OF[verb]
    if bottleneck.version != seen_version and (same := _same(bottleneck, kind, text, level, by)):
        return same
    bottleneck.claim(seen_version)
    if verb not in verbs_of(bottleneck):
        raise ValidationError(NOT_NOW, code="not_now")
    level = _checked(bottleneck, verb, text, level)
    step = BottleneckStep.objects.create(
        bottleneck=bottleneck,
        kind=kind,
        level=level,
        text=text,
        meeting=meeting,
        at=clock.now(),
        by=by,
        by_name=by.name,
    )
    settle(bottleneck, step)
    spread(step)
    tell_step(step)
    return step


def settle(bottleneck: Bottleneck, step: BottleneckStep) -> None:
    """Save what follows from a step that was just taken; the version was raised already."""
    kind = StepKind(step.kind)
    bottleneck.state, bottleneck.level = STATE_AFTER[kind], step.level
    if bottleneck.state == BottleneckState.OPEN:
        bottleneck.raised_at = None
    elif kind is StepKind.RAISED or (bottleneck.raised_at is None and kind is StepKind.PASSED_ON):
        bottleneck.raised_at = step.at
    bottleneck.is_shared = _is_shared(bottleneck, kind)
    bottleneck.save()


def _is_shared(bottleneck: Bottleneck, kind: StepKind) -> bool:
    """The national team goes on reading what it said something about; what was only raised can be taken back."""
    if bottleneck.level in NATIONAL_LEVELS:
        return True
    if kind is not StepKind.WITHDRAWN:
        return bottleneck.is_shared
    said = bottleneck.steps.filter(kind__in=REACTIONS)
    return said.filter(kind=StepKind.SENT_BACK).exists() or said.filter(level__in=NATIONAL_LEVELS).exists()


def _checked(bottleneck: Bottleneck, verb: Verb, text: str, level: str) -> str:
    """Where it lies afterwards. Raises ValidationError with the field that is missing."""
    words, levels = WORDS[verb], levels_for(bottleneck, verb)
    if words.is_needed and not text:
        raise ValidationError({"text": f"{words.question} Schrijf het in een of twee zinnen."})
    if levels and level not in levels:
        raise ValidationError({"level": "Kies aan wie u het knelpunt voorlegt."})
    if levels:
        return level
    # A national one stays where it lies; a region's own comes home when it is nobody else's any more.
    comes_home = verb in (Verb.WITHDRAW, Verb.SEND_BACK, Verb.REOPEN)
    return Level.REGION if comes_home and bottleneck.region_id is not None else bottleneck.level


def _same(bottleneck: Bottleneck, kind: StepKind, text: str, level: str, by: User) -> BottleneckStep | None:
    """The last step, when it says what is now asked again: a form that was sent twice."""
    last = bottleneck.steps.order_by("pk").last()
    if last is None or (last.kind, last.text, last.by_id) != (kind, text, by.pk):
        return None
    return last if not level or last.level == level else None


__all__ = ["NOT_NOW", "EditConflictError", "settle", "take_step"]
