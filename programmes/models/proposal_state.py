"""Where a proposal stands, which follows from its route: nobody sets it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

OUTCOME = "rounds__steps__conclusions__outcome"
STEP = "rounds__steps"


class ProposalState(models.TextChoices):
    CONCEPT = "concept", "Concept"
    RUNNING = "running", "Loopt"
    NO_DATE = "no_date", "Wacht op een datum"
    HELD = "held", "Aangehouden"
    AGREED = "agreed", "Akkoord"
    TREATED = "treated", "Behandeld"
    ENDED = "ended", "Beëindigd"

    @property
    def icon(self) -> str:
        icons = ("pencil", "road", "calendar-question", "player-pause", "check", "flag", "ban")
        return dict(zip(ProposalState, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        tones = ("blue", "blue", "orange", "orange", "green", "grey", "red")
        return dict(zip(ProposalState, tones, strict=True))[self]

    @property
    def is_open(self) -> bool:
        """Something must still happen with it."""
        return self in OPEN


OPEN = (ProposalState.CONCEPT, ProposalState.RUNNING, ProposalState.NO_DATE, ProposalState.HELD)


def last_word(*, ends_route: bool, agrees: bool, asks_follow_up: bool) -> ProposalState:
    """What the newest conclusion makes of a proposal."""
    if ends_route:
        return ProposalState.ENDED
    if agrees:
        return ProposalState.AGREED
    return ProposalState.HELD if asks_follow_up else ProposalState.TREATED


def with_state(proposals: Any) -> Any:
    """Annotate `state`, as `programmes.proposal_states.state_of` derives it, and `is_running`: it is still open."""
    same = proposals.model._base_manager.filter(pk=OuterRef("pk"))
    text = models.CharField()
    annotated = proposals.annotate(
        said_last=Subquery(_last_words(same), output_field=text), comes_next=Subquery(_next(same), output_field=text)
    )
    stopped = Q(said_last__in=(ProposalState.ENDED, ProposalState.HELD))
    state = Case(
        When(stopped, then=F("said_last")),
        When(comes_next__isnull=False, then=F("comes_next")),
        When(said_last__isnull=False, then=F("said_last")),
        default=Value(ProposalState.CONCEPT.value),
        output_field=text,
    )
    running = Case(When(state__in=OPEN, then=Value(True)), default=Value(False), output_field=models.BooleanField())
    return annotated.annotate(state=state).annotate(is_running=running)


def _last_words(same: Any) -> Any:
    """Of the conclusions that stand, the newest; on one day the one furthest along the route."""
    standing = same.filter(
        rounds__steps__conclusions__outcome__isnull=False, rounds__steps__conclusions__replaced_by__isnull=True
    )
    newest = standing.order_by(
        "-rounds__steps__conclusions__date", "-rounds__number", f"-{STEP}__position", f"-{STEP}__pk"
    )
    word = Case(
        When(**{f"{OUTCOME}__ends_route": True}, then=Value(ProposalState.ENDED.value)),
        When(**{f"{OUTCOME}__agrees": True}, then=Value(ProposalState.AGREED.value)),
        When(**{f"{OUTCOME}__asks_follow_up": True}, then=Value(ProposalState.HELD.value)),
        default=Value(ProposalState.TREATED.value),
        output_field=models.CharField(),
    )
    return newest.annotate(word=word).values("word")[:1]


def _next(same: Any) -> Any:
    """The first step without a conclusion: has it a date?"""
    waiting = same.filter(rounds__steps__isnull=False, rounds__steps__conclusions__isnull=True)
    dated = Q(rounds__steps__meeting__isnull=False) | Q(rounds__steps__planned_date__isnull=False)
    word = Case(
        When(dated, then=Value(ProposalState.RUNNING.value)),
        default=Value(ProposalState.NO_DATE.value),
        output_field=models.CharField(),
    )
    first = waiting.order_by("rounds__number", f"{STEP}__position", f"{STEP}__pk")
    return first.annotate(word=word).values("word")[:1]
