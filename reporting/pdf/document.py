"""From content and marks to HTML to PDF."""

from __future__ import annotations

from django.template.loader import render_to_string

from ghnt.documents.apart import render_apart
from ghnt.documents.assets import document_assets
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import Marks, ReportContent
from reporting.pdf.context import report_document
from reporting.pdf.icons import icon_assets


def report_html(content: ReportContent, marks: Marks) -> str:
    return render_to_string("pdf/report.html", {"document": report_document(content, marks)})


def report_pdf(content: ReportContent, marks: Marks) -> RenderedPdf:
    """The PDF of a report, the same bytes for the same content and marks. Raises RenderingError."""
    html = report_html(content, marks)
    identifier = fingerprint(canonical_json(content) + canonical_json(marks))
    return render_apart(html, identifier=identifier, assets=document_assets() | icon_assets(html))
