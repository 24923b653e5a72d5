"""Versions of a proposal: its text and attachments fixed as they went to a body, and what differs between two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ghnt.accounts.models import User
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.dates import long_date
from ghnt.ui.text import clean_pasted
from ghnt.ui.text_differences import Piece, line_differences, shortened, text_differences
from programmes.models import Proposal, ProposalVersion, ProposalVersionFile

SCHEMA = 1


@dataclass(frozen=True)
class FixedFile:
    title: str
    name: str
    sha256: str

    @property
    def words(self) -> str:
        return f"{self.title} ({self.name})"


@dataclass(frozen=True)
class FixedText:
    """What a version says. No contact: somebody who leaves must not stay in a seal."""

    subject: str
    reference: str
    date: str  # ISO, "" = none
    decisions: tuple[str, ...]
    explanation: str
    attachments: tuple[str, ...]
    files: tuple[FixedFile, ...]


@dataclass(frozen=True)
class TextChange:
    """One part of the proposal that differs, as pieces that stayed, came and went."""

    label: str
    pieces: tuple[Piece, ...]


def text_of(proposal: Proposal) -> FixedText:
    """The proposal as it stands now, in three queries."""
    files = proposal.files.present().select_related("file")
    return FixedText(
        subject=proposal.subject,
        reference=proposal.reference,
        date=proposal.date.isoformat() if proposal.date else "",
        decisions=tuple(decision.text for decision in proposal.decisions.all()),
        explanation=proposal.explanation,
        attachments=tuple(attachment.title for attachment in proposal.attachments.all()),
        files=tuple(FixedFile(one.title, one.file.name, one.file.sha256) for one in files),
    )


def fixed_text(version: ProposalVersion) -> FixedText:
    """What a version says."""
    said = json.loads(version.content)
    return FixedText(
        subject=said["subject"],
        reference=said["reference"],
        date=said["date"],
        decisions=tuple(said["decisions"]),
        explanation=said["explanation"],
        attachments=tuple(said["attachments"]),
        files=tuple(FixedFile(**file) for file in said["files"]),
    )


@transaction.atomic
def fix_version(*, proposal: Proposal, note: str, by: User) -> tuple[ProposalVersion, bool]:
    """Fix the proposal as it stands, and whether that made a new version.

    When nothing changed since the last version, that one is given. Raises ValidationError for a note too long.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    content = canonical_json(text_of(proposal))
    last = proposal.versions.last()
    if last and last.content == content:
        return last, False
    version = ProposalVersion.objects.create(
        proposal=proposal,
        number=last.number + 1 if last else 1,
        note=clean_pasted(note).text.strip(),
        schema=SCHEMA,
        content=content,
        sha256=fingerprint(content),
        by=by,
        by_name=str(by),
    )
    ProposalVersionFile.objects.bulk_create(
        ProposalVersionFile(version=version, file=one.file, title=one.title)
        for one in proposal.files.present().select_related("file")
    )
    return version, True


def differences(before: FixedText, after: FixedText) -> tuple[TextChange, ...]:
    """The parts that differ; none: both say the same."""
    return tuple(_differences(before, after))


def _differences(before: FixedText, after: FixedText) -> Iterator[TextChange]:
    texts = (
        ("Onderwerp", before.subject, after.subject),
        ("Kenmerk", before.reference, after.reference),
        ("Datum", _day(before.date), _day(after.date)),
        ("Toelichting", before.explanation, after.explanation),
    )
    numbered = _by_number(before.decisions, after.decisions)
    for label, old, new in (*texts[:1], *numbered, *texts[1:]):
        if old != new:
            yield TextChange(label, shortened(text_differences(old, new)))
    lists = (
        ("Bijlagen die het formulier noemt", before.attachments, after.attachments),
        ("Bestanden", tuple(one.words for one in before.files), tuple(one.words for one in after.files)),
    )
    for label, old_lines, new_lines in lists:
        if old_lines != new_lines:
            yield TextChange(label, line_differences(old_lines, new_lines))
    for words in _rewritten(before, after):
        yield TextChange(f"Inhoud van {words}", line_differences(("vorige inhoud",), ("andere inhoud",)))


def _by_number(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The proposed decisions side by side, by number."""
    for place in range(max(len(before), len(after))):
        old, new = (texts[place] if place < len(texts) else "" for texts in (before, after))
        yield f"Gevraagd besluit {place + 1}", old, new


def _rewritten(before: FixedText, after: FixedText) -> list[str]:
    """Files with the same title and name, but other contents."""
    here, there = ({one.words: one.sha256 for one in text.files} for text in (before, after))
    return sorted(words for words in here.keys() & there.keys() if here[words] != there[words])


def _day(iso: str) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""
