"""The concept of a decision list read back before it is fixed: what will stand there, what stays open, what lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ghnt.ui.dates import parse_dutch_date
from programmes.decision_list.drafts import DraftValues, FollowUpWords
from programmes.models import AgendaItem, ConclusionDraft, Meeting, Outcome

GENERAL = "De vergadering als geheel"


@dataclass(frozen=True)
class Asked:
    """An actiepunt as it will be recorded."""

    text: str
    who: str
    due: date | None


@dataclass(frozen=True)
class ReadItem:
    """One item, or the meeting in general, with its concept; `gaps` must be mended before anything is fixed."""

    item: AgendaItem | None
    subject: str
    number: int
    draft: ConclusionDraft | None
    outcome: Outcome | None
    values: DraftValues
    follow_ups: tuple[Asked, ...]
    gaps: tuple[str, ...]
    was_concluded: bool = False

    @property
    def anchor(self) -> str:
        return f"row-{self.item.pk if self.item else 0}"

    @property
    def is_step(self) -> bool:
        return self.item is not None and self.item.step_id is not None

    @property
    def stays_open(self) -> bool:
        """A proposal that was not treated: it goes off the agenda and waits for another date."""
        return self.is_step and not self.was_concluded and self.values.is_empty

    @property
    def says_something(self) -> bool:
        return not self.values.is_empty


@dataclass(frozen=True)
class ReadBack:
    items: tuple[ReadItem, ...]
    general: ReadItem

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Where, and what to do there."""
        return tuple((read.anchor, gap) for read in (*self.items, self.general) for gap in read.gaps)

    @property
    def left_open(self) -> tuple[ReadItem, ...]:
        return tuple(read for read in self.items if read.stays_open)

    @property
    def says_nothing(self) -> bool:
        return not any(read.says_something or read.was_concluded for read in (*self.items, self.general))

    @property
    def seen(self) -> str:
        """What was read, as one word: fixing anything else than this is refused."""
        drafts = (read.draft for read in (*self.items, self.general))
        return ".".join(
            [
                *(f"{read.item.pk}" for read in self.items if read.item),
                *(f"{draft.pk}-{draft.version}" for draft in drafts if draft),
            ]
        )


def read_back(meeting: Meeting) -> ReadBack:
    """The whole agenda with its concepts, in at most four queries; a proposal in the bin is left out."""
    drafts = {draft.item_id: draft for draft in meeting.drafts.select_related("outcome")}
    items = meeting.items.standing().with_early().select_related("step__round__proposal", "step__purpose", "step__body")
    rows = items.prefetch_related("step__conclusions")
    return ReadBack(
        items=tuple(_item(row, number, drafts.get(row.pk)) for number, row in enumerate(rows, 1)),
        general=_read(None, GENERAL, 0, drafts.get(None)),
    )


def _item(item: AgendaItem, number: int, draft: ConclusionDraft | None) -> ReadItem:
    if item.step is None:
        return _read(item, item.subject, number, draft)
    concluded = bool(item.step.conclusions.all())
    return _read(item, item.step.round.proposal.subject, number, None if concluded else draft, concluded)


def _read(
    item: AgendaItem | None, subject: str, number: int, draft: ConclusionDraft | None, concluded: bool = False
) -> ReadItem:
    values = DraftValues.of(draft)
    place = f"Punt {number}" if number else GENERAL
    found, gaps = _follow_ups(values.follow_ups, place)
    if item is not None and item.step_id and not values.is_empty and values.outcome is None:
        gaps.insert(0, f"{place}: kies een uitkomst bij deze conclusie, of maak de tekst leeg.")
    outcome = draft.outcome if draft else None
    return ReadItem(item, subject, number, draft, outcome, values, found, tuple(gaps), concluded)


def _follow_ups(typed: Iterable[FollowUpWords], place: str) -> tuple[tuple[Asked, ...], list[str]]:
    found, gaps = [], []
    for words in typed:
        if not words.text:
            gaps.append(f"{place}: schrijf wat het actiepunt van {words.who or words.due} is.")
        if not words.who:
            gaps.append(f"{place}: vul in wie dit doet: ‘{words.text[:60]}’.")
        due, understood = due_date(words.due)
        if not understood:
            gaps.append(f"{place}: ‘{words.due}’ is geen datum. Vul een datum in, bijvoorbeeld 3 maart 2027.")
        found.append(Asked(words.text, words.who, due))
    return tuple(found), gaps


def due_date(typed: str) -> tuple[date | None, bool]:
    """The date, and whether the text was understood; an empty text is no date."""
    if not typed:
        return None, True
    try:
        return parse_dutch_date(typed), True
    except ValueError:
        return None, False
