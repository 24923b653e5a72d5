"""What was changed about a municipality's decision, its steps and its motions: who, when, from what into what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from ghnt.ui.dates import long_date
from programmes.models import Adoption, AdoptionStep, CouncilMotion

MOST = 50
_FIELDS = {
    Adoption: ("required_act", "planned_on", "result", "decided_on", "note", "link"),
    AdoptionStep: ("name", "deliver_by", "planned_on", "done_on", "treatment", "result"),
    CouncilMotion: ("kind", "title", "text", "result", "date", "link"),
}


@dataclass(frozen=True)
class Change:
    """One thing saved at one moment."""

    at: datetime
    by: str
    what: str
    fields: tuple[tuple[str, str, str], ...]  # label, before, after


def history_of(adoption: Adoption) -> tuple[Change, ...]:
    """The latest fifty changes, newest first; three queries."""
    if adoption.pk is None:
        return ()
    told = [
        *_changes(Adoption, adoption.history.all(), "Besluit"),
        *_changes(AdoptionStep, AdoptionStep.history.filter(adoption_id=adoption.pk), "Stap"),
        *_changes(CouncilMotion, CouncilMotion.history.filter(adoption_id=adoption.pk), ""),
    ]
    return tuple(islice(sorted(told, key=lambda change: change.at, reverse=True), MOST))


def _changes(model: type[Any], records: Any, kind: str) -> Iterator[Change]:
    ordered = records.select_related("history_user").order_by("id", "history_date", "history_id")
    for _pk, group in groupby(ordered, key=lambda record: record.id):
        before: dict[str, str] = {}
        for record in group:
            after = {name: _words(record, name) for name in _FIELDS[model]}
            fields = tuple(
                (str(model._meta.get_field(name).verbose_name), before.get(name, ""), words)
                for name, words in after.items()
                if words != before.get(name, "") and not (record.history_type == "+" and name in ("name", "title"))
            )
            before = after
            if fields or record.history_type != "~":
                yield Change(record.history_date, str(record.history_user or ""), _what(record, kind), fields)


def _what(record: Any, kind: str) -> str:
    name = getattr(record, "name", "") or getattr(record, "title", "")
    kind = kind or record.get_kind_display()
    verb = {"+": "toegevoegd", "~": "gewijzigd", "-": "verwijderd"}[record.history_type]
    return f"{kind} ‘{name}’ {verb}" if name else f"{kind} {verb}"


def _words(record: Any, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return long_date(value) if isinstance(value, date) else str(value or "")
