"""Vraag het de trekker: asking, answering through a link without an account, and taking an answer over or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from actions.models import Action, ActionUpdate, AnswerOutcome, PullerAnswer, PullerRequest
from actions.progress import UpdateValues, save_update
from actions.telling import tell_answered
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.accounts.secret_links import digest_of, make_secret
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode, RegionalProgramme
from regions.models import Organisation

USUAL_TIME = timedelta(days=14)
LONGEST_TIME = timedelta(days=92)
LAST_HALF_YEAR_ASKED = timedelta(days=92)  # so long after its end a half year is still what a report is about
HANDLED = "Dit antwoord is al afgehandeld of intussen gewijzigd. Kijk hieronder hoe het nu is."


class LinkClosedError(Exception):
    """The link was revoked, ran out, or never was."""


@dataclass(frozen=True)
class Said:
    """What a trekker says of one action."""

    phase: str
    text: str


@dataclass(frozen=True)
class AskedAction:
    """One action of a question, with all that its trekker may see of it."""

    action: Action
    previous: ActionUpdate | None  # only its phase is shown
    answer: PullerAnswer | None


@dataclass(frozen=True)
class AnsweredAction(AskedAction):
    """As its leader sees it: beside the answer the state that stands now."""

    update: ActionUpdate | None = None

    @property
    def assessment(self) -> str:
        """The koers to begin with: that of the half year, else the last one."""
        known = self.update or self.previous
        return known.assessment if known else ""


def usual_half_year(on: date) -> HalfYear:
    """The half year a report is being written about: the one before, while that is not long past."""
    current = HalfYear.of(on)
    return current.previous if on < current.start + LAST_HALF_YEAR_ASKED else current


def pullers_of(programme: RegionalProgramme, half_year: HalfYear) -> list[tuple[Organisation, int]]:
    """The trekkers that have actions to tell about, with how many; one query."""
    asked = Action.objects.in_programme(programme).own().asked_in(half_year).filter(puller__isnull=False)
    found = Organisation.objects.filter(pulled_actions__in=asked)
    counted = found.annotate(asked=Count("pulled_actions", filter=Q(pulled_actions__in=asked))).order_by("name", "pk")
    return [(one, one.asked) for one in counted]


def open_actions(programme: RegionalProgramme, puller: Organisation, half_year: HalfYear) -> list[Action]:
    """The trekker's actions of which a state is asked, as the outline reads."""
    nodes = [node.pk for node in OutlineNode.objects.of(programme)]
    asked = Action.objects.in_programme(programme).own().asked_in(half_year).filter(puller=puller)
    return list(asked.in_outline_order(nodes).select_related("node"))


@transaction.atomic
def ask_puller(*, request: PullerRequest, actions: Sequence[Action], nonce: str, by: User) -> tuple[PullerRequest, str]:
    """Make the question and the secret of its link. The same nonce of the same person gives the same question.

    Raises ValidationError without actions, or when the last day is past or too far away.
    """
    if not actions:
        raise ValidationError("Kies minstens één actie.")
    today = clock.today()
    if not today <= request.valid_to <= today + LONGEST_TIME:
        raise ValidationError("Kies een dag vanaf vandaag, hoogstens drie maanden vooruit.")
    RegionalProgramme.objects.select_for_update().get(pk=request.programme_id)  # the same twice waits here
    secret = make_secret("actions.asking", f"{by.pk}:{request.programme_id}", nonce)
    made = PullerRequest.objects.filter(digest=digest_of(secret)).first()
    if made is not None:
        return made, secret
    request.digest, request.made_by = digest_of(secret), by
    request.save()
    request.actions.set(actions)
    return request, secret


@transaction.atomic
def replace_link(*, request: PullerRequest) -> str:
    """A new secret; the old link stops. Raises ValidationError when the question is closed."""
    locked = PullerRequest.objects.select_for_update().get(pk=request.pk)
    if not is_open(locked, on=clock.today()):
        raise ValidationError("Deze vraag is verlopen of ingetrokken. Stel een nieuwe vraag.")
    secret = make_secret("actions.asking", f"{locked.pk}")
    locked.digest = digest_of(secret)
    locked.save()
    return secret


@transaction.atomic
def revoke(*, request: PullerRequest) -> None:
    """Close the link at once; done twice it changes nothing."""
    locked = PullerRequest.objects.select_for_update().get(pk=request.pk)
    if locked.revoked_at is None:
        locked.revoked_at = clock.now()
        locked.save()


def request_behind(secret: str) -> PullerRequest:
    """The question of a link. Raises LinkClosedError, whatever the reason."""
    found = PullerRequest.objects.filter(digest=digest_of(secret)).select_related("programme__region", "puller").first()
    if found is None or not is_open(found, on=clock.today()):
        raise LinkClosedError
    return found


def is_open(request: PullerRequest, *, on: date) -> bool:
    return request.revoked_at is None and on <= request.valid_to


def asked_actions(request: PullerRequest) -> list[AskedAction]:
    """The actions of the question that still are the trekker's own and still count; three queries."""
    return [
        AskedAction(action, next(iter(action.before), None), next(iter(action.given), None))
        for action in _asked(request)
    ]


