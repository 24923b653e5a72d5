"""The history of an action: what changed, from what to what, who did it, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from actions.changes import EVENTS, label_of
from actions.models import Action, ActionChange

PAGE_SIZE = 20


@dataclass(frozen=True)
class HistoryLine:
    label: str
    before: str
    after: str
    is_event: bool  # something that happened to the action as a whole
    at: datetime
    by: str
    reason: str
    reason_kind: str


@dataclass(frozen=True)
class History:
    lines: tuple[HistoryLine, ...]
    page_obj: Page
    is_open: bool

    @property
    def total(self) -> int:
        return self.page_obj.paginator.count


def history_of(action: Action, page: str | None) -> History:
    """Newest first, a page at a time; a page that does not exist is the last."""
    changes = action.changes.select_related("by", "reason")
    found = Paginator(changes, PAGE_SIZE).get_page(page or 1)
    return History(tuple(_line(change) for change in found), found, is_open=bool(page))


def _line(change: ActionChange) -> HistoryLine:
    return HistoryLine(
        label=label_of(change.field),
        before=change.before,
        after=change.after,
        is_event=change.field in EVENTS,
        at=change.at,
        by=str(change.by) if change.by else "",
        reason=change.reason.text if change.reason else "",
        reason_kind=change.reason.get_kind_display() if change.reason else "",
    )
