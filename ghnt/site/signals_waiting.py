"""Questions of regions to the national team: what it has to answer, and what a region waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from ghnt.site.tasks import SHOWN_IN_A_GROUP, Task, TaskGroup, TaskRow
from ghnt.ui.dates import long_date
from ghnt.ui.templatetags.ui import first_sentence
from regions.rights import Right, Rights
from reporting.models import Signal
from reporting.models.signals import SignalQuerySet


def questions_to_answer(rights: Rights) -> Iterator[Task]:
    """For whoever answers at national level, the oldest first; one query."""
    if not rights.may(Right.JUDGE_REPORT):
        return
    for signal in _open(Signal.objects.handed_in()):
        why = f"Regio {signal.region}, {signal.report.round}, gevraagd op {long_date(_day(signal))}"
        yield Task(f"Vraag beantwoorden: {first_sentence(signal.passage)}", signal.get_absolute_url(), why)


def questions_without_answer(rights: Rights) -> Iterator[TaskGroup]:
    """For whoever writes a region's report; one query."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_REPORT, key)]
    if not held:
        return
    waiting = [_row(signal) for signal in _open(Signal.objects.handed_in().filter(region__in=held))]
    if waiting:
        title, shown = "Vragen aan het landelijk team, nog zonder antwoord", tuple(waiting[:SHOWN_IN_A_GROUP])
        yield TaskGroup(title, shown, len(waiting) - len(shown))


def _open(signals: SignalQuerySet) -> Iterator[Signal]:
    asked = signals.filter(is_from_region=True).questions().open().select_related("region", "report__round")
    yield from asked.order_by("at", "pk")


def _row(signal: Signal) -> TaskRow:
    why = f"{signal.report.round}, gevraagd op {long_date(_day(signal))}"
    return TaskRow(Task(first_sentence(signal.passage), signal.get_absolute_url(), why), "")


def _day(signal: Signal) -> date:
    return timezone.localtime(signal.at).date()
