"""The agenda of a meeting on paper: what it says, and how that becomes a PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ghnt.documents.drawing import Fact, Head
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.documents.words import long_date
from programmes.meeting_head import facts_of, head_of, title_of
from programmes.meeting_page import MeetingItem, items_of, proposals_of
from programmes.models import Meeting, Proposal, ProposalAttachment, ProposalFile
from regions.models import Region
from regions.rights import Rights


@dataclass(frozen=True)
class PrintedItem:
    number: int
    subject: str
    purpose: str
    note: str
    decisions: tuple[str, ...]
    attachments: tuple[str, ...]
    stays_inside: bool


@dataclass(frozen=True)
class AgendaDocument:
    head: Head
    title: str
    stand: str
    facts: tuple[Fact, ...]
    items: tuple[PrintedItem, ...]


def content_of(meeting: Meeting, region: Region, rights: Rights) -> str:
    """All that the agenda says to one person, as canonical JSON."""
    items = items_of(meeting, rights)
    names = _attachments([item.proposal for item in items if item.proposal])
    papers = meeting.papers_by
    return canonical_json(
        head_of(meeting, region)
        | {
            "papers": papers.isoformat() if papers else "",
            "items": [_item(item, names) for item in items],
            "proposals": proposals_of(items),
        }
    )


def _item(item: MeetingItem, names: dict[int, list[str]]) -> dict[str, Any]:
    proposal = item.proposal
    return {
        "subject": item.subject,
        "purpose": item.purpose,
        "note": item.item.note,
        "decisions": [decision.text for decision in item.decisions],
        "attachments": names.get(proposal.pk, []) if proposal else [],
        "stays_inside": bool(proposal and not proposal.may_distribute),
    }


def _attachments(proposals: list[Proposal]) -> dict[int, list[str]]:
    """The names of the attachments by proposal, those that the form lists first; two queries."""
    keys = [proposal.pk for proposal in proposals]
    found: dict[int, list[str]] = {key: [] for key in keys}
    listed = ProposalAttachment.objects.filter(proposal__in=keys).order_by("number")
    files = ProposalFile.objects.filter(proposal__in=keys).present().order_by("pk")
    for proposal, title in (*listed.values_list("proposal", "title"), *files.values_list("proposal", "title")):
        if title not in found[proposal]:
            found[proposal].append(title)
    return found


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/agenda.html", document_of(content), identifier=fingerprint(content))


def document_of(content: str) -> AgendaDocument:
    said = json.loads(content)
    title = title_of("Agenda", said)
    papers = (("Stukken uiterlijk", long_date(said["papers"])),) if said["papers"] else ()
    return AgendaDocument(
        head=Head(title, f"Regio {said['region']}", title, said["on"], said["on"], False),
        title=title,
        stand=f"Regio {said['region']}, stand van {long_date(said['on'])}",
        facts=facts_of(said) + papers,
        items=tuple(_printed(number, item) for number, item in enumerate(said["items"], 1)),
    )


def _printed(number: int, item: dict[str, Any]) -> PrintedItem:
    return PrintedItem(
        number=number,
        subject=item["subject"],
        purpose=item["purpose"],
        note=item["note"],
        decisions=tuple(item["decisions"]),
        attachments=tuple(item["attachments"]),
        stays_inside=item["stays_inside"],
    )
