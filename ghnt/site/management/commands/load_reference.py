from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import programmes.reference
import regions.reference
import reporting.reference
from regions.reference.files import ReferenceFileError


class Command(BaseCommand):
    help = "Leest de referentiebestanden in. Twee keer lezen verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--directory",
            type=Path,
            help="een map met mappen regions en programmes, in plaats van onze eigen bestanden",
        )

    def handle(self, *args: Any, directory: Path | None = None, **options: Any) -> None:
        geography = directory / "regions" if directory else regions.reference.DIRECTORY
        catalogue = directory / "programmes" if directory else programmes.reference.DIRECTORY
        try:
            with transaction.atomic():
                reports = [
                    *regions.reference.load(geography),
                    *programmes.reference.load(catalogue),
                    *reporting.reference.load(),
                ]
        except ReferenceFileError as error:
            raise CommandError(f"Er is niets gewijzigd.\n{error}") from error
        for report in reports:
            self.stdout.write(str(report))
