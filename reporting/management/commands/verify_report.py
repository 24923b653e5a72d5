import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regions.rights import Right, Rights
from reporting.verifying import Outcome, Verification, verify

# Whoever may run commands reads the database anyway.
EVERYTHING = Rights(national=frozenset(Right))
PIECE = 1024**2


class Command(BaseCommand):
    help = (
        "Controleer of een pdf nog precies is zoals ghnt haar maakte: manage.py verify_report BESTAND.pdf. "
        "Eindigt met 0 als zij ongewijzigd is, met 1 als zij gewijzigd of onbekend is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND", type=Path)
        parser.add_argument("--json", action="store_true", help="alleen JSON op stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify(_pieces(options["file"]), EVERYTHING)
        except OSError as error:
            words = f"Het bestand kan niet worden gelezen: {options['file']}"
            if options["json"]:
                self._print({"error": words})
                raise SystemExit(1) from error
            raise CommandError(words) from error
        if options["json"]:
            self._print(_plain(found))
        else:
            self.stdout.write(_words(found))
        if found.outcome != Outcome.UNCHANGED:
            raise SystemExit(1)

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _plain(found: Verification) -> dict[str, Any]:
    """Unknown is null."""
    document = found.document
    return {
        "outcome": found.outcome.value,
        "unchanged": found.outcome == Outcome.UNCHANGED,
        "sha256": found.sha256,
        "document": document.kind if document else None,
        "region": document.region if document else None,
        "period": document.period if document else None,
        "version": (document.version or None) if document else None,
        "standing": list(document.standing) if document else [],
    }


def _words(found: Verification) -> str:
    document = found.document
    if document is None:
        return "Onbekend: ghnt maakte geen pdf met precies deze inhoud, of zij is gewijzigd."
    version = f", versie {document.version}" if document.version else ""
    name = ", ".join(part for part in (f"{document.kind} {document.region}".strip(), document.period) if part)
    opening = "Gewijzigd: het bestand zegt te zijn" if found.outcome == Outcome.CHANGED else "Ongewijzigd:"
    return " ".join((f"{opening} {name}{version}.", *document.standing))
