"""The cover and the colophon: whose report it is, how it stands, and how to verify it."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.drawing import Cover, Fact, known
from ghnt.documents.words import groups_of_eight, listed, long_date, moment
from ghnt.periods import HalfYear
from reporting.content import Marks, ReportContent
from reporting.spoken.people import accountable, request_facts

NOT_SUBMITTED = "Concept, nog niet ingediend"


@dataclass(frozen=True)
class Colophon:
    facts: tuple[Fact, ...]
    fingerprint: tuple[str, ...]


def cover_of(content: ReportContent, marks: Marks) -> Cover:
    facts = (
        ("Stand", stand_of(marks)),
        ("Peildatum", long_date(content.reference_date)),
        ("Programma", content.source.regional_programme),
        ("Opgesteld door", content.written_by),
        ("Bestuurlijk trekker", accountable(content)),
        request_facts(content)[0],
        ("Landelijke indeling", content.source.catalogue_edition),
    )
    return Cover(
        programme=content.source.programme,
        region=content.region.name,
        kind="Voortgangsrapportage",
        period=HalfYear.parse(content.half_year).label,
        running=f"Versie {content.version}, peildatum {long_date(content.reference_date)}",
        facts=known(facts),
    )


def colophon_of(content: ReportContent, marks: Marks) -> Colophon:
    facts = (
        *_about(content),
        ("Stand", stand_of(marks)),
        ("Ingediend op", moment(marks.submitted_at) if marks.submitted_at else ""),
        ("Ingediend door", marks.submitted_by),
        ("Vastgesteld door", marks.adopted_by_body and f"{marks.adopted_by_body}, {long_date(marks.adopted_on)}"),
        ("Geaccepteerd door", marks.accepted_by and f"{marks.accepted_by}, {long_date(marks.accepted_on)}"),
        ("Teruggenomen op", long_date(marks.withdrawn_on, unknown="")),
        ("Heropend voor een nieuwe versie", _reopened(marks)),
        *_made_of(content),
    )
    return Colophon(known(facts), groups_of_eight(marks.fingerprint))


def _reopened(marks: Marks) -> str:
    if not marks.reopened_on:
        return ""
    return f"{marks.reopened_by}, {long_date(marks.reopened_on)}: {marks.reopened_because}"


def content_facts(content: ReportContent) -> tuple[Fact, ...]:
    """What the content says of itself, whatever became of it."""
    return (*_about(content), *_made_of(content))


def _about(content: ReportContent) -> tuple[Fact, ...]:
    return (
        ("Regio", f"{content.region.name} ({content.region.code})"),
        ("Rapportage", HalfYear.parse(content.half_year).label),
        ("Versie", str(content.version)),
        *request_facts(content),
    )


def _made_of(content: ReportContent) -> tuple[Fact, ...]:
    return (
        ("Landelijk programma", content.source.programme),
        ("Regionaal programma", content.source.regional_programme),
        ("Looptijd van het programma", content.source.regional_programme_period),
        ("Landelijke indeling", content.source.catalogue_edition),
        ("Ronde", f"{content.round_code}, indienen vóór {long_date(content.due)}"),
        ("Vragenlijst", content.source.question_set),
        ("Indeling van de gegevens", f"schema {content.schema}"),
    )


def stand_of(marks: Marks) -> str:
    """How the report stands: every mark it has got, or concept."""
    got = (
        marks.adopted_on and f"vastgesteld door {marks.adopted_by_body} op {long_date(marks.adopted_on)}",
        marks.accepted_on and f"geaccepteerd door het landelijk team op {long_date(marks.accepted_on)}",
    )
    if words := listed(tuple(one for one in got if one)):
        return words[0].upper() + words[1:]
    if marks.withdrawn_on:
        return f"Concept, door de regio teruggenomen op {long_date(marks.withdrawn_on)}"
    return f"Concept, ingediend op {long_date(marks.submitted_at[:10])}" if marks.submitted_at else NOT_SUBMITTED
