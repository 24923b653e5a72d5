"""Changes of the plan that came after the half year: in the report only when its writers take them over, one by one.

Offered are the fields that a report tells of an action: see `OFFERED`. Goal, contact, owner and milestones stand in no
report, and the outline is always told as it is now; of those nothing is offered. A change is kept in the words of its
day; one whose words cannot be read back into a value is not offered either, and the plan of now is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from actions.changes import label_of
from actions.models import Action, ActionChange, Priority
from ghnt import clock
from ghnt.ui.dates import parse_dutch_date
from programmes.outline import programme_for
from regions.models import Region
from reporting.models import PlanChoice, ReportRound
from reporting.scope import outline_for
from reporting.standing import StandingAction

Taken = Mapping[int, bool]  # by key of the change: taken over or not; without an answer it is not there


@dataclass(frozen=True)
class Cost:
    """What an action costs in a year; without an amount it is p.m."""

    year: int
    amount: Decimal | None
    cover: str
    is_provisional: bool


@dataclass(frozen=True)
class Agreed:
    """What was agreed about an action, as far as a report tells it."""

    title: str
    puller: str
    partners: tuple[str, ...]
    priority: str
    start: date | None
    end: date | None
    money: tuple[Cost, ...]


@dataclass(frozen=True)
class PlanOffer:
    """A change of the plan of an action since the half year; `is_taken` is None as long as nobody chose."""

    change: ActionChange
    action: Action
    sentence: str
    is_taken: bool | None


def offers_for(region: Region, round: ReportRound) -> tuple[PlanOffer, ...]:
    """The changes that the report may take over, in the order of the outline. A constant number of queries."""
    outline = outline_for(programme_for(region, round.half_year, on=clock.today()), round)
    taken = choices_of(region, round)
    return tuple(
        PlanOffer(change, one.action, _sentence(change), taken.get(change.pk))
        for one in outline.standing
        for change in offered(one)
    )


def choices_of(region: Region, round: ReportRound) -> dict[int, bool]:
    """What the writers of a report chose, by key of the change. One query."""
    choices = PlanChoice.objects.filter(report__region=region, report__round=round)
    return dict(choices.values_list("change", "is_taken"))


def offered(standing: StandingAction) -> tuple[ActionChange, ...]:
    """The changes since the half year that a report can tell both with and without, oldest first."""
    return tuple(change for change in standing.later if change.field in OFFERED and _is_readable(change))


def agreed_in_report(standing: StandingAction, taken: Taken) -> Agreed:
    """The plan of an action as the report tells it: that of now, without what was changed later and not taken over.

    Of several changes of one field the last one taken over counts; without any, what stood there before the first.
    """
    told = _agreed_now(standing.action)
    shared = standing.action.told_title.removeprefix(standing.action.title)
    first: set[str] = set()
    for change in offered(standing):
        if taken.get(change.pk):
            told = _with(told, change.field, change.after)
        elif change.field not in first:
            told = _with(told, change.field, change.before)
        first.add(change.field)
    return replace(told, title=told.title + shared)


def changes_in_report(standing: StandingAction, taken: Taken) -> tuple[ActionChange, ...]:
    """Those of the half year itself and those taken over, with their reason, oldest first."""
    later = (change for change in offered(standing) if taken.get(change.pk) and change.reason)
    return (*standing.changes, *later)


def _agreed_now(action: Action) -> Agreed:
    return Agreed(
        title=action.title,
        puller=action.puller.name if action.puller else "",
        partners=tuple(partner.organisation.name for partner in action.partners.all()),
        priority=action.priority,
        start=action.start,
        end=action.end,
        money=tuple(Cost(one.year, one.amount, one.cover, one.is_provisional) for one in action.costs.all()),
    )


def _with(agreed: Agreed, field: str, words: str) -> Agreed:
    return replace(agreed, **{field: OFFERED[field](words)})


def _is_readable(change: ActionChange) -> bool:
    try:
        OFFERED[change.field](change.before)
        OFFERED[change.field](change.after)
    except ValueError:
        return False
    return True


def _sentence(change: ActionChange) -> str:
    """ "Einddatum: van 1 juli 2021 naar 1 september 2021." """
    before, after = (_on_a_line(words) for words in (change.before, change.after))
    return f"{label_of(change.field)}: van {before} naar {after}."


def _on_a_line(words: str) -> str:
    return "; ".join(line for line in words.splitlines() if line.strip()) or "niets ingevuld"


def _day(words: str) -> date | None:
    return parse_dutch_date(words) if words else None


def _priority(words: str) -> str:
    codes = {one.label: one.value for one in Priority} | {"": ""}
    if words not in codes:
        raise ValueError(f"No priority: {words[:40]!r}")
    return codes[words]


def _partners(words: str) -> tuple[str, ...]:
    """A line each: the organisation, and after a colon what it does."""
    return tuple(line.partition(": ")[0] for line in words.splitlines() if line.strip())


_COST = re.compile(r"(\d{4}): (p\.m\.|€\s?[\d.]+(?:,\d\d)?)(?:, (.*?))?( \(voorlopig\))?", re.DOTALL)


def _money(words: str) -> tuple[Cost, ...]:
    return tuple(_cost(line) for line in words.splitlines() if line.strip())


def _cost(line: str) -> Cost:
    """ "2021: € 75.000, DUVO (voorlopig)", as `actions.changes` writes it."""
    if not (found := _COST.fullmatch(line)):
        raise ValueError(f"No costs: {line[:40]!r}")
    year, amount, cover, provisional = found.groups()
    return Cost(int(year), _amount(amount), cover or "", bool(provisional))


def _amount(words: str) -> Decimal | None:
    plain = words.removeprefix("€").strip().replace(".", "").replace(",", ".")
    return None if words == "p.m." else Decimal(plain)


# The fields that are offered, each with how its words are read back.
OFFERED: Mapping[str, Callable[[str], Any]] = {
    "title": str,
    "puller": str,
    "partners": _partners,
    "priority": _priority,
    "start": _day,
    "end": _day,
    "money": _money,
}
