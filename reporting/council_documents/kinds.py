"""Which chapters each kind of draft has, in its fixed order."""

from __future__ import annotations

from dataclasses import dataclass

from programmes.models import CouncilDocumentKind


@dataclass(frozen=True)
class ChapterPlan:
    key: str
    title: str
    hint: str


SUMMARY = "samenvatting"
DECISION = "besluit"
INTRODUCTION = "inleiding"
RESULT = "resultaat"
EXPLANATION = "toelichting"
MONEY = "financien"
HEARD = "inbreng"
SEQUEL = "vervolg"
PROGRESS = "voortgang"
OWN_PART = "gemeente"
ATTACHMENTS = "bijlagen"

_MONEY = ChapterPlan(MONEY, "Financiën en dekking", "Wat kost het, wie betaalt en waaruit?")
_HEARD = ChapterPlan(HEARD, "Inbreng belanghebbenden", "Wie is gehoord, en wat is daarmee gedaan?")
_SEQUEL = ChapterPlan(SEQUEL, "Vervolg", "Uitvoering, tijdspad, communicatie en evaluatie.")
_ATTACHMENTS = ChapterPlan(ATTACHMENTS, "Bijlagen", "Welke stukken gaan mee?")

CHAPTERS: dict[CouncilDocumentKind, tuple[ChapterPlan, ...]] = {
    CouncilDocumentKind.COUNCIL_PROPOSAL: (
        ChapterPlan(SUMMARY, "Samenvatting", "Waar gaat het over, in een paar zinnen?"),
        ChapterPlan(DECISION, "Gevraagd besluit", "Wat besluit de raad, per punt?"),
        ChapterPlan(INTRODUCTION, "Inleiding", "Aanleiding, bevoegdheid, kader en context."),
        ChapterPlan(RESULT, "Beoogd resultaat", "Wat is er aan het einde bereikt?"),
        ChapterPlan(EXPLANATION, "Toelichting", "Argumenten voor het besluit, en de risico’s."),
        _MONEY,
        _HEARD,
        _SEQUEL,
        _ATTACHMENTS,
    ),
    CouncilDocumentKind.COLLEGE_DECISION: (
        ChapterPlan(SUMMARY, "Samenvatting", "Waar gaat het over, in een paar zinnen?"),
        ChapterPlan(DECISION, "Besluit van het college", "Wat besluit het college, per punt?"),
        ChapterPlan(INTRODUCTION, "Aanleiding en kader", "Waarom nu, en op grond waarvan?"),
        ChapterPlan(EXPLANATION, "Overwegingen", "Argumenten voor het besluit, en de risico’s."),
        _MONEY,
        _HEARD,
        _SEQUEL,
        _ATTACHMENTS,
    ),
    CouncilDocumentKind.COUNCIL_LETTER: (
        ChapterPlan(SUMMARY, "Kern van deze brief", "Wat moet de raad weten, in een paar zinnen?"),
        ChapterPlan(INTRODUCTION, "Aanleiding", "Waarom krijgt de raad deze brief nu?"),
        ChapterPlan(PROGRESS, "Hoe het gaat", "Uit de laatste rapportage van de regio."),
        ChapterPlan(OWN_PART, "Wat de gemeente doet", "Aan welke acties doet de gemeente mee?"),
        _MONEY,
        _SEQUEL,
        _ATTACHMENTS,
    ),
}


def title_of(kind: CouncilDocumentKind, programme: str, municipality: str) -> str:
    """Raadsvoorstel: Samen sterk 2020-2023, gemeente Hilversum"""
    whose = f", gemeente {municipality}" if municipality else ""
    return f"{kind.label}: {programme}"[: 250 - len(whose)] + whose


def plan_of(kind: CouncilDocumentKind, key: str) -> ChapterPlan:
    return next(plan for plan in CHAPTERS[kind] if plan.key == key)
