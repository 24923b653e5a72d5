"""PDFs of lists of actions: asked for with all that they say, drawn by the worker, read by whoever asked."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from actions.models import ListKind, ListRendering
from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.documents.files import RenderedPdf
from programmes.models import RegionalProgramme
from regions.models import Region

Draw = Callable[[str], RenderedPdf]
_draws: dict[ListKind, Draw] = {}


def draws_list(kind: ListKind, draw: Draw) -> None:
    """Register how the content of a kind of list, canonical JSON, becomes a file; `draw` raises RenderingError."""
    _draws[kind] = draw


@transaction.atomic
def request_list(*, programme: RegionalProgramme, kind: ListKind, content: str, by: User) -> ListRendering:
    """The job for this content, made once for each person who asks."""
    rendering, is_new = ListRendering.ask(content=content, by=by, programme=programme, kind=kind)
    if is_new:
        jobs.wake_after_commit(rendering)
    return rendering


def lists_of(user: User, region: Region) -> list[ListRendering]:
    """The last three documents that somebody asked for in a region."""
    asked = ListRendering.objects.filter(asked_by=user, programme__region=region)
    return list(asked.defer("content").select_related("programme__region")[:3])


def draw_list(rendering: ListRendering) -> RenderedPdf:
    """The file of one job. Raises RenderingError."""
    return _draws[ListKind(rendering.kind)](rendering.content)
