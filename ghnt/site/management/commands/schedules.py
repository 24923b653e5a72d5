from typing import Any

from django.core.management.base import BaseCommand

from actions.bottlenecks.reminding import schedule_bottleneck_reminders
from ghnt.documents.jobs import schedule_sweep
from ghnt.notices import waking
from ghnt.site.bin import schedule_emptying
from programmes.review.reminding import schedule_reminders
from regions.contacts import schedule_departures
from reporting import reminding
from reporting.bundles import emptying as bundles_emptying


class Command(BaseCommand):
    help = "Zet klaar wat de werker vanzelf doet. Vaker uitvoeren verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        made = [
            schedule_sweep(),
            waking.schedule_sweep(),
            schedule_emptying(),
            schedule_departures(),
            schedule_reminders(),
            schedule_bottleneck_reminders(),
            reminding.schedule_reminders(),
            bundles_emptying.schedule_emptying(),
        ]
        self.stdout.write(
            "De werker kijkt elke minuut na of er pdf’s zijn blijven liggen en mails te versturen zijn, "
            "en verwijdert elke dag wat lang genoeg in de prullenbak lag en contactpersonen die zijn vertrokken."
            if any(made)
            else "Dit stond al klaar."
        )
