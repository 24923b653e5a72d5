from typing import Any

from django.core.management.base import BaseCommand

from ghnt.site.bin import empty_bins


class Command(BaseCommand):
    help = "Verwijdert voorgoed wat dertig dagen in een prullenbak lag. De werker doet dit elke dag."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Voorgoed verwijderd: {empty_bins()}.")
