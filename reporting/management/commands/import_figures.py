"""Read a table with figures of one indicator: show what it says and what is wrong, or save it."""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction

from actions.exchange.mistakes import Mistake, UnreadableFileError
from ghnt.accounts.models import User
from reporting.figure_import.comparing import ComparedLine, Comparison, compare
from reporting.figure_import.tables import read_table
from reporting.figure_import.taking_over import keep, take_over
from reporting.figure_import.understanding import Understood, understood
from reporting.models import FigureMark, Indicator


class Command(BaseCommand):
    help = "Leest een tabel van het CBS of een werkboek met cijfers in. Met --dry-run wordt niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="CSV-bestand zoals het CBS dat aanbiedt, of een werkboek (.xlsx)")
        parser.add_argument("--indicator", required=True, metavar="CODE", help="de code van de indicator")
        parser.add_argument("--dry-run", action="store_true", help="alleen tonen wat er zou veranderen")
        parser.add_argument("--json", action="store_true", help="alleen JSON op standaarduitvoer, ook bij fouten")
        parser.add_argument("--by", metavar="E-MAIL", default="", help="namens wie er wordt opgeslagen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found, comparison = self._run(options)
            mistakes = found.mistakes
        except UnreadableFileError as error:
            found, comparison, mistakes = Understood((), error.mistakes), Comparison(()), error.mistakes
        except ValidationError as error:
            mistakes = tuple(Mistake(message) for message in error.messages)
            found, comparison = Understood((), mistakes), Comparison(())
        if options["json"]:
            self._print_json(found, comparison)
        else:
            self._print_words(found, comparison)
        if mistakes:
            sys.exit(1)

    def _run(self, options: dict[str, Any]) -> tuple[Understood, Comparison]:
        indicator = _indicator(options["indicator"])
        by = None if options["dry_run"] else _user(options["by"])
        path = Path(options["file"])
        try:
            with path.open("rb") as file:
                found = understood(read_table(file, name=path.name), indicator)
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ValidationError(f"‘{path}’ kan niet worden gelezen: {error.strerror}.") from error
        comparison = compare(found.lines, indicator)
        if by and comparison.changes and not found.mistakes:
            with transaction.atomic():
                kept = keep(indicator=indicator, region=None, name=path.name, sha256=sha256, found=found, by=by)
                take_over(kept=kept, by=by)
        return found, comparison

    def _print_json(self, found: Understood, comparison: Comparison) -> None:
        answer = {
            "values": [_as_json(line) for line in comparison.lines],
            "errors": [mistake.as_json() for mistake in found.mistakes],
            "skipped": found.skipped,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _print_words(self, found: Understood, comparison: Comparison) -> None:
        self.stdout.write(comparison.sentence)
        for why, number in found.skipped.items():
            self.stdout.write(f"{number} rijen {why}: niet gelezen.")
        for mistake in found.mistakes:
            self.stderr.write(f"{mistake.place} ‘{mistake.value}’: {mistake.message}".lstrip())


def _as_json(compared: ComparedLine) -> dict[str, Any]:
    one = compared.line.figure
    return compared.line.as_json() | {
        "name": one.area.name,
        "value": _number(one.value),
        "provisional": one.mark == FigureMark.PROVISIONAL,
        "suppressed": one.mark == FigureMark.UNKNOWN,
        "change": "new" if compared.is_new else "revised" if compared.is_revised else "same",
    }


def _number(value: Decimal | None) -> int | str | None:
    """Whole numbers as a number, others as decimal text: no figure passes through a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"


def _indicator(code: str) -> Indicator:
    indicator = Indicator.objects.present().filter(code=code).first()
    if indicator is None:
        known = ", ".join(Indicator.objects.national().values_list("code", flat=True))
        raise ValidationError(f"De indicator ‘{code}’ bestaat niet. Bekend zijn: {known or 'nog geen'}.")
    return indicator


def _user(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if user is None:
        raise ValidationError("Geef met --by het e-mailadres van een gebruiker namens wie er wordt opgeslagen.")
    return user
