"""Saves what the user chose of a file: all of it or nothing, once."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.changes import ReasonNeededError, give_reason
from actions.exchange.columns import STATE_NAMES
from actions.exchange.comparing import Comparison, FieldChange, RowChange, compare
from actions.exchange.lines import PartnerCell
from actions.exchange.lists import Lists
from actions.exchange.reading import Given
from actions.models import Action, ActionImport, ChangeReason
from actions.planning import PartnerValues, PlanValues, add_action, apply_plan, archive_action
from actions.progress import UpdateValues, save_update
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import RegionalProgramme
from regions.models import Organisation
from regions.organisations import organisation_named

MISTAKES = (
    "Er staan nog fouten in het bestand. Verbeter ze daar en lees het bestand opnieuw in. Er is niets opgeslagen."
)
ALREADY = "Dit bestand is al overgenomen. Er is niets opnieuw opgeslagen."
NOTHING = "Kies minstens één wijziging."


class ChangedSinceError(ValidationError):
    """Something that the user chose is no longer what the user saw; nothing was saved."""


@dataclass(frozen=True)
class Choice:
    """What to save of a file. `rows` gives for each row taken the fingerprint of what the user saw of it."""

    rows: Mapping[int, str]
    conflicts: Collection[tuple[int, str]] = ()  # cells to take although a colleague changed them
    archive: Collection[int] = ()
    make_organisations: bool = False
    reason_kind: str = ""
    reason_text: str = ""

    @classmethod
    def everything(cls, comparison: Comparison, **rest: Any) -> Choice:
        """All rows as they are; no cells in conflict, and nothing to the archive."""
        return cls(rows={row.number: row.seen for row in comparison.rows}, **rest)


@dataclass(frozen=True)
class Applied:
    added: tuple[Action, ...] = ()
    changed: tuple[Action, ...] = ()
    archived: tuple[Action, ...] = ()
    made: tuple[str, ...] = ()

    def as_text(self) -> str:
        """What is kept of it; the rows themselves are no longer needed."""
        keys = {"added": self.added, "changed": self.changed, "archived": self.archived}
        done = {name: [action.pk for action in actions] for name, actions in keys.items()}
        return json.dumps({"done": done | {"summary": self.summary, "made": list(self.made)}}, ensure_ascii=False)

    @property
    def summary(self) -> str:
        """ "2 acties toegevoegd, 1 gewijzigd, 1 naar het archief." What did not happen is not said."""
        counts = ((self.added, "toegevoegd"), (self.changed, "gewijzigd"), (self.archived, "naar het archief"))
        parts = [f"{len(actions)} {verb}" for actions, verb in counts if actions]
        if parts:
            number, rest = parts[0].split(" ", 1)
            parts[0] = f"{number} {'actie' if number == '1' else 'acties'} {rest}"
        if self.made:
            made = len(self.made)
            parts.append("1 organisatie gemaakt" if made == 1 else f"{made} organisaties gemaakt")
        return f"{', '.join(parts)}." if parts else "Er is niets gewijzigd."


@transaction.atomic
def apply_import(*, kept: ActionImport, given: Given, choice: Choice, by: User | None, on: date) -> Applied:
    """Save the chosen part of what was read, exactly once.

    Raises ValidationError, and nothing is saved, when the file has mistakes, was saved before, needs a reason or an
    organisation that nobody chose to make; ChangedSinceError when what the user saw changed meanwhile.
    """
    _claim(kept)
    applied, reason = apply_given(given=given, programme=kept.programme, choice=choice, by=by, on=on)
    kept.refresh_from_db()
    kept.reason, kept.content = reason, applied.as_text()
    kept.save(update_fields=["reason", "content"])
    return applied


@transaction.atomic
def apply_given(
    *, given: Given, programme: RegionalProgramme, choice: Choice, by: User | None, on: date
) -> tuple[Applied, ChangeReason | None]:
    """The same without a row that waits, for the command. Returns what was done and the reason that was given."""
    comparison = compare(given, programme, on=on)
    taken = _taken(comparison, choice)
    archive = [action for action in comparison.left_out if action.pk in choice.archive]
    if not taken and not archive:
        raise ValidationError(NOTHING)
    made = _make_organisations(programme, taken, comparison.lists, choice)
    reason = _reason(programme, choice, by)
    saving = _Saving(comparison, Lists.of(programme, on=on), programme, by, reason)
    for row in taken:
        saving.save(row)
    for action in archive:
        archive_action(action=action, by=by)
    return Applied(tuple(saving.added), tuple(saving.changed), tuple(archive), made), reason


def _claim(kept: ActionImport) -> None:
    claimed = ActionImport.objects.filter(pk=kept.pk, applied_at=None).update(applied_at=clock.now())
    if not claimed:
        raise ValidationError(ALREADY)


def _taken(comparison: Comparison, choice: Choice) -> list[RowChange]:
    """The rows chosen, with the cells in conflict only where the user took them."""
    if comparison.mistakes:
        raise ValidationError(MISTAKES)
    by_number = {row.number: row for row in comparison.rows}
    now = {number: row.seen for number, row in by_number.items()}
    moved = [number for number, seen in choice.rows.items() if now.get(number) != seen]
    if moved:
        raise ChangedSinceError(_changed_since([by_number.get(number) for number in moved], moved))
    taken = [_without_refused(by_number[number], choice) for number in choice.rows]
    return [row for row in taken if row.fields]


def _changed_since(rows: list[RowChange | None], numbers: list[int]) -> str:
    named = [f"‘{row.title}’" if row else f"rij {number}" for row, number in zip(rows, numbers, strict=True)]
    shown = ", ".join(named[:5]) + (f" en {len(named) - 5} andere" if len(named) > 5 else "")
    return f"Intussen is er iets gewijzigd aan {shown}. Er is niets opgeslagen. Bekijk de wijzigingen opnieuw en kies."


def _without_refused(row: RowChange, choice: Choice) -> RowChange:
    kept = [one for one in row.fields if not one.in_conflict or (row.number, one.name) in choice.conflicts]
    return RowChange(row.number, row.action, row.title, tuple(kept), row.unknown)


def _make_organisations(
    programme: RegionalProgramme, taken: list[RowChange], lists: Lists, choice: Choice
) -> tuple[str, ...]:
    wanted = dict.fromkeys(name for row in taken for name in _named(row) if lists.organisation(name) is None)
    names = tuple({name.casefold(): name for name in wanted}.values())
    if names and not choice.make_organisations:
        raise ValidationError(
            f"Deze organisaties bestaan nog niet: {', '.join(names)}. "
            "Zet een vinkje om ze aan te maken, of laat de rijen weg."
        )
    for name in names:
        organisation_named(programme.region, name)
    return names


def _named(row: RowChange) -> list[str]:
    """The organisations that the cells to be saved name."""
    found = []
    for change in row.fields:
        if change.name in {"puller", "owner"} and change.value:
            found.append(change.value)
        elif change.name == "partners":
            found += [partner.name for partner in change.value]
    return found


def _reason(programme: RegionalProgramme, choice: Choice, by: User | None) -> ChangeReason | None:
    if not choice.reason_kind and not choice.reason_text.strip():
        return None
    return give_reason(programme=programme, kind=choice.reason_kind, text=choice.reason_text, by=by)


@dataclass
class _Saving:
    comparison: Comparison
    lists: Lists
    programme: RegionalProgramme
    by: User | None
    reason: ChangeReason | None
    added: list[Action] = field(default_factory=list)
    changed: list[Action] = field(default_factory=list)

    def save(self, row: RowChange) -> None:
        """Save one row. Raises ValidationError with its number in front."""
        try:
            action = self._add(row) if row.action is None else self._change(row, row.action)
            self._say_how_it_goes(row, action)
        except EditConflictError as conflict:
            raise ChangedSinceError(_changed_since([row], [row.number])) from conflict
        except ReasonNeededError:
            raise
        except ValidationError as error:
            raise ValidationError(f"Rij {row.number}, ‘{row.title}’: {' '.join(error.messages)}") from error

    def _add(self, row: RowChange) -> Action:
        values = self._values(row)
        related = {name: values.pop(name) for name in ("measures", "partners", "milestones", "costs") if name in values}
        action = Action(programme=self.programme, **values)
        action.clean_fields(exclude={"number"})
        action = add_action(action=action, by=self.by, **related)
        self.added.append(action)
        return action

    def _change(self, row: RowChange, action: Action) -> Action:
        values = self._values(row)
        if values:
            plan = PlanValues(**values)
            action = apply_plan(action=action, seen_version=action.version, values=plan, by=self.by, reason=self.reason)
        self.changed.append(action)
        return action

    def _values(self, row: RowChange) -> dict[str, Any]:
        return {change.name: self._value(change) for change in row.fields if change.name not in STATE_NAMES}

    def _value(self, change: FieldChange) -> Any:
        if change.name in {"puller", "owner"}:
            return self._organisation(change.value) if change.value else None
        if change.name == "partners":
            return [self._partner(partner) for partner in change.value]
        return change.value

    def _organisation(self, name: str) -> Organisation:
        return self.lists.organisation(name) or organisation_named(self.programme.region, name)

    def _partner(self, partner: PartnerCell) -> PartnerValues:
        return PartnerValues(self._organisation(partner.name), partner.said)

    def _say_how_it_goes(self, row: RowChange, action: Action) -> None:
        said = {change.name: change.value for change in row.fields if change.name in STATE_NAMES}
        half_year = self.comparison.half_year
        if not said or half_year is None:
            return
        stored = self.comparison.stored.by_pk.get(action.pk)
        update = stored.update if stored else None
        values = vars(UpdateValues.of(update)) if update else {"phase": _phase_before(action, half_year)}
        save_update(
            action=action,
            half_year=half_year,
            seen_version=update.version if update else None,
            values=UpdateValues(**(values | said)),
            by=self.by,
        )


def _phase_before(action: Action, half_year: HalfYear) -> str:
    before = action.state_as_of(half_year.previous)
    return before.phase if before else ""
