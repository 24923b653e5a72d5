"""What the text of a cell means: a value to save, or words about what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from actions.exchange import cells
from actions.exchange.columns import folded
from actions.exchange.lines import read_costs, read_milestones, read_partners
from actions.exchange.lists import CHOICES, Lists
from actions.exchange.mistakes import NotUnderstoodError
from actions.models import Action
from ghnt.ui.dates import parse_dutch_date
from ghnt.ui.text import clean_pasted, refuse_long

DATE_WORDS = "Vul een datum in, bijvoorbeeld 3 maart 2027."
TEXT_TOO_LONG_FOR_EXCEL = (
    "Deze tekst past niet in een cel van Excel: het werkboek had alleen het begin. "
    "Wijzig hem in de applicatie, bij de actie zelf."
)
ONLY_A_YEAR = "Hier staat alleen een jaar. Vul een hele datum in, bijvoorbeeld 3 maart 2027."
YEAR_ALONE = (date(1905, 3, 14), date(1905, 9, 30))  # what a cell for dates makes of 1900 to 2100
MAX_LENGTH = {"title": 200, "puller_contact": 150, "puller": 160, "owner": 160}
_DOTS = re.compile(r"[.…]+$")


@dataclass(frozen=True)
class Understood:
    """A value as `actions.exchange.applying` saves it, its text in normal form, and organisations to be made."""

    value: Any
    text: str
    unknown: tuple[str, ...] = ()


def understand(name: str, given: str, lists: Lists, action: Action | None) -> Understood:
    """What a cell of the column says. Raises NotUnderstoodError."""
    try:
        refuse_long(given)
    except ValidationError as error:
        raise NotUnderstoodError(error.messages[0]) from error
    text = cells.plain(given)
    return _READERS[name](name, text, lists, action)


def _line(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    line = " ".join(text.split())
    _refuse_longer(line, MAX_LENGTH[name])
    return Understood(line, line)


def _text(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    if cells.CUT in text[-200:]:
        raise NotUnderstoodError(TEXT_TOO_LONG_FOR_EXCEL)
    clean = clean_pasted(text).text.strip()
    return Understood(clean, clean)


def _choice(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    wanted = folded(_DOTS.sub("", text))
    for value, label in CHOICES[name].choices:
        if wanted in {folded(str(label)), folded(str(value)).replace("_", " ")}:
            return Understood(value, str(label))
    if not wanted:
        return Understood("", "")
    offered = ", ".join(lists.labels(name))
    raise NotUnderstoodError(f"‘{short(text)}’ staat niet in de lijst. Kies uit: {offered}.")


def _node(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    if not text:
        raise NotUnderstoodError("Kies een onderdeel uit de lijst. Elke actie valt onder een onderdeel.")
    node = lists.node(text)
    if node is None:
        raise NotUnderstoodError(
            f"Het onderdeel ‘{short(text)}’ bestaat niet in dit programma. "
            "Kies een onderdeel uit de lijst, of voeg het eerst toe bij Programma."
        )
    return Understood(node, str(node))


def _organisation(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    line = " ".join(text.split())
    _refuse_longer(line, MAX_LENGTH[name])
    known = lists.organisation(line)
    if known or not line:
        return Understood(known.name if known else "", known.name if known else "")
    return Understood(line, line, (line,))


def _date(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    if not text:
        return Understood(None, "")
    day = read_date(text)
    if YEAR_ALONE[0] <= day <= YEAR_ALONE[1]:
        raise NotUnderstoodError(ONLY_A_YEAR)
    return Understood(day, day.isoformat())


def read_date(text: str) -> date:
    try:
        return parse_dutch_date(text)
    except ValueError as error:
        raise NotUnderstoodError(DATE_WORDS) from error


def _measures(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    found = {}
    for code in _codes(text):
        measure = lists.measure(code)
        if measure is None:
            raise NotUnderstoodError(f"De maatregel ‘{short(code)}’ bestaat niet. Schrijf de code, één per regel.")
        found[lists.code(measure)] = measure
    codes = sorted(found)
    return Understood([found[code] for code in codes], "\n".join(codes))


def _codes(text: str) -> Iterator[str]:
    for part in re.split(r"[\n,;]", text):
        if code := " ".join(part.split()):
            yield code


def _partners(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    partners = read_partners(text, lists, action)
    unknown = tuple(one.name for one in partners if lists.organisation(one.name) is None)
    return Understood(partners, "\n".join(cells.partner_line(one.name, one.said) for one in partners), unknown)


def _milestones(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    rows = read_milestones(text, action)
    return Understood([value for value, _line in rows], "\n".join(line for _value, line in rows))


def _costs(name: str, text: str, lists: Lists, action: Action | None) -> Understood:
    rows = read_costs(text, action)
    return Understood([value for value, _line in rows], "\n".join(line for _value, line in rows))


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        raise NotUnderstoodError(f"Dit zijn {len(text)} tekens. Kort de tekst in tot {most} tekens.")


def short(text: str) -> str:
    """A value as an error shows it; the whole of it stands in the user's own file."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


_READERS: Mapping[str, Callable[[str, str, Lists, Action | None], Understood]] = {
    "title": _line,
    "node": _node,
    "description": _text,
    "expected_result": _text,
    "puller": _organisation,
    "puller_contact": _line,
    "owner": _organisation,
    "priority": _choice,
    "start": _date,
    "end": _date,
    "phase": _choice,
    "assessment": _choice,
    "explanation": _text,
    "partners": _partners,
    "measures": _measures,
    "milestones": _milestones,
    "costs": _costs,
}
