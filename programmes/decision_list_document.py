"""The besluitenlijst of a meeting on paper: what it says, and how that becomes a PDF. CONCEPT until it is fixed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ghnt.documents.drawing import Fact, Head
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.documents.words import Word, long_date, moment, short_date
from programmes.decision_list.rows import rows_of
from programmes.meeting_head import facts_of, head_of, title_of
from programmes.meeting_page import MeetingItem, proposals_of
from programmes.models import ConclusionDraft, FollowUp, Meeting, Presence
from regions.models import Region
from regions.rights import Rights

NOT_TREATED = {"label": "Nog niet behandeld", "icon": "circle-dashed", "tone": "grey"}


@dataclass(frozen=True)
class PrintedDecision:
    number: int
    subject: str
    purpose: str
    outcome: Word | None
    conclusion: str
    remarks: tuple[str, ...]
    corrected: str  # "Verbeterd op 3 maart 2021, want …"
    stays_inside: bool


@dataclass(frozen=True)
class PrintedFollowUp:
    text: str
    who: str
    due: str


@dataclass(frozen=True)
class PrintedPresence:
    organisation: str
    name: str
    presence: str


@dataclass(frozen=True)
class DecisionListDocument:
    head: Head
    title: str
    stand: str
    state: str
    facts: tuple[Fact, ...]
    attendance: tuple[PrintedPresence, ...]
    decisions: tuple[PrintedDecision, ...]
    follow_ups: tuple[PrintedFollowUp, ...]


def content_of(meeting: Meeting, region: Region, rights: Rights, *, with_drafts: bool) -> str:
    """All that the list says to one person, as canonical JSON; `with_drafts` for who types the conclusions."""
    rows = rows_of(meeting, rights)
    items = [row.told for row in rows if row.told]
    is_typed = with_drafts and not meeting.is_recorded
    drafts = {row.key: row.draft for row in rows if row.draft and is_typed}
    return canonical_json(
        head_of(meeting, region)
        | {
            "recorded_at": meeting.recorded_at.isoformat() if meeting.recorded_at else "",
            "recorded_by": str(meeting.recorded_by) if meeting.recorded_by else "",
            "attendance": [
                [row.organisation_name, row.name, Presence(row.presence).label] for row in meeting.attendances.all()
            ],
            "items": [_item(item, drafts.get(item.item.pk)) for item in items],
            "follow_ups": [*_agreed(meeting, items), *_to_agree(drafts.values())],
            "proposals": proposals_of(items),
            "has_drafts": bool(drafts),
        }
    )


def _item(item: MeetingItem, draft: ConclusionDraft | None) -> dict[str, Any]:
    proposal = item.proposal
    about = {
        "subject": item.subject,
        "purpose": item.purpose,
        "stays_inside": bool(proposal and not proposal.may_distribute),
        "is_proposal": proposal is not None,
        "outcome": None,
        "text": "",
        "remarks": [],
        "corrected_on": "",
        "reason": "",
    }
    return about | (_concluded(item) or (_drafted(draft) if draft else {}))


def _concluded(item: MeetingItem) -> dict[str, Any]:
    if decided := item.conclusion:
        mark = decided.outcome
        return {
            "outcome": {"label": mark.label, "icon": mark.icon, "tone": mark.tone},
            "text": decided.text,
            "remarks": [] if decided.repeats_remarks else list(decided.remarks),
            "corrected_on": decided.at.isoformat() if decided.reason else "",
            "reason": decided.reason,
        }
    if said := item.said:
        return {"text": said.text, "corrected_on": said.at.isoformat() if said.reason else "", "reason": said.reason}
    return {}


def _drafted(draft: ConclusionDraft) -> dict[str, Any]:
    mark = draft.outcome
    outcome = {"label": mark.label, "icon": mark.icon, "tone": mark.tone} if mark else None
    return {"outcome": outcome, "text": draft.text, "remarks": list(draft.remarks)}


def _agreed(meeting: Meeting, items: list[MeetingItem]) -> list[list[str]]:
    """Actiepunten of the items that this person may see, and those of the meeting in general."""
    numbers = {item.item.pk: number for number, item in enumerate(items, 1)}
    rows = FollowUp.objects.filter(meeting=meeting).select_related("organisation").order_by("due", "pk")
    return [
        [_at(numbers.get(row.item_id or 0)) + row.text, row.who, row.due.isoformat() if row.due else ""]
        for row in rows
        if row.item_id is None or row.item_id in numbers
    ]


def _at(number: int | None) -> str:
    return f"Punt {number}: " if number else ""


def _to_agree(drafts: Iterable[ConclusionDraft]) -> list[list[str]]:
    """As typed: the date in the words of who typed it."""
    return [list(words) for draft in drafts for words in draft.follow_ups]


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/decision_list.html", document_of(content), identifier=fingerprint(content))


def document_of(content: str) -> DecisionListDocument:
    said = json.loads(content)
    title = title_of("Besluitenlijst", said)
    is_concept = not said["recorded_at"]
    return DecisionListDocument(
        head=Head(title, f"Regio {said['region']}", title, said["on"], said["on"], is_concept),
        title=title,
        stand=f"Regio {said['region']}, stand van {long_date(said['on'])}",
        state=_state(said),
        facts=facts_of(said),
        attendance=tuple(PrintedPresence(*row) for row in said["attendance"]),
        decisions=tuple(_printed(number, item) for number, item in enumerate(said["items"], 1)),
        follow_ups=tuple(PrintedFollowUp(text, who, _due(due)) for text, who, due in said["follow_ups"]),
    )


def _state(said: dict[str, Any]) -> str:
    if not said["recorded_at"]:
        return "Dit is een concept. De besluitenlijst is nog niet vastgelegd."
    return f"Vastgelegd door {said['recorded_by']} op {moment(said['recorded_at'])}."


def _due(text: str) -> str:
    try:
        return short_date(text)
    except ValueError:  # of a concept: as typed
        return text


def _printed(number: int, item: dict[str, Any]) -> PrintedDecision:
    outcome = item["outcome"] or (NOT_TREATED if item["is_proposal"] else None)
    corrected = f"Verbeterd op {moment(item['corrected_on'])}, want {item['reason']}" if item["reason"] else ""
    return PrintedDecision(
        number=number,
        subject=item["subject"],
        purpose=item["purpose"],
        outcome=Word(**outcome) if outcome else None,
        conclusion=item["text"],
        remarks=tuple(item["remarks"]),
        corrected=corrected,
        stays_inside=item["stays_inside"],
    )
