"""Spendings go along when an action is merged into another."""

from __future__ import annotations

from decimal import Decimal

from actions.models import Action


def move_spendings(*, source: Action, target: Action) -> None:
    """In the caller's transaction. What both actions say of a year and a grant becomes one row: the sum."""
    standing = {(one.year, one.grant_id): one for one in target.spendings.all()}
    for one in source.spendings.all():
        known = standing.get((one.year, one.grant_id))
        if known is None:
            one.action = target
            one.save()
            continue
        known.committed = _together(known.committed, one.committed)
        known.spent = _together(known.spent, one.spent)
        known.note = "\n\n".join(filter(None, (known.note, one.note)))
        known.version += 1
        known.save()
        one.delete()


def _together(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return second if first is None else first + (second or Decimal(0))
