"""What changed in the plan of an action, from what to what, and the reason that an adopted programme asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from actions.models import Action, ActionChange, ActionCost, ChangeReason
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from ghnt.ui.money import euro
from programmes.adoption import is_adopted
from programmes.models import RegionalProgramme

LABELS: Mapping[str, str] = {
    "title": "Titel",
    "node": "Onderdeel",
    "puller": "Trekker",
    "owner": "Bestuurlijk eigenaar",
    "priority": "Prioriteit",
    "start": "Begindatum",
    "end": "Einddatum",
    "milestones": "Mijlpalen",
    "money": "Kosten en dekking",
}
# Planning, trekker, budget and priority: once the programme is adopted these change with a reason.
ASKS_REASON = frozenset({"puller", "priority", "start", "end", "milestones", "money"})
REASON_NEEDED = "Het programma is vastgesteld. Kies en schrijf waarom u planning, trekker, geld of prioriteit wijzigt."

Plan = dict[str, str]


def plan_of(action: Action) -> Plan:
    """What was agreed about an action, per field of LABELS, in the words that history keeps. Reads the database."""
    return {
        "title": action.title,
        "node": str(action.node),
        "puller": str(action.puller or ""),
        "owner": str(action.owner or ""),
        "priority": action.get_priority_display() if action.priority else "",
        "start": _day(action.start),
        "end": _day(action.end),
        "milestones": "\n".join(f"{one.title}: {_day(one.due) or 'geen datum'}" for one in action.milestones.all()),
        "money": "\n".join(_cost(cost) for cost in action.costs.all()),
    }


def differences(before: Plan, after: Plan) -> tuple[str, ...]:
    """The fields that differ, in the order of LABELS."""
    return tuple(name for name in LABELS if before[name] != after[name])


def needs_reason(programme: RegionalProgramme, changed: tuple[str, ...]) -> bool:
    """Whether these changes of an action in the programme ask for a reason."""
    return bool(ASKS_REASON.intersection(changed)) and is_adopted(programme)


def give_reason(*, programme: RegionalProgramme, kind: str, text: str, by: User) -> ChangeReason:
    """One reason, to hang one change or a whole pile of them on. Raises ValidationError without a kind or a text."""
    if not kind or not text.strip():
        raise ValidationError(REASON_NEEDED)
    return ChangeReason.objects.create(programme=programme, kind=kind, text=text, by=by)


def record_changes(*, action: Action, before: Plan, by: User, reason: ChangeReason | None) -> list[ActionChange]:
    """Keep what changed since `before`, a `plan_of` from before the save, in the caller's transaction.

    Raises ValidationError when the programme is adopted and a change that asks for a reason has none.
    """
    after = plan_of(Action.objects.select_related("node", "puller", "owner").get(pk=action.pk))
    changed = differences(before, after)
    if reason is None and needs_reason(action.programme, changed):
        raise ValidationError(REASON_NEEDED)
    return ActionChange.objects.bulk_create(
        ActionChange(action=action, field=name, before=before[name], after=after[name], by=by, reason=reason)
        for name in changed
    )


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _cost(cost: ActionCost) -> str:
    amount = euro(cost.amount) if cost.amount is not None else "p.m."
    cover = f", {cost.cover}" if cost.cover else ""
    return f"{cost.year}: {amount}{cover}{' (voorlopig)' if cost.is_provisional else ''}"
