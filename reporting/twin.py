"""The HTML twin of a sealed report: one file that says what the PDF says, and asks for nothing else."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reporting.content import Marks, ReportContent
from reporting.pdf.context import report_document
from reporting.pdf.document import TEMPLATE

# Signs that no HTML may hold and nobody sees.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def twin_of(content: ReportContent, marks: Marks) -> str:
    """The page of a report: the template of the PDF with a stylesheet of its own, so that both say the same."""
    html = render_to_string(TEMPLATE, {"document": report_document(content, marks), "style": _style()})
    return _UNPRINTABLE.sub("", html)


@cache
def _style() -> SafeString:
    return SafeString((settings.BASE_DIR / "static" / "src" / "twin" / "twin.css").read_text())
