"""PDF jobs of sealed reports: one row for each seal with its marks."""

from __future__ import annotations

from ghnt.documents import jobs
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json
from reporting.content import Marks, read_content, read_marks
from reporting.models import ReportRendering, ReportVersion
from reporting.pdf.document import report_pdf


def request_rendering(version: ReportVersion, marks: Marks) -> ReportRendering:
    """The job for this seal with these marks, made once; a worker is woken as soon as the row is there.

    A job that still waits to show older marks of the seal is dropped: nobody can ask for its file any more.
    """
    rendering, made = ReportRendering.objects.get_or_create(report_version=version, marks=canonical_json(marks))
    if made:
        version.renderings.filter(state=RenderingState.WAITING).exclude(pk=rendering.pk).delete()
        jobs.wake_after_commit(rendering)
    return rendering


def rendering_of(version: ReportVersion) -> ReportRendering | None:
    """The PDF of a version with its newest marks, in whatever state it is."""
    return version.renderings.order_by("-pk").first()


def draw(rendering: ReportRendering) -> RenderedPdf:
    """The file of one job. Raises RenderingError."""
    return report_pdf(read_content(rendering.report_version.content), read_marks(rendering.marks))
