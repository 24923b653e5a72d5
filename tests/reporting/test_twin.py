"""The HTML twin of a sealed report: the text of the PDF, in a file that asks for nothing."""

import re
from dataclasses import asdict
from html import unescape

import pytest
from django.urls import reverse

from reporting.content import read_content
from reporting.models import ReportVersion
from reporting.pdf.document import report_html
from reporting.twin import twin_of
from tests.reporting.sample_content import ACCEPTED, EMPTY, NASTY, NORMAL
from tests.world import PREVIOUS

TOLD = {"text", "explanation", "efforts", "results", "outlook", "conclusion", "passage", "answer", "reason", "subject"}


def letters(text):
    """Without spaces and signs that nobody sees."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\xad\ufffe]", "", text)


def shown(html):
    """What a reader sees, without the head."""
    body = html.partition("<body")[2].partition(">")[2]
    return letters(unescape(re.sub(r"<[^>]+>", "", body)))


def told_in(value):
    """Every text of a content that somebody wrote."""
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and name in TOLD:
                yield one
            else:
                yield from told_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from told_in(one)


@pytest.mark.parametrize("content", [NORMAL, EMPTY, NASTY], ids=["normal", "empty", "nasty"])
def test_twin_reads_as_the_pdf_does(content):
    assert shown(twin_of(content, ACCEPTED)) == shown(report_html(content, ACCEPTED))


def test_twin_holds_every_text_of_the_content():
    page = shown(twin_of(NORMAL, ACCEPTED))
    lines = {re.sub(r"^(?:- |\d+\. )", "", line) for text in told_in(asdict(NORMAL)) for line in text.splitlines()}
    assert len(lines) > 50
    assert {line for line in lines if letters(line) not in page} == set()


@pytest.mark.parametrize("content", [NORMAL, NASTY], ids=["normal", "nasty"])
def test_twin_asks_for_nothing_and_does_nothing(content):
    html = twin_of(content, ACCEPTED)
    assert re.findall(r"<(?:script|link|img|iframe|object|embed|form|base)\b", html) == []
    assert re.findall(r"<[^>]+\s(?:src|srcset|on\w+)=", html) == []
    assert re.findall(r"url\(|@import|asset:", html.partition("</style>")[0]) == []
    assert all(link.startswith(("#", "https://")) for link in re.findall(r'<a href="([^"]*)"', html))


def test_version_is_handed_out_as_a_page_to_keep(as_role):
    answer = as_role("reader").get(reverse("reporting:version_html", args=["eigen", PREVIOUS, 1]))
    version = ReportVersion.objects.get(report__region__slug="eigen", report__round__code=str(PREVIOUS))
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="voortgangsrapportage-eigen-2020-H2-versie-1.html"'
    )
    assert (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]) == (
        "default-src 'none'; sandbox",
        "nosniff",
    )
    assert read_content(version.content).region.name in answer.content.decode()
    assert version.sha256[:8] in answer.content.decode()


@pytest.mark.parametrize(("role", "region"), [("secretary", "eigen"), ("administrator", "eigen"), ("reader", "ander")])
def test_version_is_no_page_for_who_may_not_read_it(as_role, role, region):
    assert as_role(role).get(reverse("reporting:version_html", args=[region, PREVIOUS, 1])).status_code == 404
