"""What changed in the plan of an action, from what to what, and the reason that an adopted programme asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from actions.models import (
    Action,
    ActionChange,
    ActionCost,
    ActionMilestone,
    ActionPartner,
    ChangeReason,
    MilestoneState,
)
from actions.models.planning import ASKS_REASON
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from ghnt.ui.money import euro
from programmes.adoption import is_adopted
from programmes.models import RegionalProgramme

LABELS: Mapping[str, str] = {
    "title": "Titel",
    "node": "Onderdeel",
    "description": "Omschrijving",
    "expected_result": "Beoogd resultaat",
    "puller": "Trekker",
    "contact": "Contactpersoon bij de trekker",
    "owner": "Bestuurlijk eigenaar",
    "partners": "Partners",
    "priority": "Prioriteit",
    "start": "Begindatum",
    "end": "Einddatum",
    "milestones": "Mijlpalen",
    "reached": "Gehaalde mijlpalen",
    "money": "Kosten en dekking",
}
# What happens to an action as a whole; it stands in the same history.
EVENTS: Mapping[str, str] = {
    "made": "Gemaakt",
    "archived": "Archief",
    "removed": "Prullenbak",
    "merged": "Samengevoegd",
}
REASON_NEEDED = "Het programma is vastgesteld. Kies en schrijf waarom u planning, trekker, geld of prioriteit wijzigt."

Plan = dict[str, str]


class ReasonNeededError(ValidationError):
    """The programme is adopted, and a change that asks for a reason has none."""

    def __init__(self) -> None:
        super().__init__(REASON_NEEDED, code="reason")


def plan_of(action: Action) -> Plan:
    """What was agreed about an action, per field of LABELS, in the words that history keeps. Reads the database."""
    milestones = list(action.milestones.all())
    return {
        "title": action.title,
        "node": str(action.node),
        "description": action.description,
        "expected_result": action.expected_result,
        "puller": str(action.puller or ""),
        "contact": action.puller_contact,
        "owner": str(action.owner or ""),
        "partners": "\n".join(_partner(one) for one in action.partners.select_related("organisation")),
        "priority": action.get_priority_display() if action.priority else "",
        "start": _day(action.start),
        "end": _day(action.end),
        "milestones": "\n".join(_milestone(one) for one in milestones),
        "reached": "\n".join(_reached(one) for one in milestones if one.state == MilestoneState.REACHED),
        "money": "\n".join(_cost(cost) for cost in action.costs.all()),
    }


def differences(before: Plan, after: Plan) -> tuple[str, ...]:
    """The fields that differ, in the order of LABELS."""
    return tuple(name for name in LABELS if before[name] != after[name])


def needs_reason(programme: RegionalProgramme, changed: tuple[str, ...]) -> bool:
    """Whether these changes of an action in the programme ask for a reason."""
    return bool(set(ASKS_REASON).intersection(changed)) and is_adopted(programme)


def give_reason(*, programme: RegionalProgramme, kind: str, text: str, by: User | None) -> ChangeReason:
    """One reason, to hang one change or a whole pile of them on. Raises ReasonNeededError without a kind or a text."""
    if not kind or not text.strip():
        raise ReasonNeededError
    return ChangeReason.objects.create(programme=programme, kind=kind, text=text, by=by)


def record_changes(*, action: Action, before: Plan, by: User | None, reason: ChangeReason | None) -> list[ActionChange]:
    """Keep what changed since `before`, a `plan_of` from before the save, in the caller's transaction.

    Raises ReasonNeededError when the programme is adopted and a change that asks for a reason has none.
    """
    after = plan_of(Action.objects.select_related("node", "puller", "owner").get(pk=action.pk))
    changed = differences(before, after)
    if reason is None and needs_reason(action.programme, changed):
        raise ReasonNeededError
    return ActionChange.objects.bulk_create(
        ActionChange(action=action, field=name, before=before[name], after=after[name], by=by, reason=reason)
        for name in changed
    )


def record_event(
    *,
    action: Action,
    event: str,
    before: str = "",
    after: str = "",
    by: User | None,
    reason: ChangeReason | None = None,
) -> ActionChange:
    """Keep in the history what happened to an action as a whole; `event` is one of EVENTS."""
    return ActionChange.objects.create(
        action=action, field=event, before=before, after=after, by=by, reason=reason, at=clock.now()
    )


def label_of(field: str) -> str:
    """What readers call a field or an event of the history."""
    return LABELS.get(field) or EVENTS.get(field) or field


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _partner(partner: ActionPartner) -> str:
    name = str(partner.organisation)
    return f"{name}: {partner.responsible_for}" if partner.responsible_for else name


def _milestone(milestone: ActionMilestone) -> str:
    """Its name and planned date; reaching it is no change of the plan, dropping it is."""
    dropped = " (vervallen)" if milestone.state == MilestoneState.DROPPED else ""
    return f"{milestone.title}: {_day(milestone.due) or 'geen datum'}{dropped}"


def _reached(milestone: ActionMilestone) -> str:
    return f"{milestone.title}: {_day(milestone.reached_on)}" if milestone.reached_on else milestone.title


def _cost(cost: ActionCost) -> str:
    amount = euro(cost.amount) if cost.amount is not None else "p.m."
    cover = f", {cost.cover}" if cost.cover else ""
    return f"{cost.year}: {amount}{cover}{' (voorlopig)' if cost.is_provisional else ''}"
