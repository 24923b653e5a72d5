"""Actions that go along when nodes of the outline merge or split."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from actions.changes import plan_of, record_changes
from actions.models import Action, LocalAction
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import OutlineNode


@transaction.atomic
def move_actions(*, source: OutlineNode, target: OutlineNode, actions: Collection[int] | None, by: User) -> None:
    """Bring actions of `source` to `target` with the next free numbers there: those named, or all when None.

    All means those in the archive and the bin too, and the local actions of municipalities: `source` goes away.
    """
    OutlineNode.objects.select_for_update().get(pk=target.pk)
    going = Action.objects.filter(node=source).select_related("puller", "owner", "programme").order_by("number")
    if actions is not None:
        going = going.present().filter(pk__in=actions)
    last = Action.objects.filter(node=target).aggregate(last=Max("number"))["last"] or 0
    for number, action in enumerate(going, start=last + 1):
        _move(action, source, target, number, by)
    if actions is None:
        for local in LocalAction.objects.filter(node=source):
            local.claim(local.version)
            local.node = target
            local.save(update_fields=["node", "version"])


def _move(action: Action, source: OutlineNode, target: OutlineNode, number: int, by: User) -> None:
    action.node = source
    before = plan_of(action)
    action.claim(action.version)
    action.node, action.number = target, number
    action.changed_at, action.changed_by = clock.now(), by
    action.save(update_fields=["node", "number", "version", "changed_at", "changed_by"])
    record_changes(action=action, before=before, by=by, reason=None)
