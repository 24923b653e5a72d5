"""Signals: passages that a region or the national team marked, with what became of them.

A region marks while it writes; only its writers see that until the report is handed in. Marking and answering stand
in `reporting.signals.marking`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils import timezone

from regions.models import Region
from regions.rights import Right, Rights
from reporting.content import AnsweredSignal, MarkedPassage
from reporting.models import EventKind, ReportRound, ReportVersion, Signal, SignalAnswer


class SignalState(models.TextChoices):
    DRAFT = "draft", "Nog niet ingediend"
    OPEN = "open", "Open"
    ANSWERED = "answered", "Afgehandeld"

    @property
    def icon(self) -> str:
        return {"draft": "pencil", "open": "circle-dotted", "answered": "check"}[self]

    @property
    def tone(self) -> str:
        return {"draft": "grey", "open": "blue", "answered": "green"}[self]


class SignalVerb(StrEnum):
    REMOVE = "remove"
    ANSWER = "answer"


# Who may do what with a signal; it is seen by whom `Signal.objects.visible_to` says.
ALLOWED: dict[SignalState, dict[SignalVerb, Right]] = {
    SignalState.DRAFT: {SignalVerb.REMOVE: Right.WRITE_REPORT},
    SignalState.OPEN: {SignalVerb.ANSWER: Right.JUDGE_REPORT},
    SignalState.ANSWERED: {SignalVerb.ANSWER: Right.JUDGE_REPORT},
}


def signal_state(signal: Signal) -> SignalState:
    """Of a signal with prefetched answers; two queries more when it stands in a version that may be taken back."""
    if signal.version is None or signal.version.events.filter(kind=EventKind.WITHDRAWN).exists():
        return SignalState.DRAFT
    return answer_state(signal)


def answer_state(signal: Signal) -> SignalState:
    """Of a signal that was handed in, with prefetched answers: no query."""
    last = signal.last_answer
    return SignalState.ANSWERED if last and last.closes else SignalState.OPEN


def may(state: SignalState, verb: SignalVerb, rights: Rights, region: Region) -> bool:
    right = ALLOWED[state].get(verb)
    return right is not None and rights.may(right, region)


def hand_in_signals(version: ReportVersion) -> int:
    """What the region marked goes along with the version, in the transaction of its submission; how many."""
    return version.report.signals.in_draft().filter(is_from_region=True).update(version=version)


def passages_of(region: Region, round: ReportRound) -> tuple[MarkedPassage, ...]:
    """What the region marked in its report of the round, in the order of marking; one query."""
    marked = Signal.objects.filter(region=region, report__round=round, is_from_region=True).order_by("pk")
    return tuple(MarkedPassage(str(one.pk), one.kind, one.chapter, one.passage, one.note) for one in marked)


def earlier_signals(region: Region, round: ReportRound) -> list[Signal]:
    """What the next report carries on, oldest first: the signals of the region's last earlier report that was handed
    in, and older ones that are still open. Three queries.
    """
    before = Signal.objects.handed_in().filter(region=region, report__round__half_year__lt=round.half_year)
    versions = ReportVersion.objects.filter(report__region=region, report__round__half_year__lt=round.half_year)
    last = versions.order_by("-report__round__half_year", "-report__round__opens", "-pk").values("report")[:1]
    found = before.filter(Q(report__in=last) | Q(pk__in=before.open().values("pk")))
    return list(found.in_full().order_by("at", "pk"))


def signals_for(region: Region, round: ReportRound) -> tuple[AnsweredSignal, ...]:
    """The earlier signals with their answers as the report of this round says them."""
    return tuple(_answered(signal) for signal in earlier_signals(region, round))


def _answered(signal: Signal) -> AnsweredSignal:
    answers = signal.answers.all()
    last = signal.last_answer
    return AnsweredSignal(
        key=str(signal.pk),
        kind=signal.kind,
        half_year=str(signal.report.round.half_year),
        passage=signal.passage,
        answer="\n\n".join(answer.text for answer in answers),
        answered_on=_day(last).isoformat() if last else None,
    )


def _day(answer: SignalAnswer) -> date:
    return timezone.localtime(answer.at).date()
