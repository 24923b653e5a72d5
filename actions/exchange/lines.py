"""Cells that hold one thing a line: partners, milestones and costs.

A line that is stored in the same words keeps its row, so that nothing which a cell does not show gets lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from actions.exchange import cells
from actions.exchange.columns import folded
from actions.exchange.lists import Lists
from actions.exchange.mistakes import NotUnderstoodError
from actions.models import Action, ActionMilestone, MilestoneState
from actions.planning import CostValues, MilestoneValues
from ghnt.ui.dates import parse_dutch_date
from ghnt.ui.fields import EuroField

HOW_PARTNER = "Schrijf per regel: organisatie: verantwoordelijk voor."
HOW_MILESTONE = "Schrijf per regel: 1 oktober 2021: titel (gepland). Zonder datum: geen datum: titel."
HOW_COST = "Schrijf per regel: 2021: € 7.500, dekking. Of: 2021: p.m."
MOST_LINES = 60
_STATES = {folded(state.label): state for state in MilestoneState}
_STATE = re.compile(r"\s*\((gepland|gehaald|vervallen)(?: op ([^()]+))?\)\s*$", re.IGNORECASE)
_COST = re.compile(
    r"(\d{4})\s*:\s*(p\.?m\.?|(?:€\s*)?\d[\d.]*(?:,(?:\d{1,2}|-{1,2}|–))?)(?:\s*[,;]\s+(.*?))?(\s*\(voorlopig\))?",
    re.IGNORECASE | re.DOTALL,
)
Milestones = list[tuple[MilestoneValues, str]]
Costs = list[tuple[CostValues, str]]


@dataclass(frozen=True)
class PartnerCell:
    name: str
    said: str


def read_partners(text: str, lists: Lists, action: Action | None) -> list[PartnerCell]:
    """A partner a line; lines that stand in belong to the one above. Raises NotUnderstoodError."""
    stored = {}
    for one in action.partners.all() if action else ():
        stored[cells.plain(cells.partner_line(one.organisation.name, one.responsible_for))] = one
    found: dict[str, PartnerCell] = {}
    for block in _blocks(text):
        known = stored.get(block)
        cell = PartnerCell(known.organisation.name, known.responsible_for) if known else _partner(block, lists)
        if folded(cell.name) in found:
            raise NotUnderstoodError(f"De partner ‘{cell.name}’ staat er twee keer. Maak er één regel van.")
        found[folded(cell.name)] = cell
    _refuse_many(len(found))
    return list(found.values())


def _blocks(text: str) -> list[str]:
    blocks: list[str] = []
    for line in text.split("\n"):
        if line[:1].isspace() and blocks:
            blocks[-1] += f"\n{line}"
        elif not line.strip() and blocks:
            blocks[-1] += "\n"
        elif line.strip():
            blocks.append(line)
    return [block.rstrip() for block in blocks]


def _partner(block: str, lists: Lists) -> PartnerCell:
    first, _line, rest = block.partition("\n")
    fitting = [one.name for one in lists.organisations if _names(first, one.name)]
    name = max(fitting, key=len) if fitting else first.split(":", 1)[0].strip()
    said = " ".join(first.split())[len(" ".join(name.split())) :].lstrip(": ")
    if not name or len(name) > 160:
        raise NotUnderstoodError(HOW_PARTNER)
    more = "\n".join(line.strip() for line in rest.split("\n")) if rest else ""
    return PartnerCell(name, f"{said}\n{more}".strip())


def _names(line: str, name: str) -> bool:
    start = folded(line)
    return start == folded(name) or start.startswith((f"{folded(name)}:", f"{folded(name)} :"))


def read_milestones(text: str, action: Action | None) -> Milestones:
    """A milestone a line, each with its line in normal form. Raises NotUnderstoodError."""
    stored = {_flat(cells.milestone_line(one)): one for one in action.milestones.all()} if action else {}
    found = []
    for line in _lines(text):
        known = stored.pop(line, None)
        value = (
            MilestoneValues(known.title, known.due, known.state, known.reached_on, known.pk)
            if known
            else _milestone(line)
        )
        shown = ActionMilestone(title=value.title, due=value.due, state=value.state, reached_on=value.reached_on)
        found.append((value, cells.milestone_line(shown)))
    _refuse_many(len(found))
    return _with_old_rows(found, {one.title: one.pk for one in stored.values()})


def _with_old_rows(found: Milestones, free: dict[str, int]) -> Milestones:
    """A line that changed its date or state keeps the row of its title."""
    kept = []
    for value, line in found:
        pk = value.pk or free.pop(value.title, None)
        kept.append((MilestoneValues(value.title, value.due, value.state, value.reached_on, pk), line))
    return kept


def _milestone(line: str) -> MilestoneValues:
    day, colon, rest = line.partition(":")
    due = _day(day)
    state, reached_on = MilestoneState.PLANNED, None
    if end := _STATE.search(rest):
        state, rest = _STATES[folded(end[1])], rest[: end.start()]
        reached_on = _day(end[2]) if end[2] else None
    title = " ".join(rest.split())
    if not colon or not title or len(title) > 200:
        raise NotUnderstoodError(f"‘{line[:60]}’ is geen mijlpaal. {HOW_MILESTONE}")
    return MilestoneValues(title, due, state, reached_on if state == MilestoneState.REACHED else None)


def _day(text: str) -> date | None:
    if folded(text) in {cells.NO_DATE, ""}:
        return None
    try:
        return parse_dutch_date(text)
    except ValueError as error:
        raise NotUnderstoodError(f"‘{text[:60].strip()}’ is geen datum. {HOW_MILESTONE}") from error


def read_costs(text: str, action: Action | None) -> Costs:
    """What each year costs, a line each, with its line in normal form. Raises NotUnderstoodError."""
    stored = {_flat(cells.cost_line(cost)): cost for cost in action.costs.all()} if action else {}
    found = []
    for line in _lines(text):
        known = stored.pop(line, None)
        value = (
            CostValues(known.year, known.amount, known.cover, known.is_provisional, known.pk) if known else _cost(line)
        )
        found.append((value, cells.cost_line(value)))
    _refuse_many(len(found))
    return found


def _cost(line: str) -> CostValues:
    match = _COST.fullmatch(line)
    if not match or not 1990 <= int(match[1]) <= 2100 or len(match[3] or "") > 200:
        raise NotUnderstoodError(f"‘{line[:60]}’ zijn geen kosten in een jaar. {HOW_COST}")
    try:
        amount = None if match[2].lower().startswith("p") else EuroField().clean(match[2])
    except ValidationError as error:
        raise NotUnderstoodError(f"‘{match[2][:30]}’ is geen bedrag. {HOW_COST}") from error
    return CostValues(int(match[1]), amount, " ".join((match[3] or "").split()), bool(match[4]))


def _lines(text: str) -> list[str]:
    return [_flat(line) for line in text.split("\n") if line.strip()]


def _flat(line: str) -> str:
    return " ".join(line.split())


def _refuse_many(count: int) -> None:
    if count > MOST_LINES:
        raise NotUnderstoodError(f"Er staan {count} regels in deze cel. Het kunnen er {MOST_LINES} zijn.")
