"""What the dossier of a region holds, gathered when it is asked for: nothing that stays within the region."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from pydantic import TypeAdapter

from actions.models import Action, ActionFile
from ghnt.documents.attachments import Attachment
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json
from programmes.decision_documents import may_still_read
from programmes.models import (
    DecisionDocumentKind,
    DecisionRendering,
    Meeting,
    ProgrammeDocumentKind,
    ProgrammeFile,
    ProgrammeVersion,
    Proposal,
    ProposalFile,
    VersionState,
)
from regions.models import Region
from regions.rights import Right, Rights
from reporting.bundles.order import Part
from reporting.marks import marks_of
from reporting.models import EventKind, ReportRound, ReportVersion
from reporting.programme_document.content import Selection
from reporting.programme_document.rendering import rendering_of
from reporting.programme_document.states import states_of

SCHEMA = 1
MOST_DECISIONS = 200
KINDS = (DecisionDocumentKind.DECISION_LIST, DecisionDocumentKind.PROPOSAL, DecisionDocumentKind.DOSSIER)


@dataclass(frozen=True)
class StoredPiece:
    """A file that exists: under `key` in the storage, or (`text_of`) a sealed text in the database."""

    file: str
    title: str
    what: str
    mime: str
    sha256: str
    day: str
    key: str = ""
    text_of: int | None = None  # a version of the programme


@dataclass(frozen=True)
class DossierOrder:
    """`reports` are the versions of the report; `proposals` the keys of all proposals of which it tells."""

    schema: int
    kind: str
    region: str
    slug: str
    name: str
    round_code: str
    round_name: str
    half_year: str
    reports: tuple[Part, ...]
    pieces: tuple[StoredPiece, ...]
    proposals: tuple[int, ...]

    @property
    def day(self) -> str:
        return max((*(part.day for part in self.reports), *(piece.day for piece in self.pieces)), default="")


_order = TypeAdapter(DossierOrder)


def read_dossier(text: str) -> DossierOrder:
    return _order.validate_json(text)


def dossier_order(region: Region, round: ReportRound) -> DossierOrder:
    """The report's versions that were not taken back, the programme as adopted, decisions, attachments."""
    decisions = list(_decisions(region))
    proposals = {pk for one in decisions for pk in _told_of(one)}
    files = list(_proposal_files(region))
    proposals |= {file.proposal_id for file in files}
    pieces = [
        *_programme(region),
        *(_decision(one) for one in decisions),
        *(_attachment("bijlagen/programma", file) for file in _present(ProgrammeFile, programme__region=region)),
        *(_attachment("bijlagen/voorstellen", file) for file in files),
        *(_attachment("bijlagen/acties", file) for file in _action_files(region)),
    ]
    return DossierOrder(
        schema=SCHEMA,
        kind="dossier",
        region=region.short_code,
        slug=region.slug,
        name=region.name,
        round_code=round.code,
        round_name=str(round),
        half_year=str(round.half_year),
        reports=tuple(_reports(region, round)),
        pieces=tuple(_named_apart(pieces)),
        proposals=tuple(sorted(proposals)),
    )


def reader_of(region: Region) -> Rights:
    """Somebody who reads this region and has nothing to do in it: the measure of what may be distributed."""
    return Rights(by_region={region.pk: frozenset({Right.READ_REGION, Right.READ_SUBMITTED_REPORT})})


def _reports(region: Region, round: ReportRound) -> Iterator[Part]:
    versions = ReportVersion.objects.filter(report__region=region, report__round=round).defer("content")
    for version in versions.exclude(events__kind=EventKind.WITHDRAWN).prefetch_related("events").order_by("number"):
        marks = marks_of(version)
        is_accepted = marks.accepted_on is not None
        yield Part(
            *(region.short_code, region.slug, region.name, version.pk, version.number, version.sha256),
            canonical_json(marks),
            is_accepted,
        )


def _programme(region: Region) -> Iterator[StoredPiece]:
    """The version that was adopted and holds, its text and (once it is made) its PDF."""
    found = ProgrammeVersion.objects.filter(programme__region=region).select_related("programme")
    versions = list(found.prefetch_related("events").defer("content"))
    for programme in {version.programme_id: version.programme for version in versions}.values():
        own = [version for version in versions if version.programme_id == programme.pk]
        states = states_of(own)
        for version in own:
            if states[version.pk] == VersionState.ADOPTED:
                yield from _adopted(version)


