"""Proposed ideas: weighed against the goals of the programme, then made into an action or declined with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from actions import planning
from actions.models import Action, Contribution, Initiative, InitiativeScore, InitiativeState
from ghnt import clock
from ghnt.accounts.models import User
from programmes.goals import present_goals
from programmes.models import Goal, OutlineNode, RegionalProgramme

DECIDED = "Over dit initiatief is al besloten. U kunt het nog wel lezen."


@dataclass(frozen=True)
class Contributes:
    """One line of the meetlat: for how many of the goals it holds."""

    label: str  # "Draagt veel bij"
    goals: int
    of: int

    @property
    def sentence(self) -> str:
        noun = "doel" if self.of == 1 else "doelen"
        return f"{self.label} aan {self.goals} van {self.of} {noun}"


@dataclass(frozen=True)
class Weighing:
    """How an idea does on the goals: counts, never an average."""

    lines: tuple[Contributes, ...]  # much first
    open: int  # goals without a score

    @property
    def is_empty(self) -> bool:
        return not any(line.goals for line in self.lines)

    @property
    def first(self) -> str:
        """The one sentence for a list."""
        if self.is_empty:
            return "Nog niet gewogen" if self.open else "Er zijn nog geen doelen om het aan te wegen"
        return next(line.sentence for line in self.lines if line.goals)


@dataclass(frozen=True)
class Score:
    score: int | None  # None = not weighed yet
    text: str


def listed(programme: RegionalProgramme, *, state: str = "", words: str = "") -> QuerySet[Initiative]:
    """The programme's ideas, undecided ones first, with their scores; narrowed to a state and to words."""
    places = [When(state=value, then=Value(place)) for place, value in enumerate(InitiativeState.values)]
    found = Initiative.objects.filter(programme=programme).select_related("action__node", "action__programme__region")
    found = found.prefetch_related("scores").annotate(state_place=Case(*places, output_field=IntegerField()))
    if state in InitiativeState.values:
        found = found.filter(state=state)
    for word in words.split()[:8]:
        texts = Q(title__icontains=word) | Q(description__icontains=word) | Q(proposed_by__icontains=word)
        found = found.filter(texts)
    return found.order_by("state_place", "-proposed_on", "-pk")


def weighing(scores: Iterable[InitiativeScore], goals: Iterable[int]) -> Weighing:
    """Counts the scores on the goals named by key; scores on goals that are gone do not count."""
    wanted = set(goals)
    found = [score.score for score in scores if score.goal_id in wanted]
    lines = tuple(
        Contributes(str(level.label), found.count(level.value), len(wanted)) for level in reversed(Contribution)
    )
    return Weighing(lines, len(wanted) - len(found))


def goal_keys(programme: RegionalProgramme) -> frozenset[int]:
    """The goals that an idea of the programme is weighed against."""
    return frozenset(present_goals(programme).values_list("pk", flat=True))


@transaction.atomic
def save_initiative(*, initiative: Initiative, seen_version: int | None) -> Initiative:
    """Save an idea; None says that it is new. The same new one a second time gives the one that stands there.

    Raises EditConflictError, or ValidationError when it was decided.
    """
    if seen_version is not None:
        _open(initiative, seen_version)
    elif standing := _same(initiative):
        return standing
    initiative.save()
    return initiative


def _same(initiative: Initiative) -> Initiative | None:
    RegionalProgramme.objects.select_for_update().get(pk=initiative.programme_id)
    said = ("programme", "title", "description", "proposed_by", "proposed_on", "state")
    return Initiative.objects.filter(**{name: getattr(initiative, name) for name in said}).first()


@transaction.atomic
def weigh(*, initiative: Initiative, scores: Mapping[Goal, Score], seen_version: int) -> Initiative:
    """Write down how the idea does on each goal given; without a score the goal is open again.

    Raises EditConflictError, or ValidationError when it was decided or a goal belongs to another programme.
    """
    _open(initiative, seen_version)
    if any(goal.programme_id != initiative.programme_id for goal in scores):
        raise ValidationError("Dit doel hoort bij een ander programma.")
    for goal, given in scores.items():
        if given.score is None:
            initiative.scores.filter(goal=goal).delete()
            continue
        values = {"score": given.score, "text": given.text}
        InitiativeScore.objects.update_or_create(initiative=initiative, goal=goal, defaults=values)
    initiative.save()
    return initiative


@transaction.atomic
def accept(
    *, initiative: Initiative, node: OutlineNode, title: str, description: str, reason: str, seen_version: int, by: User
) -> Action:
    """Make an action of the idea, under the node; both keep the link. Raises as `save_initiative` does."""
    if node.programme_id != initiative.programme_id:
        raise ValidationError("Dit onderdeel hoort bij een ander programma. Kies een onderdeel van dit programma.")
    _open(initiative, seen_version)
    action = Action(programme=initiative.programme, node=node, title=title, description=description)
    initiative.action = planning.add_action(action=action, by=by)
    _decide(initiative, InitiativeState.ACCEPTED, reason, by)
    return action


@transaction.atomic
def decline(*, initiative: Initiative, reason: str, seen_version: int, by: User) -> Initiative:
    """Decide against the idea; raises ValidationError without a reason, and as `save_initiative` does."""
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf waarom het initiatief niet wordt overgenomen."})
    _open(initiative, seen_version)
    _decide(initiative, InitiativeState.DECLINED, reason, by)
    return initiative


def _open(initiative: Initiative, seen_version: int) -> None:
    state = Initiative.objects.select_for_update().values_list("state", flat=True).get(pk=initiative.pk)
    if state != InitiativeState.PROPOSED:
        raise ValidationError(DECIDED, code="decided")
    initiative.claim(seen_version)


def _decide(initiative: Initiative, state: InitiativeState, reason: str, by: User) -> None:
    initiative.state, initiative.reason = state, reason
    initiative.decided_at, initiative.decided_by = clock.now(), by
    initiative.save()
