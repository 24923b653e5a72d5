"""The history of an answer that saves itself: one row for each person and each pause, not one for each save."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reporting.models import Answer

PAUSE = timedelta(minutes=10)
_KEPT = ("text", "version", "carried_from_id", "updated_at")


def save_in_one_row(answer: Answer) -> None:
    """Save the answer; when its writer went on within ten minutes, in the row of history that was made last.

    That row then holds what stands now, so that no text which stood there for longer ever falls out of the history.
    """
    last = answer.history.order_by("-history_date", "-history_id").first()
    if last is None or not _goes_on(answer, last):
        answer.save()
        return
    answer.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        answer.save()
    finally:
        del answer.skip_history_when_saving  # type: ignore[attr-defined]
    answer.history.filter(pk=last.pk).update(**{name: getattr(answer, name) for name in _KEPT})


def _goes_on(answer: Answer, last: Any) -> bool:
    same_writer = last.updated_by_id == answer.updated_by_id and last.history_type != "-"
    return bool(same_writer and answer.updated_at - last.updated_at < PAUSE)
