"""Saves a chapter at once: what was typed, what is taken over from last time, and actions in which nothing changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from actions.models import Action, ActionUpdate
from actions.progress import UpdateValues, save_update
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from regions.models import Municipality, Region
from reporting.answering import Written, save_answers, writable_report
from reporting.earlier import EarlierAnswer
from reporting.models import ReportRound


@dataclass(frozen=True)
class Confirmed:
    """How many answers and actions were confirmed in one go."""

    answers: int
    actions: int


def taken_over(
    written: Iterable[Written], chosen: Collection[int], proposed: Mapping[int, EarlierAnswer]
) -> list[Written]:
    """The same, with last time's answer where it was chosen (keys of questions) and nothing else was typed."""
    return [
        replace(one, text=earlier.text, carried_from=earlier.round)
        if one.question.pk in chosen and not one.text and (earlier := proposed.get(one.question.pk))
        else one
        for one in written
    ]


def save_chapter(
    *,
    region: Region,
    round: ReportRound,
    written: Iterable[Written],
    by: User,
    node: OutlineNode | None = None,
    municipality: Municipality | None = None,
    older: Mapping[int, ActionUpdate] | None = None,
) -> Confirmed:
    """Save answers and confirm actions, all or none; doing it twice does nothing more.

    `older`: by action, what is said again unchanged for this half year; an action that somebody updated meanwhile is
    left as it is. Raises as `save_answers` does.
    """
    written = list(written)
    with transaction.atomic():
        writable_report(region, round)
        save_answers(region=region, round=round, node=node, municipality=municipality, written=written, by=by)
        actions = sum(_say_again(before, round.half_year, by) for before in (older or {}).values())
    return Confirmed(sum(one.carried_from is not None for one in written), actions)


def _say_again(before: ActionUpdate, half_year: HalfYear, by: User) -> bool:
    said = UpdateValues(before.phase, before.assessment, before.explanation)
    try:
        update = save_update(
            action=Action.objects.get(pk=before.action_id), half_year=half_year, seen_version=None, values=said, by=by
        )
    except EditConflictError:
        return False
    return update.updated_by_id == by.pk
