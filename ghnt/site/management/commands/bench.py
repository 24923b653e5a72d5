from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from ghnt.site import benchmark, benchmark_book


class Command(BaseCommand):
    help = "Meet de snelheid van pagina’s en pdf’s, in een eigen database met de demogegevens."

    def handle(self, *args: Any, **options: Any) -> None:
        setup_test_environment(debug=False)
        name = connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            self.stdout.write("Demogegevens maken…")
            call_command("load_reference", verbosity=0, stdout=_Silent())
            call_command("demo", force=True, stdout=_Silent())
            self.show()
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            teardown_test_environment()

    def show(self) -> None:
        self.stdout.write(f"\n{'pagina':<24}{'ms':>8}{'beheer ms':>12}{'verhouding':>12}")
        for page in benchmark.time_pages():
            figures = f"{page.milliseconds:>8.1f}{page.admin_milliseconds:>12.1f}{page.ratio:>12.2f}"
            self.stdout.write(f"{page.name:<24}{figures}")
        self.stdout.write(f"\n{'pdf':<24}{'s':>8}{'bladzijden':>12}{'chromium s':>12}{'verhouding':>12}")
        for pdf in benchmark.time_pdfs():
            beside = (
                f"{pdf.chromium_seconds:>12.2f}{pdf.ratio:>12.2f}" if pdf.chromium_seconds else f"{'–':>12}{'–':>12}"
            )
            self.stdout.write(f"{pdf.name:<24}{pdf.seconds:>8.2f}{pdf.pages:>12}{beside}")
        self.show_book(benchmark_book.time_book())

    def show_book(self, book: benchmark_book.BookTiming) -> None:
        self.stdout.write(f"\nlandelijk boek, {book.regions} regio’s, {book.pages} bladzijden")
        for name, seconds in (("koud", book.cold_seconds), ("met bewaarde hoofdstukken", book.kept_seconds)):
            ratio = book.ratio(seconds)
            self.stdout.write(f"{name:<32}{seconds:>8.2f} s{f'{ratio:>12.2f} × Chromium' if ratio else '':>12}")


class _Silent:
    def write(self, text: str) -> None:
        """Swallow what the commands say."""
