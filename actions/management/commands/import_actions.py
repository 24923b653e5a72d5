"""Read a workbook of a region's actions: show what differs and what is wrong, or save it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from actions.exchange.applying import Applied, Choice, apply_given
from actions.exchange.comparing import Comparison, compare
from actions.exchange.mistakes import Mistake, UnreadableFileError
from actions.exchange.reading import Given, read_workbook
from actions.models import ReasonKind
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import RegionalProgramme
from programmes.outline import current_or_coming
from regions.models import Region

UNKNOWN_ORGANISATION = "‘{name}’ bestaat nog niet. Kies een bekende organisatie, of gebruik --make-organisations."


class Command(BaseCommand):
    help = "Leest een Excel-werkboek met acties in bij een regio. Met --dry-run wordt niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="het werkboek dat met export_actions of in de applicatie is gemaakt")
        parser.add_argument("--region", required=True, metavar="SLUG", help="de regio van de acties")
        parser.add_argument("--dry-run", action="store_true", help="alleen tonen wat er zou veranderen")
        parser.add_argument("--json", action="store_true", help="alleen JSON op standaarduitvoer, ook bij fouten")
        parser.add_argument("--by", metavar="E-MAIL", default="", help="namens wie er wordt opgeslagen")
        parser.add_argument("--reason-kind", choices=ReasonKind.values, default="", help="soort reden van de wijziging")
        parser.add_argument("--reason", default="", help="reden, nodig bij een vastgesteld programma")
        parser.add_argument("--make-organisations", action="store_true", help="maak onbekende organisaties aan")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer, lines, mistakes = self._run(options)
        except UnreadableFileError as error:
            answer, lines, mistakes = {}, [], error.mistakes
        except ValidationError as error:
            answer, lines, mistakes = {}, [], tuple(Mistake(message) for message in error.messages)
        if options["json"]:
            self._print_json(answer, mistakes)
        else:
            self._print_words(lines, mistakes)

    def _run(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[str], tuple[Mistake, ...]]:
        today, programme = clock.today(), _programme(options["region"])
        by = _user(options["by"])
        given = _read(options["file"], programme)
        comparison = compare(given, programme, on=today)
        mistakes = comparison.mistakes
        if not options["make_organisations"]:
            mistakes += _unknown(comparison, given.sheet)
        applied = None
        if not mistakes and not options["dry_run"] and comparison.rows:
            choice = Choice.everything(
                comparison,
                make_organisations=options["make_organisations"],
                reason_kind=options["reason_kind"],
                reason_text=options["reason"],
            )
            applied, _reason = apply_given(given=given, programme=programme, choice=choice, by=by, on=today)
        return _as_json(comparison, applied), _words(comparison, applied), mistakes

    def _print_json(self, answer: dict[str, Any], mistakes: tuple[Mistake, ...]) -> None:
        found = _EMPTY | answer | {"errors": [mistake.as_json() for mistake in mistakes]}
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        if mistakes:
            sys.exit(1)

    def _print_words(self, lines: list[str], mistakes: tuple[Mistake, ...]) -> None:
        for line in lines:
            self.stdout.write(line)
        if mistakes:
            raise CommandError("\n".join(f"{mistake.place} {mistake.message}".strip() for mistake in mistakes))


_EMPTY: dict[str, Any] = {
    "half_year": None, "saved": False, "changes": [], "added": 0, "changed": 0, "unchanged": 0,
    "left_out": [], "unknown_organisations": [], "notices": [], "errors": [],
}  # fmt: skip


def _programme(slug: str) -> RegionalProgramme:
    region = Region.objects.filter(slug=slug).first()
    if region is None:
        raise ValidationError(f"De regio ‘{slug}’ bestaat niet. Geef de naam zoals die in het adres staat.")
    programme = current_or_coming(region, on=clock.today())
    if programme is None:
        raise ValidationError(f"De regio ‘{region}’ heeft nog geen programma. Maak eerst een programma.")
    return programme


def _user(email: str) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise ValidationError(f"Er is geen gebruiker met het adres ‘{email}’.")
    return user


def _read(file: str, programme: RegionalProgramme) -> Given:
    try:
        with Path(file).open("rb") as opened:
            return read_workbook(opened, programme)
    except OSError as error:
        raise ValidationError(f"Het bestand ‘{file}’ kan niet worden gelezen: {error.strerror}.") from error


def _unknown(comparison: Comparison, sheet: str) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(UNKNOWN_ORGANISATION.format(name=name), sheet, place, name)
        for name in comparison.unknown
        for place in comparison.places_of(name)
    )


def _as_json(comparison: Comparison, applied: Applied | None) -> dict[str, Any]:
    return {
        "half_year": str(comparison.half_year) if comparison.half_year else None,
        "saved": applied is not None,
        "changes": [row.as_json() for row in comparison.rows],
        "added": len(comparison.added),
        "changed": len(comparison.changed),
        "unchanged": comparison.unchanged,
        "left_out": [{"action": action.pk, "title": action.title} for action in comparison.left_out],
        "unknown_organisations": list(comparison.unknown),
        "notices": list(comparison.notices),
    }


def _words(comparison: Comparison, applied: Applied | None) -> list[str]:
    lines = []
    for row in comparison.rows:
        lines.append(f"{'Nieuw' if row.is_new else 'Gewijzigd'}, rij {row.number}: {row.title}")
        lines += [f"  {one.place} {one.heading}: ‘{one.before}’ wordt ‘{one.after}’" for one in row.fields]
    lines += [f"Ontbreekt, niet verwijderd: {action.title}" for action in comparison.left_out]
    lines += list(comparison.notices)
    counts = f"{len(comparison.added)} nieuw, {len(comparison.changed)} gewijzigd, {comparison.unchanged} ongewijzigd"
    return [*lines, f"{counts}. {'Opgeslagen.' if applied else 'Niets opgeslagen.'}"]
