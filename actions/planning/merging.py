"""Bringing two actions of a programme together: what would happen, and doing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.changes import ReasonNeededError, record_event
from actions.means.moving import move_spendings
from actions.models import Action, ActionMunicipality, ChangeReason
from actions.planning.duplicating import copy_municipal_rows
from actions.planning.putting_away import archive_action
from actions.planning.saving import change_action
from actions.planning.values import CostValues, MilestoneValues, PartnerValues
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from ghnt.ui.text import MAX_TEXT
from programmes.adoption import is_adopted
from programmes.models import BuildingBlock

SHARED = "Deze actie wordt gedeeld met andere regio’s en kan daarom niet worden samengevoegd. Stop eerst het delen."
NOT_TOGETHER = "Kies een andere actie van hetzelfde programma, die niet in het archief staat."
TOO_LONG = "De teksten zijn samen te lang. Kort eerst een van beide in."


@dataclass(frozen=True)
class TwoAnswers:
    """Both actions have an answer of this municipality: that of the target stays."""

    municipality: str
    stays: str
    goes: str


@dataclass(frozen=True)
class MergePreview:
    source: Action
    target: Action
    description: str
    expected_result: str
    partners: tuple[str, ...]  # that the target gains
    milestones: tuple[str, ...]
    costs: tuple[str, ...]
    municipalities: tuple[str, ...]  # whose answer the target gains
    two_answers: tuple[TwoAnswers, ...]  # only where they differ
    files: int


def check_mergeable(source: Action, target: Action) -> None:
    """Raises ValidationError with the reason why the two cannot become one."""
    for action in (source, target):
        if action.is_shared_here or action.shares.filter(removed_at__isnull=True).exists():
            raise ValidationError(f"{action.code} {action.title}: {SHARED}")
    together = source.programme_id == target.programme_id and source.pk != target.pk
    if not together or any(one.is_archived or one.is_removed for one in (source, target)):
        raise ValidationError(NOT_TOGETHER)


def preview_merge(source: Action, target: Action) -> MergePreview:
    """What `merge_actions` would do. Raises ValidationError when the two cannot become one."""
    check_mergeable(source, target)
    known = {partner.organisation_id for partner in target.partners.all()}
    kept = {row.municipality_id: row for row in target.municipal_rows.all()}
    rows = list(source.municipal_rows.select_related("municipality"))
    partners = source.partners.select_related("organisation")
    return MergePreview(
        source=source,
        target=target,
        description=_joined(source, target, "description"),
        expected_result=_joined(source, target, "expected_result"),
        partners=tuple(str(one.organisation) for one in partners if one.organisation_id not in known),
        milestones=tuple(str(one) for one in source.milestones.all()),
        costs=tuple(str(one.year) for one in source.costs.all()),
        municipalities=tuple(str(row.municipality) for row in rows if row.municipality_id not in kept),
        two_answers=tuple(_two_answers(row, kept[row.municipality_id]) for row in rows if _differ(row, kept)),
        files=source.files.present().count(),
    )


@transaction.atomic
def merge_actions(
    *,
    source: Action,
    target: Action,
    seen_source: int,
    seen_target: int,
    by: User,
    reason: ChangeReason | None = None,
) -> Action:
    """Bring the source into the target and archive it; its updates and files stay on its own page.

    Partners, measures, blocks and remarks are united, texts follow each other, milestones and money move. Of a
    municipality with two answers that of the target stays. Raises EditConflictError when somebody changed either of
    them, ReasonNeededError when the programme is adopted and there is none, ValidationError when they cannot merge.
    """
    source, target = _locked(source, target)
    check_mergeable(source, target)
    if reason is None and is_adopted(target.programme):
        raise ReasonNeededError
    if source.version != seen_source:
        raise EditConflictError(source)
    values = _united(source, target)
    target.description = _joined(source, target, "description")
    target.expected_result = _joined(source, target, "expected_result")
    change_action(action=target, seen_version=seen_target, reason=reason, by=by, **values)
    source.milestones.all().delete()
    source.costs.all().delete()
    copy_municipal_rows(source=source, target=target)
    _record(source, target, reason, by)
    return target


def _record(source: Action, target: Action, reason: ChangeReason | None, by: User) -> None:
    from_words = f"{source.code} {source.title} ging hierin op"
    record_event(action=target, event="merged", after=from_words, by=by, reason=reason)
    move_spendings(source=source, target=target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    archive_action(action=source, by=by, after=f"Samengevoegd met {target.code} {target.title}", reason=reason)


def _locked(*actions: Action) -> list[Action]:
    """In one fixed order, so that two merges in opposite directions do not wait for each other."""
    locked = Action.objects.select_for_update(of=("self",)).select_related("programme", "node", "puller", "owner")
    found = {one.pk: one for one in locked.filter(pk__in=[action.pk for action in actions]).order_by("pk")}
    return [found[action.pk] for action in actions]


def _united(source: Action, target: Action) -> dict[str, list]:
    return {
        "measures": [*target.measures.all(), *source.measures.all()],
        "remarks": [*target.remarks.all(), *source.remarks.all()],
        "blocks": _blocks(source, target),
        "partners": _partners(source, target),
        "milestones": [*_milestones(target, keep=True), *_milestones(source, keep=False)],
        "costs": [*_costs(target, keep=True), *_costs(source, keep=False)],
    }


def _blocks(source: Action, target: Action) -> list[BuildingBlock]:
    """Own blocks only when together they differ from those of the target's node."""
    both = {block for action in (target, source) for block in action.blocks.all() or action.node.blocks.all()}
    return [] if both == set(target.node.blocks.all()) else sorted(both, key=lambda block: block.pk)


def _partners(source: Action, target: Action) -> list[PartnerValues]:
    """Each organisation once, with both responsibilities."""
    texts: dict = {}
    for action in (target, source):
        for one in action.partners.select_related("organisation"):
            told = texts.setdefault(one.organisation, [])
            if one.responsible_for and one.responsible_for not in told:
                told.append(one.responsible_for)
    return [PartnerValues(organisation, "\n\n".join(told)) for organisation, told in texts.items()]


def _milestones(action: Action, *, keep: bool) -> Iterable[MilestoneValues]:
    for one in action.milestones.all():
        yield MilestoneValues(one.title, one.due, one.state, one.reached_on, one.pk if keep else None)


def _costs(action: Action, *, keep: bool) -> Iterable[CostValues]:
    for one in action.costs.all():
        pk = one.pk if keep else None
        yield CostValues(one.year, one.amount, one.cover, one.is_provisional, pk, one.grant_id)


def _joined(source: Action, target: Action, name: str) -> str:
    """The target's text, then the source's under its name; what both say stands there once."""
    mine, theirs = getattr(target, name), getattr(source, name)
    if not theirs or theirs == mine:
        return mine
    joined = "\n\n".join(filter(None, [mine, f"Uit {source.code} {source.title}:", theirs]))
    if len(joined) > MAX_TEXT:
        raise ValidationError(TOO_LONG)
    return joined


def _differ(row: ActionMunicipality, kept: dict[int, ActionMunicipality]) -> bool:
    other = kept.get(row.municipality_id)
    return other is not None and _answer(row) != _answer(other)


def _two_answers(row: ActionMunicipality, kept: ActionMunicipality) -> TwoAnswers:
    return TwoAnswers(str(row.municipality), _answer(kept), _answer(row))


def _answer(row: ActionMunicipality) -> str:
    since = f"sinds {long_date(row.since)}" if row.since else ""
    return "\n".join(filter(None, [row.get_takes_part_display(), since, row.elaboration, row.consequence]))
