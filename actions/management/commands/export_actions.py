"""Write the actions of a region to a workbook."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actions.exchange.lists import Lists
from actions.exchange.period import half_year_of
from actions.exchange.rows import StoredRows
from actions.exchange.writing import ToWrite, write_workbook
from ghnt import clock
from programmes.outline import current_or_coming
from regions.models import Region


class Command(BaseCommand):
    help = "Schrijft de acties van een regio naar een Excel-werkboek, met alles wat het nodig heeft om terug te komen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("region", metavar="SLUG", help="de regio, zoals die in het adres staat")
        parser.add_argument("--output", required=True, metavar="BESTAND", help="waar het werkboek komt (.xlsx)")

    def handle(self, *args: Any, **options: Any) -> None:
        region = Region.objects.filter(slug=options["region"]).first()
        if region is None:
            raise CommandError(
                f"De regio ‘{options['region']}’ bestaat niet. Geef de naam zoals die in het adres staat."
            )
        today = clock.today()
        programme = current_or_coming(region, on=today)
        if programme is None:
            raise CommandError(f"De regio ‘{region}’ heeft nog geen programma. Maak eerst een programma.")
        half_year = half_year_of(region, on=today)
        rows = StoredRows.of(programme, half_year)
        try:
            with Path(options["output"]).open("wb") as file:
                write_workbook(file, ToWrite(programme, half_year, rows, Lists.of(programme, on=today)))
        except OSError as error:
            raise CommandError(f"‘{options['output']}’ kan niet worden geschreven: {error.strerror}.") from error
        self.stdout.write(f"{len(rows.by_pk)} acties geschreven naar {options['output']}.")
