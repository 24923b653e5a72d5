"""Every value of a report's content that a reader must find, and the ways in which it may be written."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from actions.models import Assessment, Phase, Priority
from ghnt.periods import HalfYear
from ghnt.ui.dates import long_date, short_date
from ghnt.ui.money import euro
from reporting.models import PersonRole, Place, RoundKind, SignalKind
from reporting.periods import Period

CODED = {"phase": Phase, "assessment": Assessment, "priority": Priority, "role": PersonRole}
KINDS = {".request": RoundKind, ".passages": SignalKind, ".earlier_signals": SignalKind}
# Keys and codes that order or colour a report, numbers of tiles, and what programs compare.
UNSAID = {
    "key",
    "field",
    "chapter",
    "is_required",
    "is_unchanged",
    "row",
    "column",
    "outcome",
    "place",
    "value",
    "unit",
}
UNSAID |= {"outcome_icon", "outcome_tone", "is_provisional", "municipality_codes"}
UNSAID_AT = {".municipal_answers.code", ".municipal_answers.answers.kind", ".answers.kind", ".lines.answers.kind"}
UNSAID_AT |= {".tiles.name"}
UNSAID_AT |= {
    f".figures.indicators.{rows}.cells.{name}" for rows in ("rows", "municipalities") for name in ("mark", "is_hidden")
}
UNSAID_AT |= {".scans.scans.of_municipalities", ".scans.scans.is_protected"}
# Of what was solved the report says how, not the whole text again; level and state have their labels.
UNSAID_AT |= {".bottlenecks.solved.text", ".bottlenecks.solved.proposed_solution", ".bottlenecks.solved.level_label"}
UNSAID_AT |= {f".bottlenecks.{which}.{name}" for which in ("open", "solved") for name in ("state", "level")}
AMOUNTS = {".money.amount", ".means.grants.amount", ".means.applications.amount", ".means.applications.granted"}
AMOUNTS |= {f".means.lines.{name}" for name in ("planned", "committed", "spent")}
PERIODS = {".figures.indicators.municipal_period"}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")


def values(thing, path: str = "") -> Iterator[tuple[str, object]]:
    """Each value with where it stands."""
    if dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            where = f"{path}.{field.name}"
            if field.name not in UNSAID and where not in UNSAID_AT:
                yield from values(getattr(thing, field.name), where)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from values(item, path)
    elif thing not in (None, ""):
        yield path, thing


def words_of(path: str, value) -> list[str]:
    place, _, name = path.rpartition(".")
    if name in CODED:
        return [CODED[name](value).label]
    if name == "kind" and place in KINDS:
        return [KINDS[place](value).label]
    if name == "half_year":
        return [HalfYear.parse(value).label]
    if path in AMOUNTS:
        return [euro(Decimal(value))]
    if path == ".figures.indicators.periods":
        return [Period.parse(value).short_label]
    if path in PERIODS:
        return [Period.parse(value).label]
    if isinstance(value, str) and ISO.fullmatch(value):
        day = date.fromisoformat(value[:10])
        return [long_date(day), short_date(day)]
    return [str(value)]


def missing_from(text: str, content) -> list:
    """What of the content a reader of the text does not find."""
    found = squeezed(text)
    if content.request.kind == RoundKind.REGULAR and not content.request.name:
        content = replace(content, request=replace(content.request, kind=""))  # goes without saying
    if content.means:  # told by the chapter Middelen, from grants, lines and applications
        content = replace(content, money=())
    content = replace(content, chapters=tuple(head for head in content.chapters if head.place != Place.LINE))
    return [
        (path, line)
        for path, value in values(content)
        for line in _lines_to_find(path, value)
        if not any(squeezed(word) in found for word in line)
    ]


def squeezed(text: str) -> str:
    """Without spaces, hyphens and capitals: lines may break anywhere."""
    return re.sub(r"[\s\-]+", "", text).casefold()


def _lines_to_find(path: str, value) -> Iterator[list[str]]:
    for word in words_of(path, value)[:1]:
        if path == ".answers.text" and word.startswith("Ja: "):
            return  # stands in a table, municipality by municipality
        lines = [re.sub(r"^(?:-|\d+\.)\s", "", line) for line in word.splitlines() if line]
        for line in lines if len(lines) > 1 else [None]:
            yield words_of(path, value) if line is None else [line]
