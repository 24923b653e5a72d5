from typing import Any

from django.core.management.base import BaseCommand

from ghnt.documents.jobs import schedule_sweep


class Command(BaseCommand):
    help = "Zet klaar wat de werker elke minuut nakijkt. Vaker uitvoeren verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        made = schedule_sweep()
        self.stdout.write(
            "De werker kijkt elke minuut na of er pdf’s zijn blijven liggen." if made else "Dit stond al klaar."
        )
