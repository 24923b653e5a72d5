"""Read a proposal form from a file, show what is understood, or save it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ghnt.ui.text import normalise
from programmes.body_matching import plain
from programmes.form_changes import update_from_form
from programmes.form_text import ParsedForm, parse_form, usual_purpose
from programmes.models import Proposal
from programmes.pasting import (
    ChosenStep,
    choices_of,
    known_form,
    save_form,
    unknown_bodies,
    unsaved_proposal,
)
from regions.models import Region


class Command(BaseCommand):
    help = "Leest een voorstelformulier uit een bestand in bij een regio. Met --dry-run wordt niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="het bestand met de tekst van het formulier, of - voor standaardinvoer")
        parser.add_argument("--region", required=True, metavar="SLUG", help="de regio van het voorstel")
        parser.add_argument("--dry-run", action="store_true", help="alleen tonen wat wordt begrepen")
        parser.add_argument("--json", action="store_true", help="alleen JSON op standaarduitvoer, ook bij fouten")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_json = options["json"]
        try:
            answer = self._run(options["file"], options["region"], is_dry=options["dry_run"])
        except ValidationError as error:
            self._refuse(" ".join(error.messages))
        else:
            if self.is_json:
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _run(self, file: str, slug: str, *, is_dry: bool) -> dict[str, Any]:
        region = Region.objects.filter(slug=slug).first()
        if region is None:
            raise ValidationError(f"De regio ‘{slug}’ bestaat niet. Geef de naam zoals die in het adres staat.")
        source = _text_of(file)
        form = parse_form(source)
        choices = choices_of(region, form)
        self._tell(form, choices)
        if is_dry:
            return form.as_json()
        return form.as_json() | {"proposal": self._save(region, form, choices, source).pk}

    def _save(self, region: Region, form: ParsedForm, steps: list[ChosenStep], source: str) -> Proposal:
        if known := known_form(region, form):
            news = update_from_form(proposal=known, form=form, steps=steps, source=source, by=None)
            self._say(f"Bijgewerkt: ‘{known}’, {news.summary}.")
            for row in news.conflicts:
                self._say(f"Niet overgenomen: {row.choice.body_name} concludeerde eerder iets anders.")
            return known
        saved = save_form(proposal=unsaved_proposal(region, form), form=form, steps=steps, source=source, by=None)
        self._say(f"Opgeslagen: ‘{saved}’ met {len(steps)} behandelingen.")
        return saved

    def _tell(self, form: ParsedForm, steps: list[ChosenStep]) -> None:
        self._say(f"Onderwerp: {form.subject}")
        for name in unknown_bodies(steps):
            self._say(f"Nieuw overleg: {name}")
        for step in steps:
            if step.near and step.body:
                self._say(f"‘{step.parsed.body}’ lijkt op {step.body.name}: zo is het gelezen.")
            elif step.near:
                others = ", ".join(body.name for body in step.near)
                self._say(f"‘{step.parsed.body}’ kan meer overleggen zijn: {others}. Het wordt een nieuw overleg.")
            if plain(step.purpose.name) != plain(usual_purpose(step.parsed.purpose)):
                self._say(f"Het doel ‘{step.parsed.purpose}’ van {step.body_name} wordt ‘{step.purpose}’.")
        for problem in form.problems:
            self._say(problem)
        if form.may_distribute is None:
            self._say("Er staat niet of het voorstel verspreid mag worden: het blijft binnen de regio.")
        if form.unrecognised:
            count = len(form.unrecognised)
            self._say(f"Niet herkend, wel bewaard: {count} {'stuk' if count == 1 else 'stukken'} tekst.")

    def _say(self, line: str) -> None:
        """What a person reads; with --json standard output is for JSON alone."""
        if not self.is_json:
            self.stdout.write(line)

    def _refuse(self, message: str) -> None:
        if not self.is_json:
            raise CommandError(message)
        self.stdout.write(json.dumps({"errors": [message]}, ensure_ascii=False))
        sys.exit(1)


def _text_of(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise ValidationError(f"Het bestand ‘{file}’ kan niet worden gelezen: {error.strerror}.") from error
    try:
        return normalise(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return normalise(raw.decode("cp1252", "replace"))
