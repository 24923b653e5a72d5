"""Files that exist already, for a bundle: read piece by piece, made first when a worker has not come to it yet."""

from __future__ import annotations

from collections.abc import Iterator
from time import sleep
from typing import Any

from django.core.files.storage import default_storage

from ghnt.documents import jobs
from ghnt.documents.apart import RenderingError
from ghnt.documents.models import Rendering
from reporting.bundles.archive import pieces_of
from reporting.bundles.order import Part, sealed_content
from reporting.models import ReportRendering
from reporting.pdf.document import report_pdf

GONE = "Het bestand van {name} is er niet meer. Meld het bij de beheerder."
SECONDS_OF_WAITING = 20


def stored_pieces(key: str, name: str) -> Iterator[bytes]:
    """The file under this key of the storage. Raises RenderingError when it is not there."""
    if not key or not default_storage.exists(key):
        raise RenderingError(GONE.format(name=name))
    with default_storage.open(key) as file:
        yield from pieces_of(file)


def report_pieces(part: Part) -> Iterator[bytes]:
    """The PDF of a sealed version with the marks that were chosen. Raises RenderingError."""
    rendering = ReportRendering.objects.filter(report_version=part.version, marks=part.marks).first()
    if rendering is None:
        # Marks of before: its job is gone, and a new one would pass for the newest.
        yield report_pdf(sealed_content(part), part.got).body
    else:
        yield from stored_pieces(_finished(rendering, part.name).file, part.name)


def _finished(rendering: Rendering, name: str) -> Any:
    """The job once it is done, by this worker or by the one that has it. Raises RenderingError, UnfinishedError."""
    for _ in range(SECONDS_OF_WAITING):
        if not rendering.is_done:
            jobs.run(rendering._meta.label_lower, rendering.pk)
            rendering.refresh_from_db()
        if rendering.is_done:
            return rendering
        if rendering.is_failed:
            raise RenderingError(f"{name}: {rendering.error}")
        sleep(1)
    raise jobs.UnfinishedError
