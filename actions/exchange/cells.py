"""An action as the cells of a row: texts in one normal form, with dates as 2021-10-01.

Two texts that fold to the same are the same to us: line ends, hard spaces and spaces around do not count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.exchange.columns import BY_NAME, READ, STATE_NAMES, Sort, folded
from actions.exchange.lists import Lists
from actions.models import Action, ActionCost, ActionMilestone, ActionPartner, ActionUpdate, MilestoneState
from actions.planning import CostValues
from ghnt.documents.workbook import cell_text
from ghnt.ui.dates import long_date
from ghnt.ui.money import euro
from ghnt.ui.text import normalise

NO_DATE = "geen datum"
PROVISIONAL = " (voorlopig)"
CUT = "[Ingekort: de hele tekst heeft "  # how `cell_text` ends a text that a cell cannot hold
_CARRIAGE = re.compile(r"_x000D_", re.IGNORECASE)
_ESCAPED = re.compile(r"_x005F(?=_x[0-9A-F]{4}_)", re.IGNORECASE)  # Excel's own way to write "_x0041_"


@dataclass(frozen=True)
class StoredRow:
    """An action with the update of the half year, if there is one, and the phase that was known before."""

    action: Action
    update: ActionUpdate | None
    phase_before: str


def texts_of(row: StoredRow, lists: Lists) -> dict[str, str]:
    """The text of every column that is read; of related rows only what was prefetched is asked."""
    action, update = row.action, row.update
    phase = update.get_phase_display() if update else row.phase_before
    return {
        "title": action.title,
        "node": str(action.node),
        "description": action.description,
        "expected_result": action.expected_result,
        "puller": str(action.puller or ""),
        "puller_contact": action.puller_contact,
        "owner": str(action.owner or ""),
        "priority": action.get_priority_display() if action.priority else "",
        "start": day_text(action.start),
        "end": day_text(action.end),
        "phase": phase,
        "assessment": update.get_assessment_display() if update and update.assessment else "",
        "explanation": update.explanation if update else "",
        "partners": "\n".join(partner_line(one.organisation.name, one.responsible_for) for one in _partners(action)),
        "measures": "\n".join(sorted(lists.code(measure) for measure in action.measures.all())),
        "milestones": "\n".join(milestone_line(one) for one in action.milestones.all()),
        "costs": "\n".join(cost_line(cost) for cost in action.costs.all()),
    }


def without_state(texts: dict[str, str]) -> dict[str, str]:
    """For who may not read how it goes."""
    return texts | dict.fromkeys(STATE_NAMES, "")


def _partners(action: Action) -> list[ActionPartner]:
    return sorted(action.partners.all(), key=lambda partner: (partner.organisation.name, partner.pk))


def day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def partner_line(name: str, responsible_for: str) -> str:
    """ "GGD: scholing"; further lines of the responsibility stand two spaces in."""
    said = plain(responsible_for).replace("\n", "\n  ")
    return f"{name}: {said}" if said else name


def milestone_line(milestone: ActionMilestone) -> str:
    """ "1 oktober 2021: scholing af (gehaald op 3 maart 2021)" """
    day = long_date(milestone.due) if milestone.due else NO_DATE
    state = MilestoneState(milestone.state)
    reached = f" op {long_date(milestone.reached_on)}" if milestone.reached_on else ""
    return f"{day}: {_one_line(milestone.title)} ({state.label.lower()}{reached})"


def cost_line(cost: ActionCost | CostValues) -> str:
    """ "2021: € 7.500, gemeenten (voorlopig)" """
    amount = euro(cost.amount) if cost.amount is not None else "p.m."
    cover = f", {_one_line(cost.cover)}" if cost.cover else ""
    return f"{cost.year}: {amount}{cover}{PROVISIONAL if cost.is_provisional else ''}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    """The normal form in which a text is compared and saved: \\n, no control characters, nothing around it."""
    return normalise(_CARRIAGE.sub("", _ESCAPED.sub("", text))).replace("\xa0", " ").strip()


def fold(name: str, text: str) -> str:
    """The text in which two values of the column are the same."""
    if BY_NAME[name].sort == Sort.CHOICE:
        return folded(plain(text))
    if BY_NAME[name].sort == Sort.LINE:
        return _one_line(plain(text))
    return plain(text)


def is_same(name: str, given: str, stored: str) -> bool:
    """Whether a cell says what is stored; a text that was too long for a cell says its beginning."""
    return fold(name, given) in {fold(name, stored), fold(name, cell_text(stored))}


def mark(name: str, text: str) -> str:
    """A short fingerprint of what a cell said, to see later who changed it."""
    return hashlib.sha256(fold(name, cell_text(text)).encode()).hexdigest()[:8]


def state_mark(action: Action | None, update: ActionUpdate | None, texts: Mapping[str, str]) -> str:
    """What the hidden column keeps of a row: versions, and a fingerprint of each column."""
    versions = f"{action.version if action else ''};{update.version if update else ''}"
    return f"{versions};{'.'.join(mark(column.name, texts[column.name]) for column in READ)}"


def marks_in(text: str) -> dict[str, str]:
    """The fingerprints by column of a `state_mark`; none when somebody's program lost them."""
    parts = text.split(";")
    marks = parts[2].split(".") if len(parts) == 3 else []
    return dict(zip((column.name for column in READ), marks, strict=True)) if len(marks) == len(READ) else {}
