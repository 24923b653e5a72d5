"""From content and marks to HTML to PDF."""

from __future__ import annotations

from ghnt.documents.drawing import document_html, draw
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import Marks, ReportContent
from reporting.pdf.context import report_document

TEMPLATE = "pdf/report.html"


def report_html(content: ReportContent, marks: Marks) -> str:
    return document_html(TEMPLATE, report_document(content, marks))


def report_pdf(content: ReportContent, marks: Marks) -> RenderedPdf:
    """The PDF of a report, the same bytes for the same content and marks. Raises RenderingError."""
    # A seal is named by its own fingerprint: read with a newer schema, its content has more fields.
    sealed = marks.fingerprint or fingerprint(canonical_json(content))
    identifier = fingerprint(sealed + canonical_json(marks))
    return draw(TEMPLATE, report_document(content, marks), identifier=identifier)
