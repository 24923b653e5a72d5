"""What a meeting said of the bottlenecks on its agenda, recorded in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.bottlenecks.states import WORDS, Verb, levels_for, verbs_of
from actions.bottlenecks.steps import take_step
from actions.models import NATIONAL_LEVELS, Bottleneck, BottleneckAgendaItem, Level
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import Meeting
from regions.models import BodyLevel
from regions.rights import Right

TOO_EARLY = "Deze vergadering komt nog. Op de dag zelf en daarna legt u hier de antwoorden vast."
IN_A_MEETING = (Verb.ANSWER, Verb.HAND_ON, Verb.RAISE, Verb.SEND_BACK, Verb.SOLVE)
SHORT = {Verb.ANSWER: "Antwoord", Verb.SEND_BACK: "Teruggelegd bij de regio", Verb.SOLVE: "Opgelost"}


@dataclass(frozen=True)
class Said:
    """What a meeting said of one item; `choice` is one of `choices_for`."""

    choice: str
    text: str
    seen_version: int


def choices_for(meeting: Meeting, bottleneck: Bottleneck) -> tuple[tuple[str, str], ...]:
    """What the meeting can have said of it as it stands now: value and words."""
    return tuple(_choices(meeting, bottleneck))


def _choices(meeting: Meeting, bottleneck: Bottleneck) -> Iterator[tuple[str, str]]:
    is_national = meeting.body.level == BodyLevel.NATIONAL
    right = Right.WRITE_NATIONAL if is_national else Right.WRITE_ACTIONS
    allowed = verbs_of(bottleneck)
    for verb in IN_A_MEETING:
        if right not in allowed.get(verb, ()):
            continue
        if verb in SHORT:
            yield verb.value, SHORT[verb]
            continue
        for level in levels_for(bottleneck, verb):
            if level in NATIONAL_LEVELS:
                yield f"{verb.value}:{level.value}", f"Door naar {level.label.lower()}"


@transaction.atomic
def record_answers(*, meeting: Meeting, said: Mapping[BottleneckAgendaItem, Said], by: User) -> int:
    """Take a step for every item that something was said of; all of them or none. Returns how many.

    Raises ValidationError for a meeting that is still to come, EditConflictError when a bottleneck changed since.
    """
    if meeting.date > clock.today():
        raise ValidationError(TOO_EARLY)
    chosen = {item: one for item, one in said.items() if one.choice}
    for item, one in chosen.items():
        verb, _, level = one.choice.partition(":")
        take_step(
            bottleneck=item.bottleneck,
            verb=Verb(verb),
            text=one.text,
            level=Level(level) if level else "",
            meeting=meeting,
            seen_version=one.seen_version,
            by=by,
        )
    return len(chosen)


def needs_text(choice: str) -> bool:
    return bool(choice) and WORDS[Verb(choice.partition(":")[0])].is_needed
