from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ghnt.site.demo import making
from ghnt.site.demo.people import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Maakt de demogegevens. Staan ze er al, dan verandert er niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="ook als DEBUG uit staat")

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        if not settings.DEBUG and not force:
            raise CommandError("Demogegevens horen niet op een echte server. Zet DEBUG=1, of gebruik --force.")
        if making.is_made():
            self.stdout.write("De demogegevens staan er al.")
        else:
            making.make(progress=self.stdout.write)
        self.show_accounts()

    def show_accounts(self) -> None:
        self.stdout.write(f"\nInloggen kan met wachtwoord: {PASSWORD}")
        width = max(len(account.email) for account in ACCOUNTS)
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<{width}}  {account.description}")
