"""What the sheet "Uitleg" of the workbook tells."""

from __future__ import annotations

from actions.exchange.columns import COLUMNS, SHEET
from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.dates import clock_time, long_date
from programmes.models import RegionalProgramme

Lines = list[tuple[str, str]]


def explanation(programme: RegionalProgramme, half_year: HalfYear | None, rows: int, about: tuple[str, ...]) -> Lines:
    """Two texts a line; without a second one the first is a heading."""
    now = clock.now()
    period = half_year.label if half_year else "niet in dit werkboek"
    return [
        ("Over dit werkboek", ""),
        ("Regio", str(programme.region)),
        ("Programma", programme.title),
        ("Fase, koers, toelichting", period),
        ("Gemaakt op", f"{long_date(now)}, {clock_time(now)}"),
        (f"Blad {SHEET}", "1 actie" if rows == 1 else f"{rows} acties"),
        *(("Gekozen met", line) for line in about),
        ("Zo werkt u ermee", ""),
        ("Wijzigen", f"Pas de cellen in het blad {SHEET} aan. Sla het bestand op als Excel-werkboek (.xlsx)."),
        (
            "Toevoegen",
            "Vul een nieuwe rij in onder de laatste. Kopieer geen hele rij: dan staat een actie er twee keer.",
        ),
        (
            "Weglaten",
            "Verwijder de rij. De actie wordt niet vanzelf verwijderd: bij het inlezen kiest u of zij naar het "
            "archief gaat.",
        ),
        ("Volgorde", "U mag sorteren en filteren. Laat de koppen en de verborgen kolommen en bladen staan."),
        ("Geen formules", "Schrijf de uitkomst in de cel. Een formule wordt niet ingelezen."),
        ("Gedeelde acties", "Grijze rijen leidt een andere regio. Daarvan kunt u alleen het onderdeel wijzigen."),
        (
            "Inlezen",
            "Kies in de applicatie bij Acties ‘Excel inlezen’. U ziet eerst elke wijziging en elke fout. "
            "Pas als u kiest wat u overneemt, wordt er iets opgeslagen.",
        ),
        (
            "Wijzigt een collega mee?",
            "Wat u niet aanpast, blijft zoals het in de applicatie staat. Heeft een collega dezelfde cel gewijzigd, "
            "dan ziet u beide teksten en kiest u.",
        ),
        ("Wat staat in welke kolom?", ""),
        *((column.heading, column.help) for column in COLUMNS),
    ]
