"""Marking passages of a report, and answering them.

Every operation is atomic, makes one row however often it is asked, and refuses with ValidationError.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region
from reporting.chapter_text import chapter_text, stands_in
from reporting.chapter_titles import titles_in
from reporting.collecting import collect
from reporting.content import ReportContent, read_content
from reporting.models import EventKind, Report, ReportRound, ReportVersion, Signal, SignalAnswer, SignalKind
from reporting.one_moment import note_edit
from reporting.signals import SignalState, signal_state
from reporting.signals.telling import tell_answered, tell_marked
from reporting.states import state_of

NOT_THERE = "Deze woorden staan niet zo in het hoofdstuk. Kopieer de passage letterlijk uit de tekst."


@transaction.atomic
def mark_in_draft(
    *, region: Region, round: ReportRound, chapter: str, kind: str, passage: str, note: str, by: User
) -> Signal:
    """Mark a passage of what the region is writing. It must occur literally in the chapter as it stands now."""
    if round.is_own:
        raise ValidationError(
            "Het landelijk team vraagt niet om een eigen rapportage. U kunt er daarom niets in markeren."
        )
    Report.objects.get_or_create(region=region, round=round)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(region=region, round=round)
    if not state_of(report).is_writable:
        raise ValidationError("De rapportage is ingediend. U kunt nu niets meer markeren.")
    note_edit(report)
    content = collect(region, round, version=1, written_by=by.name)
    title = _checked(content, chapter, passage)
    found = report.signals.in_draft().filter(chapter=chapter, kind=kind, passage=passage).first()
    return found or Signal.objects.create(
        region=region,
        report=report,
        chapter=chapter,
        chapter_title=title,
        kind=SignalKind(kind),
        passage=passage,
        note=note,
        by=by,
        by_name=by.name,
        is_from_region=True,
        at=clock.now(),
    )


@transaction.atomic
def mark_in_version(*, version: ReportVersion, chapter: str, kind: str, passage: str, note: str, by: User) -> Signal:
    """Mark a passage of a sealed version as a reader at national level; the region's writers hear of it."""
    report = Report.objects.select_for_update(of=("self",)).select_related("region", "round").get(pk=version.report_id)
    if version.events.filter(kind=EventKind.WITHDRAWN).exists():
        raise ValidationError("De regio heeft deze versie teruggenomen. U kunt er niets meer in markeren.")
    title = _checked(read_content(version.content), chapter, passage)
    same = Signal.objects.filter(version=version, chapter=chapter, kind=kind, passage=passage, is_from_region=False)
    if found := same.first():
        return found
    signal = Signal.objects.create(
        region=report.region,
        report=report,
        version=version,
        chapter=chapter,
        chapter_title=title,
        kind=SignalKind(kind),
        passage=passage,
        note=note,
        by=by,
        by_name=by.name,
        is_from_region=False,
        at=clock.now(),
    )
    tell_marked(signal)
    return signal


def _checked(content: ReportContent, chapter: str, passage: str) -> str:
    """The title of the chapter that the passage stands in."""
    title = titles_in(content).get(chapter)
    if title is None:
        raise ValidationError({"chapter": "Dit hoofdstuk staat niet in de rapportage. Kies een ander hoofdstuk."})
    if not stands_in(passage, chapter_text(content, chapter)):
        raise ValidationError({"passage": NOT_THERE})
    return title[:200]


@transaction.atomic
def remove_mark(*, signal: Signal) -> None:
    """Take away what the region marked itself and did not hand in; that it is gone already is fine."""
    found = Signal.objects.filter(pk=signal.pk)
    if not found.in_draft().filter(is_from_region=True).delete()[0] and found.exists():
        raise ValidationError("Dit signaal is al ingediend. Het hoort bij de ingediende versie.")


@transaction.atomic
def answer_signal(*, signal: Signal, text: str, closes: bool, by: User) -> SignalAnswer:
    """Answer a signal that was handed in; the region's writers hear of it. `closes`: nothing is left to do."""
    text = text.strip()
    if not text:
        raise ValidationError({"text": "Schrijf uw antwoord aan de regio."})
    locked = Signal.objects.select_for_update(of=("self",)).select_related("region", "report__round", "version")
    signal = locked.prefetch_related("answers").get(pk=signal.pk)
    if signal_state(signal) is SignalState.DRAFT:
        raise ValidationError("De regio heeft deze rapportage teruggenomen. U kunt nu niet antwoorden.")
    last = signal.last_answer
    if last and (last.text, last.closes, last.by) == (text, closes, by):
        return last
    answer = SignalAnswer.objects.create(
        signal=signal, text=text, closes=closes, by=by, by_name=by.name, at=clock.now()
    )
    tell_answered(answer)
    return answer
