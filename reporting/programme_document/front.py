"""Cover and colophon: whose programme it is, which version, who adopted it, and how to verify it."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.drawing import Cover, Fact, known
from ghnt.documents.words import groups_of_eight, long_date, moment
from reporting.programme_document.content import Marks, ProgrammeContent
from reporting.programme_document.wording import period_words


@dataclass(frozen=True)
class Colophon:
    facts: tuple[Fact, ...]
    fingerprint: tuple[str, ...]


def cover_of(content: ProgrammeContent, marks: Marks, *, kind: str, period: str) -> Cover:
    facts = (
        ("Stand", stand_of(marks)),
        ("Op grond van", marks.basis),
        ("Versie", _version(marks)),
        ("Looptijd", period_words(content.facts.valid_from, content.facts.valid_to)),
        ("Opgesteld door", content.region.leader),
        ("Landelijke indeling", content.facts.edition),
    )
    return Cover(
        programme=content.facts.national,
        region=content.region.name,
        kind=kind,
        period=period,
        running=f"Versie {marks.number}, {stand_of(marks)[:1].lower()}{stand_of(marks)[1:]}",
        facts=known(facts),
    )


def colophon_of(content: ProgrammeContent, marks: Marks) -> Colophon:
    facts = (
        ("Regio", f"{content.region.name} ({content.region.code})"),
        ("Programma", content.facts.title),
        ("Versie", _version(marks)),
        ("Stand", stand_of(marks)),
        ("Op grond van", marks.basis),
        ("Vastgelegd op", moment(marks.sealed_at)),
        ("Vastgelegd door", marks.sealed_by),
        ("Looptijd", period_words(content.facts.valid_from, content.facts.valid_to)),
        ("Overgenomen uit", content.facts.predecessor),
        ("Landelijk programma", content.facts.national),
        ("Landelijke indeling", content.facts.edition),
        ("Indeling van de gegevens", f"schema {content.schema}"),
    )
    return Colophon(known(facts), groups_of_eight(marks.fingerprint))


def stand_of(marks: Marks) -> str:
    if marks.adopted_on:
        return f"Vastgesteld op {long_date(marks.adopted_on)}"
    return f"Concept van {long_date(marks.sealed_at[:10])}"


def _version(marks: Marks) -> str:
    return f"{marks.number}, {marks.note}" if marks.note else str(marks.number)
