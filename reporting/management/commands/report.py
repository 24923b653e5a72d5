from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ghnt.documents.apart import RenderingError
from ghnt.periods import HalfYear
from regions.models import Region
from reporting.collecting import collect
from reporting.content import Marks
from reporting.models import ReportRound, RoundKind
from reporting.pdf.document import report_pdf

UNMARKED = Marks(
    submitted_at="",
    submitted_by="",
    fingerprint="",
    adopted_by_body="",
    adopted_on=None,
    accepted_on=None,
    accepted_by="",
)


class Command(BaseCommand):
    help = "Maak de pdf van de rapportage zoals zij nu is, als CONCEPT: manage.py report SLUG 2021-H1 --output BESTAND"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("region", metavar="SLUG", help="de regio, zoals in het adres van de site")
        parser.add_argument("half_year", metavar="HALFJAAR", help="bijvoorbeeld 2021-H1")
        parser.add_argument("--output", required=True, metavar="BESTAND", type=Path)
        parser.add_argument("--round", metavar="CODE", help="de uitvraag, als er voor het halfjaar meer dan één is")

    def handle(self, *args: Any, **options: Any) -> None:
        region = _region(options["region"])
        round_ = _round(options["half_year"], options["round"], region)
        content = collect(region, round_, version=_next_version(region, round_), written_by="")
        try:
            pdf = report_pdf(content, UNMARKED)
            options["output"].write_bytes(pdf.body)
        except RenderingError as failure:
            raise CommandError(str(failure)) from failure
        except OSError as error:
            raise CommandError(f"Het bestand kan niet worden geschreven: {options['output']}") from error
        pages = "1 bladzijde" if pdf.pages == 1 else f"{pdf.pages} bladzijden"
        self.stdout.write(f"{options['output']}: {pages}, concept van {region}, {round_}.")


def _region(slug: str) -> Region:
    region = Region.objects.filter(slug=slug).first()
    if region is None:
        raise CommandError(f"Er is geen regio ‘{slug}’. Kies het laatste deel van het adres van de regio op de site.")
    return region


def _round(text: str, code: str | None, region: Region) -> ReportRound:
    try:
        half_year = HalfYear.parse(text)
    except ValidationError as error:
        raise CommandError(error.messages[0]) from error
    rounds = ReportRound.objects.of(region).filter(half_year=half_year).select_related("programme", "question_set")
    found = list(rounds.filter(code=code) if code else rounds)
    if len(found) > 1 and not code:
        found = [one for one in found if one.kind == RoundKind.REGULAR] or found
    if not found:
        raise CommandError(f"Er is geen uitvraag voor het {half_year.label}{f' met code {code}' if code else ''}.")
    if len(found) > 1:
        codes = ", ".join(sorted(one.code for one in found))
        raise CommandError(f"Voor het {half_year.label} zijn er meer uitvragen: {codes}. Kies er een met --round.")
    return found[0]


def _next_version(region: Region, round_: ReportRound) -> int:
    report = round_.reports.filter(region=region).first()
    return report.versions.count() + 1 if report else 1
