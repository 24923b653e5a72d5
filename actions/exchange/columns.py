"""What each column of the workbook is: its heading, its sort of cell, its explanation, and the words at mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHEET = "Acties"
EXPLANATION_SHEET = "Uitleg"
LISTS_SHEET = "Lijsten"
HIDDEN_SHEET = "ghnt"
TEMPLATE = "ghnt-acties"
TEMPLATE_VERSION = "1"
ID_HEADING = "id"
STATE_HEADING = "stand"
MAX_ROWS = 1_000
MAX_COLUMNS = 60


class Sort(StrEnum):
    """How a cell is written and read."""

    KEY = "key"  # told, never read
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    ROWS = "rows"  # one thing a line


@dataclass(frozen=True)
class Column:
    name: str
    heading: str
    sort: Sort
    width: int
    help: str
    synonyms: tuple[str, ...] = ()  # what regions call it in their own lists
    is_state: bool = False  # belongs to the half year being filled in


COLUMNS: tuple[Column, ...] = (
    Column("number", "Nummer", Sort.KEY, 9, "Alleen om te lezen. Een nieuwe actie krijgt vanzelf een nummer."),
    Column(
        "title", "Titel", Sort.LINE, 36, "Nodig. Hoogstens 200 tekens.",
        ("actie", "wat", "naam", "activiteit", "actiepunt", "project", "wat gaan we doen"),
    ),
    Column(
        "node", "Onderdeel", Sort.CHOICE, 28, "Nodig. Kies uit de lijst.",
        ("actielijn", "thema", "opgave", "ontwikkelopgave", "doel", "doelstelling", "lijn", "bouwsteen"),
    ),
    Column(
        "description", "Omschrijving", Sort.TEXT, 50, "Gewone tekst. Schrijf niets over personen of gezinnen.",
        ("toelichting op de actie", "beschrijving", "hoe", "inhoud", "activiteiten", "aanpak"),
    ),
    Column(
        "expected_result", "Beoogd resultaat", Sort.TEXT, 40, "Gewone tekst.",
        ("resultaat", "resultaten", "opbrengst", "effect", "doel van de actie"),
    ),
    Column(
        "puller", "Trekker", Sort.CHOICE, 24, "Kies uit de lijst. Een andere naam maakt u bij het inlezen aan.",
        ("wie", "verantwoordelijk", "verantwoordelijke", "organisatie", "eigenaar", "uitvoerder", "actiehouder"),
    ),
    Column("puller_contact", "Contactpersoon", Sort.LINE, 22, "Naam of functie bij de trekker.", ("contact",)),
    Column(
        "owner", "Bestuurlijk eigenaar", Sort.CHOICE, 24, "Kies uit de lijst.",
        ("bestuurlijk trekker", "opdrachtgever", "bestuurder"),
    ),
    Column("priority", "Prioriteit", Sort.CHOICE, 11, "Hoog, Gewoon, Laag of leeg.", ("prio", "urgentie")),
    Column(
        "start", "Begindatum", Sort.DATE, 14, "Een datum, bijvoorbeeld 3-3-2027, of leeg.",
        ("start", "begin", "startdatum", "van", "vanaf"),
    ),
    Column(
        "end", "Einddatum", Sort.DATE, 14, "Een datum, niet vóór de begindatum, of leeg.",
        ("eind", "einde", "gereed", "wanneer", "deadline", "planning", "klaar", "tot", "gereed op"),
    ),
    Column(
        "phase", "Fase", Sort.CHOICE, 15, "Kies uit de lijst.", ("status", "stand", "voortgang", "stand van zaken"),
        is_state=True,
    ),
    Column(
        "assessment", "Koers", Sort.CHOICE, 12, "Op koers, Aandacht of Stagneert. Leeg als de actie is geëindigd.",
        ("beoordeling", "stoplicht"), is_state=True,
    ),
    Column(
        "explanation", "Toelichting", Sort.TEXT, 44, "Nodig bij Aandacht en Stagneert.",
        ("opmerking", "opmerkingen", "bijzonderheden"), is_state=True,
    ),
    Column(
        "partners", "Partners", Sort.ROWS, 36, "Een partner per regel: organisatie: verantwoordelijk voor.",
        ("partner", "betrokken", "betrokkenen", "samen met", "met wie"),
    ),
    Column("measures", "Maatregelen", Sort.ROWS, 14, "Landelijke codes, een per regel.", ("maatregel",)),
    Column(
        "milestones", "Mijlpalen", Sort.ROWS, 36,
        "Een mijlpaal per regel: 1 oktober 2021: titel (gepland). Of: geen datum: titel (gepland).", ("mijlpaal",),
    ),
    Column(
        "costs", "Kosten", Sort.ROWS, 30,
        "Een jaar per regel: 2021: € 7.500, dekking. Nog niet bekend: 2021: p.m. Voorlopig: zet (voorlopig) erachter.",
        ("budget", "geld", "middelen", "financiën", "begroting"),
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
READ: tuple[Column, ...] = tuple(column for column in COLUMNS if column.sort != Sort.KEY)
STATE_NAMES = tuple(column.name for column in COLUMNS if column.is_state)


def folded(text: str) -> str:
    """What makes two headings or choices the same to a reader: no capitals, one space."""
    return " ".join(text.replace("\xa0", " ").split()).casefold()
