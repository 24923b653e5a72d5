"""PDF jobs of programme versions: one row for each version with its marks and the choice that was made."""

from __future__ import annotations

from django.utils import timezone

from ghnt.documents import jobs
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json
from programmes.models import ProgrammeDocumentKind, ProgrammeRendering, ProgrammeVersion, VersionEventKind
from reporting.programme_document.content import Marks, Selection, read_content, read_marks, read_selection
from reporting.programme_document.pdf import plan_pdf, programme_pdf


def marks_of(version: ProgrammeVersion) -> Marks:
    """The marks that this very version has now."""
    adopted = next((one for one in version.events.all() if one.kind == VersionEventKind.ADOPTED), None)
    return Marks(
        number=version.number,
        note=version.note,
        sealed_at=timezone.localtime(version.at).isoformat(timespec="seconds"),
        sealed_by=version.by_name,
        fingerprint=version.sha256,
        adopted_on=adopted.date.isoformat() if adopted and adopted.date else None,
        basis=adopted.basis if adopted else "",
    )


def request_rendering(
    version: ProgrammeVersion, marks: Marks, *, kind: ProgrammeDocumentKind, selection: Selection
) -> ProgrammeRendering:
    """The job for this version with these marks and this choice, made once; a worker is woken when the row is there.

    A job that still waits to show older marks of the same is dropped; one that failed is put back in the row.
    """
    choice = canonical_json(selection)
    rendering, made = ProgrammeRendering.objects.get_or_create(
        version=version, marks=canonical_json(marks), kind=kind, selection=choice
    )
    if made:
        older = version.renderings.filter(state=RenderingState.WAITING, kind=kind, selection=choice)
        older.exclude(pk=rendering.pk).delete()
        jobs.wake_after_commit(rendering)
    elif rendering.is_failed:
        jobs.repeat(rendering)
    return rendering


def rendering_of(
    version: ProgrammeVersion, *, kind: ProgrammeDocumentKind, selection: Selection
) -> ProgrammeRendering | None:
    """The PDF of a version with its newest marks, in whatever state it is; None when nobody asked for it."""
    asked = version.renderings.filter(kind=kind, selection=canonical_json(selection))
    return asked.filter(marks=canonical_json(marks_of(version))).first()


def draw(rendering: ProgrammeRendering) -> RenderedPdf:
    """The file of one job. Raises RenderingError."""
    content, marks = read_content(rendering.version.content), read_marks(rendering.marks)
    if rendering.kind == ProgrammeDocumentKind.PLAN:
        return plan_pdf(content, marks, read_selection(rendering.selection))
    return programme_pdf(content, marks)
