"""What was read waits in an ActionImport until its user chose what of it to save."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser

from actions.exchange.reading import Given
from actions.models import Action, ActionImport
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import RegionalProgramme

KEPT_FOR = timedelta(days=1)
_KINDS = ("added", "changed", "archived")


def keep(
    *, programme: RegionalProgramme, name: str, given: Given, by: User, tables: dict[str, Any] | None = None
) -> ActionImport:
    """Keep what a file says; `tables` is what a region's own list needs to be matched again."""
    content = given.as_json() | ({"tables": tables} if tables is not None else {})
    return ActionImport.objects.create(
        programme=programme, name=name[-200:] or "bestand", content=_text(content), at=clock.now(), by=by
    )


def given_of(kept: ActionImport) -> Given:
    return Given.from_json(json.loads(kept.content))


def tables_of(kept: ActionImport) -> dict[str, Any] | None:
    """What stood in a region's own file, with the user's matching; None for a workbook from here."""
    return json.loads(kept.content).get("tables")


@dataclass(frozen=True)
class Done:
    """What an import did, to look back at."""

    summary: str
    added: tuple[Action, ...]
    changed: tuple[Action, ...]
    archived: tuple[Action, ...]
    made: tuple[str, ...]


def done_of(kept: ActionImport) -> Done:
    """What a saved import did, as far as its actions are still there."""
    done = json.loads(kept.content).get("done", {})
    present = Action.objects.present().filter(programme=kept.programme).select_related("node", "programme__region")
    actions = {action.pk: action for action in present}
    added, changed, archived = (tuple(actions[pk] for pk in done.get(name, []) if pk in actions) for name in _KINDS)
    return Done(done.get("summary", ""), added, changed, archived, tuple(done.get("made", [])))


def keep_again(*, kept: ActionImport, given: Given, tables: dict[str, Any]) -> None:
    """Another matching of the same file."""
    kept.content = _text(given.as_json() | {"tables": tables})
    kept.save(update_fields=["content"])


def is_usable(kept: ActionImport, by: User | AnonymousUser) -> bool:
    """Whether it is this user's, not a day old, and not saved yet."""
    return kept.by_id == by.pk and kept.applied_at is None and kept.at > clock.now() - KEPT_FOR


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
