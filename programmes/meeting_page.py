"""What stands on the page of a meeting: its items, for one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.decided import Decided, conclusions_of
from programmes.models import (
    AgendaItem,
    FollowUp,
    Meeting,
    Presence,
    Proposal,
    ProposedDecision,
    SubjectConclusion,
)
from regions.rights import Rights


@dataclass(frozen=True)
class MeetingItem:
    """An item with what is asked and, once recorded, what was concluded and what that replaced, oldest first."""

    item: AgendaItem
    subject: str
    proposal: Proposal | None
    purpose: str
    purpose_code: str
    decisions: tuple[ProposedDecision, ...]
    conclusion: Decided | None
    replaced: tuple[Decided, ...] = ()
    said: SubjectConclusion | None = None  # of a subject that is no proposal
    said_before: tuple[SubjectConclusion, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.proposal is not None and self.conclusion is None


def attendance_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Who was there, in words: by kind of presence, the names of organisations and persons; one query."""
    found: dict[str, list[str]] = {str(Presence(kind).label): [] for kind in Presence}
    for row in meeting.attendances.all():
        words = f"{row.organisation_name} ({row.name})" if row.name else row.organisation_name
        found[str(Presence(row.presence).label)].append(words)
    return [(label, ", ".join(names)) for label, names in found.items() if names]


def items_of(meeting: Meeting, rights: Rights) -> list[MeetingItem]:
    """The items that this person may see, in order, in at most seven queries."""
    visible = (
        meeting.items.visible_to(rights)
        .with_early()
        .select_related("step__round__proposal__region", "step__purpose", "step__body")
    )
    conclusions = "step__conclusions"
    rows = visible.prefetch_related(
        "step__round__proposal__decisions",
        f"{conclusions}__outcome",
        f"{conclusions}__remarks",
        "conclusions",
        "follow_ups",
    )
    return [_item(row) for row in rows]


def proposals_of(items: Iterable[MeetingItem]) -> list[int]:
    """The keys of what is told of, for a document that is read later: by then it can be more than one may read."""
    return sorted({item.proposal.pk for item in items if item.proposal})


def _item(item: AgendaItem) -> MeetingItem:
    step, follow_ups = item.step, tuple(item.follow_ups.all())
    if step is None:
        told = list(item.conclusions.all())
        return MeetingItem(
            item,
            item.subject,
            None,
            "",
            "",
            (),
            None,
            said=told[-1] if told else None,
            said_before=tuple(told[:-1]),
            follow_ups=follow_ups,
        )
    proposal = step.round.proposal
    *replaced, conclusion = conclusions_of(step) or (None,)
    return MeetingItem(
        item=item,
        subject=proposal.subject,
        proposal=proposal,
        purpose=step.purpose.name,
        purpose_code=step.purpose.code,
        decisions=tuple(proposal.decisions.all()),
        conclusion=conclusion,
        replaced=tuple(decided for decided in replaced if decided),
        follow_ups=follow_ups,
    )
