"""The catalogue of a new programme out of lines of text: "1 Lijn", "1.1 Bouwsteen", "1.1.1 Maatregel"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from programmes.models import ActionLine, BuildingBlock, CatalogueEdition, CatalogueEntry, Measure, Programme

MOST_LINES = 500
LONGEST_TITLE = 200  # as the column of a title
_LINE = re.compile(r"(?P<code>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<title>\S.*)")
HAS_ONE = "Dit programma heeft al een catalogus. De beheerder voegt een volgende editie toe."


@dataclass(frozen=True)
class Said:
    """One line: its code, "1.2", and its title."""

    code: str
    title: str

    @property
    def above(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def depth(self) -> int:
        """1 for an action line, 2 for a block, 3 for a measure."""
        return self.code.count(".") + 1


def read_lines(text: str) -> tuple[Said, ...]:
    """What stands in the text. Raises ValidationError with a message for every line that is wrong."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise ValidationError("Schrijf ten minste één lijn, bijvoorbeeld: 1 Eerder in beeld.")
    if len(lines) > MOST_LINES:
        raise ValidationError(f"Dit zijn meer dan {MOST_LINES} regels. Kort de catalogus in.")
    found: dict[str, Said] = {}
    wrong = []
    for number, line in lines:
        try:
            said = _read(line, found)
        except ValidationError as error:
            wrong.append(f"Regel {number}, ‘{line[:60]}’: {error.messages[0]}")
        else:
            found[said.code] = said
    if wrong:
        raise ValidationError(wrong)
    return tuple(found.values())


def _read(line: str, earlier: dict[str, Said]) -> Said:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValidationError("begin met een nummer, bijvoorbeeld 1, 1.2 of 1.2.3, en dan de titel.")
    said = Said(match["code"], match["title"])
    if said.code in earlier:
        raise ValidationError("dit nummer staat er al. Geef de regel een ander nummer.")
    if said.above and said.above not in earlier:
        raise ValidationError(f"regel {said.above} ontbreekt. Zet die erboven.")
    if len(said.title) > LONGEST_TITLE:
        raise ValidationError(f"deze titel is langer dan {LONGEST_TITLE} tekens. Kort hem in.")
    return said


@transaction.atomic
def make_first_edition(
    *, programme: Programme, code: str, name: str, valid_from: date, source: str, lines: tuple[Said, ...]
) -> CatalogueEdition:
    """Make the identities of a programme and the edition that words them. Raises ValidationError when it has one."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.editions.exists():
        raise ValidationError(HAS_ONE)
    edition = CatalogueEdition.objects.create(
        programme=programme, code=code, name=name, valid_from=valid_from, source=source
    )
    made: dict[str, CatalogueEntry] = {}
    for order, said in enumerate(lines):
        identity = _identity(programme, said)
        made[said.code] = CatalogueEntry.objects.create(
            edition=edition,
            parent=made.get(said.above),
            code=said.code,
            title=said.title,
            order=order,
            source=source,
            **identity,
        )
    return edition


def _identity(programme: Programme, said: Said) -> dict[str, ActionLine | BuildingBlock | Measure]:
    parts = said.code.split(".")
    key = "-".join(f"{letters}{part}" for letters, part in zip(("AL", "B", "M"), parts, strict=False))
    match said.depth:
        case 1:
            return {"line": ActionLine.objects.create(programme=programme, key=key)}
        case 2:
            return {"block": BuildingBlock.objects.create(programme=programme, key=key)}
        case _:
            return {"measure": Measure.objects.create(programme=programme, key=key)}
