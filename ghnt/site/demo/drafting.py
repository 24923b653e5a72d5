"""Drafts for colleges and councils, as far as somebody got with them, and what the officers' own municipality pays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from actions.models import Action, ActionCost
from ghnt import clock
from programmes.models import CouncilDocumentKind, RegionalProgramme
from programmes.municipal_acts import version_to_tell
from regions.models import Municipality
from reporting.council_documents.making import make_document, seen_text, write_chapter

MADE_ON = date(2021, 7, 1)
PROPOSAL, COLLEGE, LETTER = CouncilDocumentKind


class Draft(NamedTuple):
    region: str
    kind: CouncilDocumentKind
    municipality: str = ""
    chapter: str = ""
    written: str = ""  # after the first text of that chapter


DRAFTS = (
    Draft("gooi-en-vechtstreek", PROPOSAL),
    Draft(
        "gooi-en-vechtstreek",
        PROPOSAL,
        "hilversum",
        "samenvatting",
        "Voor Hilversum staan twee dingen voorop: de vaste dagen in het wijkteam en de scholing op alle scholen.",
    ),
    Draft("gooi-en-vechtstreek", LETTER, "hilversum"),
    Draft("gooi-en-vechtstreek", COLLEGE, "huizen"),
    Draft("zuidoost-brabant", PROPOSAL),
    Draft(
        "zuidoost-brabant", COLLEGE, "helmond", "inleiding", "Het college besprak dit plan eerder, op 20 april 2021."
    ),
    Draft("groningen", PROPOSAL),
    Draft("groningen", LETTER, "het-hogeland"),
)
# (region, year, amount, cover): borne by a municipality itself, on the region's first action.
OWN_COSTS = (
    ("gooi-en-vechtstreek", 2021, Decimal(12500), "gemeente Hilversum, budget preventie"),
    ("gooi-en-vechtstreek", 2022, None, "gemeente Hilversum, nog te besluiten"),
)


def draft_for_councils() -> None:
    """The drafts of the regions told in depth; a municipality that is not there gets none."""
    for region, year, amount, cover in OWN_COSTS:
        action = Action.objects.own().present().filter(programme__region__slug=region).order_by("pk").first()
        if action is not None:
            ActionCost.objects.create(
                action=action, year=year, amount=amount, cover=cover, is_provisional=amount is None
            )
    with clock.standing_at(MADE_ON):
        for draft in DRAFTS:
            _make(draft)


def _make(draft: Draft) -> None:
    programme = RegionalProgramme.objects.filter(region__slug=draft.region).order_by("-valid_from").first()
    version = version_to_tell(programme) if programme else None
    municipality = Municipality.objects.filter(slug=draft.municipality).first()
    if version is None or version.by is None or (draft.municipality and municipality is None):
        return
    document, _is_new = make_document(
        version=version, kind=draft.kind, municipality=municipality, exact_figures=False, by=version.by
    )
    for chapter in document.chapters.filter(key=draft.chapter):
        seen = seen_text(chapter)
        chapter.text = f"{chapter.text}\n\n{draft.written}"
        write_chapter(chapter=chapter, seen=seen)
