import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ghnt import clock
from ghnt.documents.apart import RenderingError
from ghnt.documents.files import MadeFile
from reporting.bundles.asking import book_order, keep_book
from reporting.bundles.book import draw_book
from reporting.bundles.choosing import available, chapters_of
from reporting.models import ReportRound


class Command(BaseCommand):
    help = "Maak het landelijk boek van een ronde: manage.py book 2020-H2 --output BESTAND.pdf"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", metavar="RONDE", help="de code van de ronde, bijvoorbeeld 2020-H2")
        parser.add_argument("--output", required=True, metavar="BESTAND", type=Path)
        parser.add_argument("--regions", nargs="+", metavar="SLUG", help="alleen deze regio’s; zonder keuze alle")
        parser.add_argument("--chapters", nargs="+", metavar="SLEUTEL", help="alleen deze hoofdstukken")
        parser.add_argument("--concept", action="store_true", help="neem ook op wat nog niet is geaccepteerd")

    def handle(self, *args: Any, **options: Any) -> None:
        round_ = _round(options["round"])
        chapters = _chapters(round_, options["chapters"])
        try:
            order = book_order(
                round_,
                chapters=chapters,
                regions=_regions(round_, options["regions"]),
                with_concepts=options["concept"],
            )
            made = draw_book(order, tell=self.tell)
            _write(made, options["output"])
            keep_book(order=order, round=round_, made=made)
        except ValidationError as refusal:
            raise CommandError(refusal.messages[0]) from refusal
        except RenderingError as failure:
            raise CommandError(str(failure)) from failure
        except OSError as error:
            raise CommandError(f"Het bestand kan niet worden geschreven: {options['output']}") from error
        regions = "1 regio" if len(order.parts) == 1 else f"{len(order.parts)} regio’s"
        self.stdout.write(f"{options['output']}: {made.pages} bladzijden, {regions}, {round_}.")

    def tell(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} van {total} onderdelen klaar")


def _round(code: str) -> ReportRound:
    rounds = ReportRound.objects.national().select_related("programme", "question_set")
    found = rounds.filter(code__iexact=code).first()
    if found is None:
        known = ", ".join(rounds.values_list("code", flat=True)[:10]) or "geen"
        raise CommandError(f"Er is geen ronde ‘{code}’. Deze rondes zijn er: {known}.")
    return found


def _regions(round_: ReportRound, slugs: list[str] | None) -> list[str] | None:
    if slugs is None:
        return None
    known = {one.region.slug for one in available(round_, on=clock.today())}
    if unknown := [slug for slug in slugs if slug not in known]:
        raise CommandError(
            f"In deze ronde is geen regio ‘{unknown[0]}’. Kies het laatste deel van haar adres op de site."
        )
    return slugs


def _chapters(round_: ReportRound, keys: list[str] | None) -> list[str]:
    known = [key for key, _ in chapters_of(round_)]
    if unknown := [key for key in keys or () if key not in known]:
        raise CommandError(f"Er is geen hoofdstuk ‘{unknown[0]}’. Kies uit: {', '.join(known)}.")
    return keys or known


def _write(made: MadeFile, path: Path) -> None:
    """Beside the file first: whoever looks finds the whole book or none."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            shutil.copyfileobj(made.open(), file)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
