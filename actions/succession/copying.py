"""Making the successor of a programme out of what goes along."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from simple_history.utils import bulk_create_with_history

from actions.models import Action, ActionCost, ActionMilestone, ActionMunicipality, ActionPartner
from actions.succession.packing import Luggage, luggage
from actions.succession.wishing import Succession
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import (
    BlockStance,
    Goal,
    MeasureStance,
    OutlineNode,
    PolicyFrame,
    ProgrammeChapter,
    RegionalProgramme,
)
from regions.models import Region

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def make_successor(*, succession: Succession, by: User) -> RegionalProgramme:
    """Make the successor with everything that goes along, all or nothing; the old programme stays as it is.

    Raises ValidationError, per field of the form, when a programme begins on that day or inside its period.
    """
    Region.objects.select_for_update().get(pk=succession.source.region_id)
    along = luggage(succession)
    programme = _programme(succession)
    _documents(along, programme, by)
    nodes = _nodes(along, programme)
    goals = [_twin(goal, programme=programme, node=nodes.get(goal.node_id)) for goal in along.goals]
    bulk_create_with_history(goals, Goal, default_user=by)
    _stances(along, programme, by)
    _actions(along, programme, nodes, by, with_measures=succession.keeps_measures)
    return programme


def _programme(succession: Succession) -> RegionalProgramme:
    programme = _twin(
        succession.source,
        title=succession.title,
        valid_from=succession.valid_from,
        valid_to=succession.valid_to,
        programme=succession.national,
        predecessor=succession.source,
    )
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError as error:  # somebody else made one at the same moment
        raise ValidationError({"valid_from": "Op deze dag begint al een programma. Kies een andere datum."}) from error
    return programme


def _documents(along: Luggage, programme: RegionalProgramme, by: User) -> None:
    chapters = [_twin(chapter, programme=programme) for chapter in along.chapters]
    bulk_create_with_history(chapters, ProgrammeChapter, default_user=by)
    frames = [_twin(frame, programme=programme) for frame in along.frames]
    bulk_create_with_history(frames, PolicyFrame, default_user=by)


def _nodes(along: Luggage, programme: RegionalProgramme) -> dict[int | None, OutlineNode]:
    """The new node of each old one; reading order has the parents first."""
    made: dict[int | None, OutlineNode] = {}
    for node in along.nodes:
        new = _twin(node, programme=programme, parent=made.get(node.parent_id), origin=node)
        new.save()
        if later := along.blocks.all_of(block.pk for block in node.blocks.all()):
            new.blocks.set(later)
        made[node.pk] = new
    return made


def _stances(along: Luggage, programme: RegionalProgramme, by: User) -> None:
    """When two blocks became one, the stance on the first of them holds."""
    by_block: dict[int, BlockStance] = {}
    for stance in along.block_stances:
        for block in along.blocks.of(stance.block_id):
            by_block.setdefault(block, _twin(stance, programme=programme, block_id=block))
    bulk_create_with_history(list(by_block.values()), BlockStance, default_user=by)
    measures = [_twin(stance, programme=programme) for stance in along.measure_stances]
    bulk_create_with_history(measures, MeasureStance, default_user=by)


def _actions(
    along: Luggage,
    programme: RegionalProgramme,
    nodes: dict[int | None, OutlineNode],
    by: User,
    *,
    with_measures: bool,
) -> None:
    made = {action: _action(action, programme, nodes[action.node_id], by) for action in along.actions}
    for action, new in made.items():
        if with_measures and (measures := action.measures.all()):
            new.measures.set(measures)
        if later := along.blocks.all_of(block.pk for block in action.blocks.all()):
            new.blocks.set(later)
    ActionPartner.objects.bulk_create(_belonging(made, lambda action: action.partners.all()))
    ActionMilestone.objects.bulk_create(_belonging(made, lambda action: action.open_milestones))
    ActionCost.objects.bulk_create(_belonging(made, lambda action: action.coming_costs))
    rows = _belonging(made, lambda action: action.municipal_rows.all())
    bulk_create_with_history(rows, ActionMunicipality, default_user=by)


def _action(action: Action, programme: RegionalProgramme, node: OutlineNode, by: User) -> Action:
    """A new action with the number it had; its updates stay with the old one."""
    now = clock.now()
    new = _twin(action, programme=programme, node=node, origin=action, merged_into=None, changed_by=by)
    new.created_at = new.changed_at = now
    new.save()
    return new


def _belonging(made: dict[Action, Action], rows: Any) -> list[Any]:
    """A copy of the rows of each action, for its new one."""
    return [_twin(row, action=new) for action, new in made.items() for row in rows(action)]


def _twin(row: Row, **changes: Any) -> Row:
    """An unsaved copy of the row, with these fields changed; nobody edited it yet."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name != "version"
    }
    new = type(row)(**values)
    for name, value in changes.items():
        setattr(new, name, value)
    return new
