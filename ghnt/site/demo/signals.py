"""Passages that regions marked before they submitted, what the national team marked, and what it answered."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.utils import timezone

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.site.demo.people import NATIONAL
from reporting.chapter_keys import line_key
from reporting.models import Answer, Report, ReportVersion, Signal, SignalKind
from reporting.signals.marking import answer_signal, mark_in_draft, mark_in_version

# By key of the question of which the first sentence is marked.
MARKED = {
    "hulpvraag": (SignalKind.QUESTION, "Wij horen graag wie wij hierover kunnen bellen."),
    "randvoorwaarden": (SignalKind.BOTTLENECK, "Dit lost een regio niet alleen op. Wij denken graag mee."),
    "opvallend": (SignalKind.GOOD_PRACTICE, "Andere regio’s mogen bij ons komen kijken."),
}
# By region and half year: key of the question, kind, the passage, and what the region adds.
IN_WORDS = {
    ("gooi-en-vechtstreek", "2020-H2"): (
        (
            "randvoorwaarden",
            SignalKind.QUESTION,
            "Over de kosten van onderzoek bij letsel zijn gemeenten en zorgverzekeraar het niet eens.",
            "Kunt u met de zorgverzekeraars een afspraak voorbereiden?",
        ),
    ),
    ("gooi-en-vechtstreek", "2021-H1"): (
        (
            "samenvatting",
            SignalKind.QUESTION,
            "Over de kosten van forensisch onderzoek is nog geen akkoord.",
            "Wanneer horen wij wat het overleg met de zorgverzekeraars opleverde?",
        ),
        (
            "samenvatting",
            SignalKind.BOTTLENECK,
            "De doorstroom uit de opvang loopt vast op de woningmarkt.",
            "Dit speelt in alle acht gemeenten.",
        ),
    ),
}
ANSWERS = {
    SignalKind.QUESTION: (
        "Dank voor uw vraag. Wij bespreken dit met het ministerie en komen er in de zomer op terug.",
        "Twee regio’s hebben hier al een afspraak over. Wij brengen u met elkaar in contact en sturen de tekst mee.",
    ),
    SignalKind.BOTTLENECK: (
        "Wij horen dit van meer regio’s. Het staat op de agenda van het overleg met de koepels in september.",
    ),
    SignalKind.GOOD_PRACTICE: ("Mooi voorbeeld. Wij nemen het op in de nieuwsbrief, met uw regio als contact.",),
}
FIRST_ANSWERS, LAST_ANSWERS = date(2021, 4, 19), date(2021, 6, 14)


def mark_passages(report: Report, *, by: User, thoroughly: bool) -> None:
    """What the region marks in its draft: in depth one of each kind, elsewhere at most one."""
    keys = list(MARKED)
    if not thoroughly:
        keys = keys[report.region_id % 4 :][:1]  # one in four regions marks nothing
    for key in keys:
        answers = Answer.objects.filter(report=report, question__key=key).exclude(text="")
        if answer := answers.select_related("question__section").first():
            kind, note = MARKED[key]
            _mark(answer, kind, _first_sentence(answer.text), note, by)
    for key, kind, passage, note in IN_WORDS.get((report.region.slug, str(report.round.half_year)), ()):
        for answer in Answer.objects.filter(report=report, question__key=key, text__contains=passage):
            _mark(answer, kind, passage, note, by)


def _mark(answer: Answer, kind: SignalKind, passage: str, note: str, by: User) -> None:
    report = answer.report
    chapter = line_key(answer.node_id) if answer.node_id else answer.question.section.key
    about = {"chapter": chapter, "kind": kind, "passage": passage, "note": note}
    mark_in_draft(region=report.region, round=report.round, by=by, **about)


def answer_signals() -> None:
    """The national team marks one passage itself, answers most of last half year, and a few of this one."""
    national = User.objects.get(email=NATIONAL)
    _mark_nationally(national)
    for place, signal in enumerate(Signal.objects.handed_in().filter(is_from_region=True).order_by("pk")):
        texts = ANSWERS[SignalKind(signal.kind)]
        is_old = timezone.localtime(signal.at).date() < FIRST_ANSWERS
        if not is_old or place % 3 == 2:
            continue
        for text, day in zip(texts, (FIRST_ANSWERS, LAST_ANSWERS), strict=False):
            with clock.standing_at(day):
                answer_signal(signal=signal, text=text, closes=text == texts[-1], by=national)


def _mark_nationally(national: User) -> None:
    """A good practice in the reports that people look at first."""
    versions = ReportVersion.objects.filter(report__region__slug="gooi-en-vechtstreek")
    for version in versions.select_related("report__region", "report__round"):
        answer = Answer.objects.filter(report=version.report, question__key="betrokkenheid").exclude(text="").first()
        if answer is None:
            continue
        note = "Mogen wij dit voorbeeld delen op de leerbijeenkomst van september?"
        given = {"chapter": answer.question.section.key, "passage": _first_sentence(answer.text), "note": note}
        with clock.standing_at(_day_after(version.at)):
            mark_in_version(version=version, kind=SignalKind.GOOD_PRACTICE, by=national, **given)


def _day_after(moment: datetime) -> date:
    return timezone.localtime(moment).date() + timedelta(days=7)


def _first_sentence(text: str) -> str:
    """With its own mark at the end, so that it stands in the text literally."""
    return re.match(r".+?[.!?](?=\s|$)|.+", text)[0]  # type: ignore[index]
