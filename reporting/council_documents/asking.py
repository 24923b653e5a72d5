"""What a draft asks: its summary and the decision."""

from __future__ import annotations

from programmes.models import CouncilDocumentKind, RequiredAct
from reporting.council_documents.sources import Sources, day_in_words
from reporting.council_documents.wording import Told, numbered, origin, paragraphs
from reporting.programme_document.selecting import lines_in
from reporting.programme_document.wording import counted, period_words

_WAY = "uit de manier van vaststellen van deze versie"


def summary(kind: CouncilDocumentKind, sources: Sources) -> Told:
    facts = sources.content.facts
    number = counted(len(sources.own_actions), "actie", "acties")
    own = f"De gemeente {sources.municipality} doet mee aan {number}, nu of later." if sources.own_actions else ""
    text = paragraphs(
        f"De gemeenten in de regio {sources.content.region.name} pakken huiselijk geweld en kindermishandeling samen "
        f"aan. Wat zij doen, staat in het programma ‘{facts.title}’, "
        f"{period_words(facts.valid_from, facts.valid_to)}. "
        f"Het heeft {counted(len(lines_in(sources.content)), 'onderdeel', 'onderdelen')} en "
        f"{counted(len(sources.content.actions), 'actie', 'acties')}. {own}",
        _question(kind, sources),
    )
    return Told(text, origin(sources.version, own_rows_origin(sources)))


def decision(kind: CouncilDocumentKind, sources: Sources) -> Told:
    if kind == CouncilDocumentKind.COLLEGE_DECISION:
        return Told(numbered(_college_points(sources)), origin(sources.version, _WAY))
    return Told(numbered(_council_points(sources)), origin(sources.version, _WAY))


def _question(kind: CouncilDocumentKind, sources: Sources) -> str:
    if kind == CouncilDocumentKind.COUNCIL_LETTER:
        return "Met deze brief informeren wij u over dit programma."
    who = "het college" if kind == CouncilDocumentKind.COLLEGE_DECISION else "de raad"
    asked = {
        RequiredAct.COUNCIL: "het programma vast te stellen",
        RequiredAct.COLLEGE: "het programma vast te stellen"
        if kind == CouncilDocumentKind.COLLEGE_DECISION
        else "kennis te nemen van het programma",
        RequiredAct.OPINION: "een zienswijze op het programma te geven",
    }.get(sources.act, "kennis te nemen van het programma")
    if sources.act == RequiredAct.COUNCIL and kind == CouncilDocumentKind.COLLEGE_DECISION:
        asked = "het programma ter vaststelling aan de raad voor te leggen"
    return f"Wij vragen {who} om {asked}."


def _council_points(sources: Sources) -> list[str]:
    first = {
        RequiredAct.COUNCIL: f"{_the_programme(sources)} vast te stellen.",
        RequiredAct.OPINION: f"Een zienswijze te geven op {_the_programme(sources, begins=False)}.",
    }.get(sources.act, f"Kennis te nemen van {_the_programme(sources, begins=False)}.")
    return [first, *_own_points(sources)]


def _college_points(sources: Sources) -> list[str]:
    first = {
        RequiredAct.COUNCIL: [
            f"In te stemmen met {_the_programme(sources, begins=False)}.",
            "Het programma ter vaststelling aan de raad voor te leggen.",
        ],
        RequiredAct.COLLEGE: [f"{_the_programme(sources)} vast te stellen."],
        RequiredAct.OPINION: [
            f"Kennis te nemen van {_the_programme(sources, begins=False)}.",
            "De raad voor te stellen een zienswijze te geven.",
        ],
        RequiredAct.INFORMED: [
            f"Kennis te nemen van {_the_programme(sources, begins=False)}.",
            "De raad met een brief te informeren.",
        ],
    }.get(sources.act, [f"Kennis te nemen van {_the_programme(sources, begins=False)}."])
    return [*first, *_own_points(sources)]


def _own_points(sources: Sources) -> list[str]:
    if not sources.own_actions:
        return []
    number = counted(len(sources.own_actions), "actie", "acties")
    return [f"Kennis te nemen van de {number} waaraan de gemeente {sources.municipality} meedoet, nu of later."]


def _the_programme(sources: Sources, *, begins: bool = True) -> str:
    article = "Het" if begins else "het"
    version = f"versie {sources.number} van {day_in_words(sources.sealed_on)}"
    return f"{article} programma ‘{sources.content.facts.title}’ ({version})"


def own_rows_origin(sources: Sources) -> str:
    """Empty when the municipality takes part in nothing."""
    if not sources.own_actions:
        return ""
    return f"uit de rijen van {sources.municipality}, {day_in_words(sources.on)}"
