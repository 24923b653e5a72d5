"""What stands on the page on which a secretary types: every item with its concept, and the meeting in general."""

from __future__ import annotations

from dataclasses import dataclass

from programmes.decision_list.reading_back import GENERAL
from programmes.meeting_page import MeetingItem, items_of
from programmes.models import AgendaItem, ConclusionDraft, Meeting
from regions.models import Seat
from regions.rights import Rights


@dataclass(frozen=True)
class DraftRow:
    """An item, or the meeting in general, for which actiepunten alone are asked."""

    number: int
    told: MeetingItem | None
    draft: ConclusionDraft | None

    @property
    def item(self) -> AgendaItem | None:
        return self.told.item if self.told else None

    @property
    def key(self) -> int:
        """0 is the meeting in general."""
        return self.told.item.pk if self.told else 0

    @property
    def key_text(self) -> str:
        return str(self.key)

    @property
    def subject(self) -> str:
        return self.told.subject if self.told else GENERAL

    @property
    def name(self) -> str:
        return f"Punt {self.number}" if self.told else GENERAL

    @property
    def purpose_code(self) -> str:
        return self.told.purpose_code if self.told else ""

    @property
    def is_step(self) -> bool:
        return self.told is not None and self.told.proposal is not None

    @property
    def is_concluded(self) -> bool:
        return self.told is not None and self.told.conclusion is not None

    @property
    def has_answer(self) -> bool:
        """Whether nothing waits: an outcome at a proposal, words at a subject."""
        if self.draft is None:
            return False
        return bool(self.draft.outcome_id) if self.is_step else not self.draft.is_empty


@dataclass(frozen=True)
class Tally:
    """ "5 van 8 punten ingevuld"."""

    done: int
    total: int

    @property
    def to_do(self) -> int:
        return self.total - self.done


def rows_of(meeting: Meeting, rights: Rights) -> list[DraftRow]:
    """The items that this person may see, in order, and the meeting in general behind them."""
    drafts = {draft.item_id: draft for draft in meeting.drafts.select_related("outcome", "saved_by")}
    told = items_of(meeting, rights)
    rows = [DraftRow(number, one, drafts.get(one.item.pk)) for number, one in enumerate(told, 1)]
    return [*rows, DraftRow(0, None, drafts.get(None))]


def tally(rows: list[DraftRow]) -> Tally:
    asked = [row for row in rows if row.told]
    return Tally(sum(row.is_concluded or row.has_answer for row in asked), len(asked))


def people_of(meeting: Meeting) -> list[str]:
    """Names to offer for who does an actiepunt: the organisations that sit in the body; one query."""
    seats = Seat.objects.filter(body=meeting.body_id).order_by("organisation__name")
    return list(seats.values_list("organisation__name", flat=True).distinct())
