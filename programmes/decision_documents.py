"""PDFs around decisions: asked for with all that they say, drawn by the worker, read by whoever asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction

from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.documents.files import RenderedPdf
from programmes.models import DecisionDocumentKind, DecisionRendering, Meeting, Proposal
from regions.models import Region
from regions.rights import Right, Rights

Draw = Callable[[str], RenderedPdf]
_draws: dict[DecisionDocumentKind, Draw] = {}


def draws_document(kind: DecisionDocumentKind, draw: Draw) -> None:
    """Register how the content of a kind of document, canonical JSON, becomes a file; `draw` raises RenderingError."""
    _draws[kind] = draw


@transaction.atomic
def request_document(
    *, region: Region, kind: DecisionDocumentKind, content: str, by: User, **about: Any
) -> DecisionRendering:
    """The job for this content, made once for each person who asks.

    `about` is what it tells of: meeting, proposal, municipality or council_document.
    """
    rendering, is_new = DecisionRendering.ask(content=content, by=by, region=region, kind=kind, **about)
    if is_new:
        jobs.wake_after_commit(rendering)
    return rendering


def may_still_read(rendering: DecisionRendering, rights: Rights) -> bool:
    """Whether everything that the content says may still be read by somebody with these rights.

    A seat, a role or "Verspreiden: ja" can be gone since it was asked for. A content names its `proposals`, or the
    proposal of each of its `conclusions`; `has_drafts` says that it holds concepts, `review` what a municipality said.
    """
    said = json.loads(rendering.content)
    conclusions = said.get("conclusions", ())
    if said.get("has_drafts") and not Meeting.objects.recordable_by(rights).filter(renderings=rendering).exists():
        return False
    if any(one.get("review") for one in conclusions) and not _reads_reviews(rendering, rights):
        return False
    told = {*said.get("proposals", ()), *(one["proposal"] for one in conclusions)}
    binned = Proposal.objects.filter(pk__in=told, removed_at__isnull=False, may_distribute=True)
    hidden = Proposal.objects.filter(pk__in=told).exclude(pk__in=Proposal.objects.visible_to(rights).values("pk"))
    return not hidden.exclude(pk__in=binned.values("pk")).exists()


def _reads_reviews(rendering: DecisionRendering, rights: Rights) -> bool:
    """What a municipality said is for itself and for whoever reads it of the whole region."""
    municipality = rendering.municipality_id or 0
    return rights.may_for_municipality(Right.READ_MUNICIPAL_ROWS, municipality, rendering.region_id)


def draw_document(rendering: DecisionRendering) -> RenderedPdf:
    """The file of one job. Raises RenderingError."""
    return _draws[DecisionDocumentKind(rendering.kind)](rendering.content)
