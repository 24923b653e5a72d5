"""Policy frames around a programme, and which of them end soon or ended already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt.ui.dates import long_date
from programmes.models import PolicyFrame, RegionalProgramme

SOON = timedelta(days=183)


@dataclass(frozen=True)
class FrameLine:
    frame: PolicyFrame
    warning: str  # "" while it holds for more than half a year, or without an end


def frames_of(programme: RegionalProgramme, *, on: date) -> tuple[FrameLine, ...]:
    """The policy frames, those that end first on top; without an end last."""
    frames = list(PolicyFrame.objects.filter(programme=programme))
    frames.sort(key=lambda frame: (frame.valid_to or date.max, frame.title.casefold()))
    return tuple(FrameLine(frame, _warning(frame, on)) for frame in frames)


@transaction.atomic
def save_policy_frame(*, frame: PolicyFrame, seen_version: int | None) -> PolicyFrame:
    """Save a new or changed frame.

    Raises ValidationError when the programme has one of that name, EditConflictError when somebody else changed it.
    """
    RegionalProgramme.objects.select_for_update().get(pk=frame.programme_id)
    same = PolicyFrame.objects.filter(programme=frame.programme_id, title__iexact=frame.title)
    if same.exclude(pk=frame.pk).exists():
        raise ValidationError({"title": "Dit beleidskader staat er al. Wijzig de regel die er staat."})
    if frame.pk:
        frame.claim(seen_version or 0)
    frame.save()
    return frame


def _warning(frame: PolicyFrame, on: date) -> str:
    if frame.valid_to is None or frame.valid_to > on + SOON:
        return ""
    if frame.valid_to < on:
        return f"Afgelopen op {long_date(frame.valid_to)}."
    return f"Loopt binnen een half jaar af, op {long_date(frame.valid_to)}."