def _adopted(version: ProgrammeVersion) -> Iterator[StoredPiece]:
    name = f"programma/{slugify(str(version.programme))[:60]}-versie-{version.number}"
    day = timezone.localdate(version.at).isoformat()
    title = str(version)
    yield StoredPiece(
        f"{name}.json", title, "vastgelegd programma", "application/json", version.sha256, day, text_of=version.pk
    )
    pdf = rendering_of(version, kind=ProgrammeDocumentKind.PROGRAMME, selection=Selection())
    if pdf is not None and pdf.is_done:
        yield StoredPiece(
            f"{name}.pdf", title, "pdf van het programma", "application/pdf", pdf.sha256, day, key=pdf.file
        )


def _decisions(region: Region) -> Iterator[DecisionRendering]:
    """PDFs around decisions, the newest of each, that say nothing but what every reader of the region may know."""
    rights = reader_of(region)
    found = DecisionRendering.objects.filter(
        Q(meeting__isnull=True) | Q(meeting__in=Meeting.objects.visible_to(rights).values("pk")),
        Q(proposal__isnull=True) | Q(proposal__in=Proposal.objects.visible_to(rights).values("pk")),
        region=region,
        kind__in=KINDS,
        state=RenderingState.DONE,
    )
    seen: set[tuple[Any, ...]] = set()
    for one in found.select_related("meeting__body", "proposal").order_by("-done_at", "-pk")[:MOST_DECISIONS]:
        about = (one.kind, one.meeting_id, one.proposal_id)
        if about not in seen and _is_settled(one) and may_still_read(one, rights):
            seen.add(about)
            yield one


def _is_settled(one: DecisionRendering) -> bool:
    """A decision list counts from the day on which it was fixed."""
    return one.kind != DecisionDocumentKind.DECISION_LIST or bool(json.loads(one.content).get("recorded_at"))


def _told_of(one: DecisionRendering) -> set[int]:
    """The proposals that a document names, in the three ways in which its content may."""
    said = json.loads(one.content)
    told = {*said.get("proposals", ()), *(each.get("proposal") for each in said.get("conclusions", ()))}
    return {pk for pk in (*told, one.proposal_id) if pk}


def _decision(one: DecisionRendering) -> StoredPiece:
    subject = one.meeting or one.proposal or one.region
    title = f"{one.get_kind_display()}, {subject}"
    assert one.done_at is not None
    day = one.meeting.date if one.meeting else timezone.localdate(one.done_at)
    name = f"besluiten/{day.isoformat()}-{slugify(title)[:80]}.pdf"
    kind = str(one.get_kind_display()).lower()
    return StoredPiece(name, title, kind, "application/pdf", one.sha256, day.isoformat(), key=one.file)


def _proposal_files(region: Region) -> Iterable[ProposalFile]:
    visible = Proposal.objects.visible_to(reader_of(region), region)
    return _present(ProposalFile, proposal__in=visible.values("pk"))


def _action_files(region: Region) -> Iterable[ActionFile]:
    visible = Action.objects.visible_to(reader_of(region), region)
    return _present(ActionFile, action__in=visible.values("pk"))


def _present(model: Any, **about: Any) -> Any:
    return model.objects.present().filter(**about).select_related("file").order_by("date", "pk")


def _attachment(folder: str, one: Attachment) -> StoredPiece:
    file = one.file
    day: date = one.date or timezone.localdate(file.at)
    stem, _, end = file.name.rpartition(".")
    name = f"{folder}/{slugify(stem or end) or 'bestand'}.{slugify(end) or 'bin'}"
    return StoredPiece(name, one.title, "bijlage", file.mime, file.sha256, day.isoformat(), key=file.key)


def _named_apart(pieces: Iterable[StoredPiece]) -> Iterator[StoredPiece]:
    """No two files of one name: a second one gets a number."""
    seen: dict[str, int] = {}
    for piece in pieces:
        seen[piece.file] = number = seen.get(piece.file, 0) + 1
        if number == 1:
            yield piece
        else:
            stem, _, end = piece.file.rpartition(".")
            yield StoredPiece(**{**piece.__dict__, "file": f"{stem}-{number}.{end}"})