def answered_actions(request: PullerRequest) -> list[AnsweredAction]:
    """As `asked_actions`, with the state that stands now; four queries."""
    now = ActionUpdate.objects.filter(half_year=request.half_year).select_related("updated_by")
    actions = _asked(request).prefetch_related(Prefetch("updates", now, to_attr="now"))
    return [
        AnsweredAction(
            action,
            next(iter(action.before), None),
            next(iter(action.given), None),
            next(iter(action.now), None),
        )
        for action in actions
    ]


@transaction.atomic
def save_answers(*, request: PullerRequest, said: Mapping[int, Said]) -> int:
    """Keep what a trekker says, by action. Returns how many answers are new or different.

    A changed answer waits for the leader again. Raises LinkClosedError when the link was closed meanwhile.
    """
    locked = PullerRequest.objects.select_for_update().get(pk=request.pk)
    if locked.digest != request.digest or not is_open(locked, on=clock.today()):
        raise LinkClosedError
    saved = 0
    for one in asked_actions(locked):
        words = said.get(one.action.pk)
        if words is not None and _keep(locked, one, words):
            saved += 1
    if saved:
        tell_answered(locked)
    return saved


@transaction.atomic
def take_answer(
    *, answer: PullerAnswer, seen_version: int, seen_update: int | None, assessment: str, by: User
) -> ActionUpdate:
    """Make the answer the state of the action in its half year; the rest of what was said of it stays.

    Raises EditConflictError when the state changed since `seen_update`, ValidationError when the answer was handled
    or changed, or when the koers asks for an explanation that is not there.
    """
    _handle(answer, seen_version, AnswerOutcome.TAKEN, by)
    half_year = answer.request.half_year
    current = ActionUpdate.objects.filter(action=answer.action, half_year=half_year).first()
    if (current.version if current else None) != seen_update and current is not None:
        raise EditConflictError(current)
    known = UpdateValues.of(current) if current else UpdateValues(answer.phase)
    values = replace(known, phase=answer.phase, assessment=assessment, explanation=answer.text or known.explanation)
    return save_update(action=answer.action, half_year=half_year, seen_version=seen_update, values=values, by=by)


@transaction.atomic
def leave_answer(*, answer: PullerAnswer, seen_version: int, by: User) -> None:
    """Put the answer aside. Raises ValidationError when it was handled or changed."""
    _handle(answer, seen_version, AnswerOutcome.LEFT, by)


def requests_of(programme: RegionalProgramme) -> QuerySet[PullerRequest]:
    """The questions, newest first, with `asked`, `answered` and `waiting`: numbers of actions and answers."""
    answers = PullerAnswer.objects.filter(request=OuterRef("pk")).order_by().values("request")
    found = (
        PullerRequest.objects.filter(programme=programme)
        .select_related("puller", "made_by")
        .order_by("-made_at", "-pk")
    )
    return found.annotate(
        asked=Count("actions"),
        answered=Subquery(answers.annotate(n=Count("pk")).values("n")),
        waiting=Subquery(answers.filter(outcome="").annotate(n=Count("pk")).values("n")),
    )


def state_words(request: PullerRequest, asked: int, answered: int, *, on: date) -> str:
    """ "beantwoord 3 van 5", and whether the link still works."""
    said = f"beantwoord {answered} van {asked}" if answered else "nog geen antwoord"
    if request.revoked_at is not None:
        return f"ingetrokken, {said}"
    return said if on <= request.valid_to else f"verlopen, {said}"


def waiting_by_request(regions: Iterable[int]) -> QuerySet[PullerRequest]:
    """The questions of some regions with answers that nobody took over or left; `waiting` says how many."""
    waiting = Count("answers", filter=Q(answers__outcome=""))
    found = PullerRequest.objects.filter(programme__region__in=regions).annotate(waiting=waiting)
    return found.filter(waiting__gt=0).select_related("programme__region", "puller")


def _asked(request: PullerRequest) -> QuerySet[Any]:
    nodes = [node.pk for node in OutlineNode.objects.of(request.programme)]
    chosen = request.actions.in_programme(request.programme).own().filter(puller=request.puller_id)
    before = ActionUpdate.objects.as_of(request.half_year.previous).latest_only()
    return (
        chosen.in_outline_order(nodes)
        .select_related("node")
        .prefetch_related(
            Prefetch("updates", before, to_attr="before"),
            Prefetch("puller_answers", request.answers.select_related("handled_by"), to_attr="given"),
        )
    )


def _keep(request: PullerRequest, asked: AskedAction, said: Said) -> bool:
    answer = asked.answer or PullerAnswer(request=request, action=asked.action)
    if answer.pk and (answer.phase, answer.text) == (said.phase, said.text):
        return False
    answer.phase, answer.text, answer.answered_at = said.phase, said.text, clock.now()
    answer.outcome, answer.handled_at, answer.handled_by = "", None, None
    answer.version += 1
    answer.save()
    return True


def _handle(answer: PullerAnswer, seen_version: int, outcome: AnswerOutcome, by: User) -> None:
    waiting = PullerAnswer.objects.filter(pk=answer.pk, version=seen_version, outcome="")
    handled = {"outcome": outcome, "handled_at": clock.now(), "handled_by": by, "version": F("version") + 1}
    if not waiting.update(**handled):
        raise ValidationError(HANDLED)
