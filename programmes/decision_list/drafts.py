"""Concepts of conclusions: saved while a secretary types, seen by who records alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from ghnt.ui.text import clean_pasted
from programmes.decision_list.states import Verb, refuse_unless
from programmes.models import AgendaItem, ConclusionDraft, Meeting


class FollowUpWords(NamedTuple):
    """An actiepunt as typed; a date that nobody understands is kept until it is fixed."""

    text: str = ""
    who: str = ""
    due: str = ""


@dataclass(frozen=True)
class DraftValues:
    """What somebody typed for one item, without tags; `sources` holds by field what was pasted with them."""

    outcome: int | None = None
    text: str = ""
    remarks: tuple[str, ...] = ()
    follow_ups: tuple[FollowUpWords, ...] = ()
    sources: dict[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def typed(
        cls, *, outcome: int | None, text: str, remarks: Sequence[str], follow_ups: Sequence[FollowUpWords]
    ) -> DraftValues:
        """Pasted HTML becomes text. Raises ValidationError for a text that is too long."""
        sources: dict[str, str] = {}

        def clean(name: str, value: str) -> str:
            found = clean_pasted(value)
            if found.was_html:
                sources[name] = value
            return found.text.strip()

        told = tuple(clean(f"remark-{number}", remark) for number, remark in enumerate(remarks, 1))
        asked = (
            FollowUpWords(clean(f"follow-up-{number}", words.text), words.who.strip(), words.due.strip())
            for number, words in enumerate(follow_ups, 1)
        )
        return cls(outcome, clean("text", text), tuple(filter(None, told)), tuple(filter(any, asked)), sources)

    @classmethod
    def of(cls, draft: ConclusionDraft | None) -> DraftValues:
        if draft is None:
            return cls()
        follow_ups = tuple(FollowUpWords(*words) for words in draft.follow_ups)
        return cls(draft.outcome_id, draft.text, tuple(draft.remarks), follow_ups, draft.sources)

    @property
    def is_empty(self) -> bool:
        return self == DraftValues()


class DraftsChangedError(Exception):
    """Some concepts were changed by others; by item, 0 for the meeting in general, the concept as it stands now."""

    def __init__(self, current: dict[int, ConclusionDraft]) -> None:
        super().__init__(f"{len(current)} drafts")
        self.current = current


@dataclass(frozen=True)
class DraftChange:
    item: AgendaItem | None
    seen: int | None
    values: DraftValues


@transaction.atomic
def save_draft(
    *, meeting: Meeting, item: AgendaItem | None, seen: int | None, values: DraftValues, by: User
) -> ConclusionDraft:
    """Save what was typed for an item, or for the meeting in general; saving the same again changes nothing.

    `seen` is the version of the concept as the user read it, None when there was none. Raises EditConflictError when
    somebody else typed something different meanwhile, ValidationError when the decision list is fixed already.
    """
    standing = Meeting.objects.select_for_update().get(pk=meeting.pk)
    refuse_unless(standing, Verb.DRAFT)
    draft = ConclusionDraft.objects.filter(meeting=meeting, item=item).first()
    if draft is None:
        return _first(ConclusionDraft(meeting=standing, item=item), values, by)
    if DraftValues.of(draft) == values:
        return draft
    if seen is None:
        raise EditConflictError(draft)
    draft.claim(seen)
    return _write(draft, values, by)


@transaction.atomic
def save_drafts(*, meeting: Meeting, changes: Sequence[DraftChange], by: User) -> int:
    """Save all of them or none; raises DraftsChangedError with every concept that somebody else changed."""
    conflicts: dict[int, ConclusionDraft] = {}
    for change in changes:
        try:
            save_draft(meeting=meeting, item=change.item, seen=change.seen, values=change.values, by=by)
        except EditConflictError as conflict:
            conflicts[change.item.pk if change.item else 0] = conflict.current  # type: ignore[assignment]
    if conflicts:
        raise DraftsChangedError(conflicts)
    return len(changes)


def _first(draft: ConclusionDraft, values: DraftValues, by: User) -> ConclusionDraft:
    try:
        with transaction.atomic():
            return _write(draft, values, by)
    except IntegrityError:  # a colleague began at the same moment
        current = ConclusionDraft.objects.get(meeting=draft.meeting, item=draft.item)
        if DraftValues.of(current) == values:
            return current
        raise EditConflictError(current) from None


def _write(draft: ConclusionDraft, values: DraftValues, by: User) -> ConclusionDraft:
    written: dict[str, Any] = {
        "outcome_id": values.outcome,
        "text": values.text,
        "remarks": list(values.remarks),
        "follow_ups": [list(words) for words in values.follow_ups],
        "sources": draft.sources | values.sources,
        "saved_at": clock.now(),
        "saved_by": by,
    }
    for name, value in written.items():
        setattr(draft, name, value)
    draft.save()
    return draft
