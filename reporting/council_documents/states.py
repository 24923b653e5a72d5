"""Who may do what with a draft: a table of whose draft it is and who looks."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from programmes.models import CouncilDocument
from regions.models import Municipality, Region
from regions.rights import Right, Rights


class Whose(StrEnum):
    ALL = "all"  # one text for all municipalities
    OWN = "own"  # of a municipality for which the viewer writes
    OTHER = "other"


class Writer(StrEnum):
    REGION = "region"  # writes for all municipalities of the region
    OFFICER = "officer"  # writes for the own municipality


class Verb(StrEnum):
    READ = "read"  # the text, the Word file and the PDF
    WRITE = "write"  # make it, change it, delete it


ALLOWED: dict[Writer, dict[Whose, frozenset[Verb]]] = {
    Writer.REGION: {
        Whose.ALL: frozenset(Verb),
        Whose.OWN: frozenset(Verb),
        Whose.OTHER: frozenset(Verb),
    },
    Writer.OFFICER: {
        Whose.ALL: frozenset({Verb.READ}),
        Whose.OWN: frozenset(Verb),
        Whose.OTHER: frozenset(),
    },
}


def may(verb: Verb, rights: Rights, region: Region, municipality: Municipality | None) -> bool:
    """Whether somebody may do this to a draft for the municipality; None: for all of them."""
    if rights.may(Right.WRITE_MUNICIPAL_ROWS, region):
        return verb in ALLOWED[Writer.REGION][Whose.ALL if municipality is None else Whose.OTHER]
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    if not own:
        return False
    whose = Whose.ALL if municipality is None else Whose.OWN if municipality.pk in own else Whose.OTHER
    return verb in ALLOWED[Writer.OFFICER][whose]


def municipalities_of(rights: Rights, region: Region, *, on: date) -> list[Municipality]:
    """Those of the region on the date for which somebody writes; without any there is nothing here for that person."""
    if not rights.may_anywhere(Right.WRITE_MUNICIPAL_ROWS):
        return []
    members = Municipality.objects.in_region(region, on=on)
    return [one for one in members if rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, one, region)]


def may_write(document: CouncilDocument, rights: Rights) -> bool:
    return may(Verb.WRITE, rights, document.programme_version.programme.region, document.municipality)
