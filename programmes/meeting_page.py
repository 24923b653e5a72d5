"""What stands on the page of a meeting: its items, for one person."""

from __future__ import annotations

from dataclasses import dataclass

from programmes.decided import Decided, conclusions_of
from programmes.models import AgendaItem, Meeting, Proposal, ProposedDecision
from regions.rights import Rights


@dataclass(frozen=True)
class MeetingItem:
    """An item with what is asked and, once recorded, what was concluded."""

    item: AgendaItem
    subject: str
    proposal: Proposal | None
    purpose: str
    purpose_code: str
    decisions: tuple[ProposedDecision, ...]
    conclusion: Decided | None

    @property
    def is_open(self) -> bool:
        return self.proposal is not None and self.conclusion is None


def items_of(meeting: Meeting, rights: Rights) -> list[MeetingItem]:
    """The items that this person may see, in order, in at most five queries."""
    visible = meeting.items.visible_to(rights).select_related(
        "step__round__proposal__region", "step__purpose", "step__body"
    )
    conclusions = "step__conclusions"
    rows = visible.prefetch_related(
        "step__round__proposal__decisions", f"{conclusions}__outcome", f"{conclusions}__remarks"
    )
    return [_item(row) for row in rows]


def _item(item: AgendaItem) -> MeetingItem:
    step = item.step
    if step is None:
        return MeetingItem(item, item.subject, None, "", "", (), None)
    proposal = step.round.proposal
    told = conclusions_of(step)
    return MeetingItem(
        item=item,
        subject=proposal.subject,
        proposal=proposal,
        purpose=step.purpose.name,
        purpose_code=step.purpose.code,
        decisions=tuple(proposal.decisions.all()),
        conclusion=told[-1] if told else None,
    )
