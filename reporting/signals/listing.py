"""The list of signals of all regions that somebody follows, on a page and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ghnt.documents.workbook import Cell, Sheet
from regions.rights import Rights
from reporting.models import Signal
from reporting.signals import SignalState, answer_state


@dataclass(frozen=True)
class SignalRow:
    signal: Signal
    state: SignalState
    report_url: str


def wanted_signals(rights: Rights, chosen: Mapping[str, Any]) -> QuerySet[Signal]:
    """What was handed in, newest first; `chosen` are the cleaned filters (soort, stand, ronde, regio)."""
    found = Signal.objects.handed_in().visible_to(rights).in_full().order_by("-at", "-pk")
    if chosen.get("soort"):
        found = found.filter(kind=chosen["soort"])
    if chosen.get("ronde"):
        found = found.filter(report__round=chosen["ronde"])
    if chosen.get("regio"):
        found = found.filter(region=chosen["regio"])
    if chosen.get("stand"):
        return found.open() if chosen["stand"] == SignalState.OPEN else found.answered()
    return found


def signal_rows(signals: Iterable[Signal]) -> tuple[SignalRow, ...]:
    return tuple(SignalRow(signal, answer_state(signal), _version_url(signal)) for signal in signals)


def _version_url(signal: Signal) -> str:
    number = signal.version.number if signal.version else 1
    address = [signal.region.slug, signal.report.round.code, number]
    return f"{reverse('reporting:version_detail', args=address)}#{signal.chapter}"


def signal_sheet(signals: QuerySet[Signal]) -> Sheet:
    columns = (
        ("Regio", 26),
        ("Halfjaar", 18),
        ("Soort", 18),
        ("Hoofdstuk", 30),
        ("Passage", 60),
        ("Toelichting", 50),
        ("Gemarkeerd door", 26),
        ("Gemarkeerd op", 16),
        ("Stand", 14),
        ("Antwoord", 60),
        ("Beantwoord op", 16),
    )
    return Sheet("Signalen", columns, _rows(signals))


def _rows(signals: QuerySet[Signal]) -> Iterator[tuple[Cell, ...]]:
    for signal in signals.iterator(chunk_size=500):
        last = signal.last_answer
        yield (
            signal.region.name,
            str(signal.report.round),
            signal.get_kind_display(),
            signal.chapter_title,
            signal.passage,
            signal.note,
            signal.whose,
            signal.at,
            str(answer_state(signal).label),
            "\n\n".join(answer.text for answer in signal.answers.all()),
            last.at if last else None,
        )
