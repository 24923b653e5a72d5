"""From content and marks to a Word file. The template holds the look: another one gives another house style."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from docx.document import Document
from docxtpl import DocxTemplate

from reporting.content import Marks, ReportContent
from reporting.council_documents.word_file import MIME, literal, number_lists_anew
from reporting.pdf.context import ReportDocument, report_document
from reporting.pdf.front import stand_of
from reporting.word_report.chapters import write_report
from reporting.word_report.writing import Writer, clean

__all__ = ["MIME", "report_word"]

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "docx" / "report.docx"


def report_word(content: ReportContent, marks: Marks) -> bytes:
    """The .docx of a report; what users typed never counts as part of the template."""
    document = report_document(content, marks)
    template = DocxTemplate(TEMPLATE)
    template.render(
        {
            "title": literal(document.head.title),
            "facts": [(label, literal(value)) for label, value in document.cover.facts],
            "running": literal(document.head.title),
            "stand": literal(stand_of(marks)[:200]),
        },
        autoescape=True,
    )
    word = template.docx  # `get_docx` would read the template anew
    writer = Writer(word)
    write_report(writer, document)
    number_lists_anew(word, writer.numbered)
    _describe(word, document)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _describe(word: Document, document: ReportDocument) -> None:
    about, head = word.core_properties, document.head
    about.title, about.subject, about.author = (clean(one)[:255] for one in (head.title, head.subject, head.author))
    about.language = "nl-NL"
    about.created, about.modified = (datetime.fromisoformat(day[:10]) for day in (head.created, head.modified))
