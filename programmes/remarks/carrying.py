"""What was said of remarks goes along: with a corrected conclusion, and with a node that is merged into another."""

from __future__ import annotations

from collections.abc import Collection

from ghnt.accounts.models import User
from programmes.models import Conclusion, OutlineNode, RemarkFollowUp
from programmes.remarks.hanging import hangings


def carry_remarks(*, old: Conclusion, new: Conclusion, by: User) -> None:
    """Bring follow-ups and links of remarks whose text stayed the same to the new conclusion.

    A remark that vanished keeps what was said of it, under the conclusion that was replaced.
    """
    pairs = _same_remarks(old, new)
    for row in RemarkFollowUp.objects.filter(remark__in=pairs):
        row.claim(row.version)
        row.remark_id = pairs[row.remark_id]
        row._history_user = by  # type: ignore[attr-defined]  # read by simple_history
        row.save()
    for hanging in hangings() if pairs else ():
        hanging.carry(pairs, by=by)


def move_places(*, source: OutlineNode, target: OutlineNode, actions: Collection[int] | None, by: User) -> None:
    """Remarks processed in `source` are so in `target` once all of it went there; after a split they stay."""
    for row in RemarkFollowUp.objects.filter(node=source) if actions is None else ():
        row.claim(row.version)
        row.node = target
        row._history_user = by  # type: ignore[attr-defined]  # read by simple_history
        row.save()


def _same_remarks(old: Conclusion, new: Conclusion) -> dict[int, int]:
    """By the remark that was, the one with the same words; of twins each its own."""
    waiting = list(new.remarks.all())
    pairs = {}
    for remark in old.remarks.all():
        same = next((one for one in waiting if one.text.split() == remark.text.split()), None)
        if same:
            pairs[remark.pk] = same.pk
            waiting.remove(same)
    return pairs
