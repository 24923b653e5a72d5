"""Making a bottleneck of a passage that was marked as one, with a link both ways."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from actions.bottlenecks.saving import save_bottleneck
from actions.models import Bottleneck
from ghnt.accounts.models import User
from regions.rights import Right, Rights
from reporting.models import Signal, SignalKind

NO_BOTTLENECK = "Alleen een passage die als knelpunt is gemarkeerd, kan een knelpunt worden."
LONGEST = 200


def may_make(signal: Signal, rights: Rights) -> bool:
    """Whoever writes the region's actions, of a passage that has none yet."""
    is_one = signal.kind == SignalKind.BOTTLENECK and (signal.bottleneck is None or signal.bottleneck.is_removed)
    return is_one and rights.may(Right.WRITE_ACTIONS, signal.region_id)


@transaction.atomic
def make_bottleneck(*, signal: Signal, by: User) -> Bottleneck:
    """The bottleneck of a marked passage, told in the report as the passage is; a second time the same one.

    Raises ValidationError for a passage of another kind.
    """
    signal = Signal.objects.select_for_update(of=("self",)).select_related("region", "bottleneck").get(pk=signal.pk)
    if signal.kind != SignalKind.BOTTLENECK:
        raise ValidationError(NO_BOTTLENECK)
    if signal.bottleneck is not None and not signal.bottleneck.is_removed:
        return signal.bottleneck
    title = signal.passage if len(signal.passage) <= LONGEST else f"{signal.passage[: LONGEST - 1].rsplit(' ', 1)[0]}…"
    made = Bottleneck(region=signal.region, title=" ".join(title.split()), text=_text(signal), in_report=True)
    made.found_on = localdate(signal.at)
    signal.bottleneck = save_bottleneck(bottleneck=made, relations={}, seen_version=None, by=by)
    signal.save(update_fields=["bottleneck"])
    return signal.bottleneck


def _text(signal: Signal) -> str:
    passage = signal.passage if len(signal.passage) > LONGEST else ""
    return "\n\n".join(filter(None, (passage, signal.note)))
