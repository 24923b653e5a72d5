from typing import Any

from django.core.management.base import BaseCommand

from ghnt.documents.jobs import schedule_sweep
from ghnt.site.bin import schedule_emptying


class Command(BaseCommand):
    help = "Zet klaar wat de werker vanzelf doet. Vaker uitvoeren verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        made = [schedule_sweep(), schedule_emptying()]
        self.stdout.write(
            "De werker kijkt elke minuut na of er pdf’s zijn blijven liggen, en leegt elke dag de prullenbak."
            if any(made)
            else "Dit stond al klaar."
        )
